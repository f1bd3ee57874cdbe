"""What a service of a compose file asks for: other services, networks, files."""

import re
from collections.abc import Iterator, Mapping

from driftscan.extract.manifest.scalars import command_line, each_text, written
from driftscan.model.service_fact import Need
from driftscan.notation.node import Node

# Options of drivers by which Docker sends what a service prints to another program.
_LOG_ADDRESSES = ("syslog-address", "gelf-address", "fluentd-address", "loki-url", "splunk-url")

_GOES = re.compile(r"(?:^|[\"'\s])cd (/[\w./-]+) ?(?:&&|;)")

_ENDED = "service_completed_successfully"


def needs(service: Node, configs: Mapping[str, str]) -> Iterator[Need]:
    """configs: the file behind the name of each config and secret."""
    yield from _started_after(service.get("depends_on"))
    for link, line in each_text(service.get("links")):
        yield Need("link", link, line)
    for link, line in each_text(service.get("external_links")):
        yield Need("link", link, line)
    yield from _extended(service.get("extends"))
    yield from _networks(service)
    yield from _mounts(service, configs)
    yield from _mounted_code(service)
    for option in _LOG_ADDRESSES:
        address = service.get("logging", "options", option)
        if written(address):
            yield Need("logs-to", written(address), address.line)


def _started_after(depends: Node) -> Iterator[Need]:
    for name, condition in depends.entries():
        ended = written(condition.get("condition")) == _ENDED
        yield Need("starts-after-end" if ended else "starts-after", name, condition.line)
    if not depends.is_table:
        for name, line in each_text(depends):
            yield Need("starts-after", name, line)


def _extended(extends: Node) -> Iterator[Need]:
    if extends.is_table:
        file = written(extends.get("file")).removeprefix("./")
        yield Need("extends", f"{file}:{written(extends.get('service'))}", extends.line)
    elif name := written(extends):
        yield Need("extends", f":{name}", extends.line)


def _networks(service: Node) -> Iterator[Need]:
    networks = service.get("networks")
    for name, network in networks.entries():
        yield Need("network", name, network.line)
    for name, line in each_text(networks) if not networks.is_table else ():
        yield Need("network", name, line)
    mode = service.get("network_mode")
    if written(mode).startswith("service:"):
        yield Need("network", written(mode), mode.line)


def _mounted_code(service: Node) -> Iterator[Need]:
    """The folder of this tree that a container works in: `./cart:/code`, `working_dir: /code`; a
    command that begins with `cd /code` goes there first."""
    gone = _GOES.search(command_line(service.get("entrypoint"), service.get("command")))
    place = (gone[1] if gone else written(service.get("working_dir"))).rstrip("/")
    for each in service.get("volumes").elements() if place else ():
        parts = written(each).split(":")
        source, target = (parts[0], parts[1]) if len(parts) > 1 else ("", "")
        if each.is_table:
            source, target = written(each.get("source")), written(each.get("target"))
        target = target.rstrip("/")
        if source.startswith(".") and target and f"{place}/".startswith(f"{target}/"):
            yield Need("runs", source.rstrip("/") + place[len(target) :], each.line)


def _mounts(service: Node, configs: Mapping[str, str]) -> Iterator[Need]:
    """Files and folders of this tree: a proxy's configuration is often given so."""
    for each in service.get("volumes").elements():
        path = written(each.get("source")) if each.is_table else written(each).partition(":")[0]
        if path.startswith("."):
            yield Need("mount", path, each.line)
    for kind in ("configs", "secrets"):
        for each in service.get(kind).elements():
            name = written(each.get("source")) if each.is_table else written(each)
            if path := configs.get(name, ""):
                yield Need("mount", path, each.line)
