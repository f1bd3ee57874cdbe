"""A job of Nomad as facts: a workload per task, with the services that Consul knows it by."""

import re
from collections import defaultdict
from collections.abc import Iterator

from driftscan.extract.nomad.environment import value_text, variables
from driftscan.extract.nomad.hcl import Block, parse
from driftscan.extract.pieces import joined, plain
from driftscan.model.service_fact import Need, ServiceFacts, Text, WorkloadFact

_JOB = re.compile(rb"^[ \t]*job[ \t]+\"", re.MULTILINE)
_LARGEST = 2_000_000
_KINDS = {"batch": "Job", "sysbatch": "Job", "system": "DaemonSet"}
_BLANK = plain(" ")


def extract(content: bytes) -> ServiceFacts:
    """Facts of all jobs in a file; none of another tool's HCL."""
    if not _JOB.search(content) or len(content) > _LARGEST or b"\0" in content:
        return ServiceFacts()
    document = parse(content.decode("utf-8-sig", "replace"))
    defaults = {
        block.labels[0]: value_text(block.attributes.get("default", ()), {})
        for block in document.all("variable")
        if block.labels
    }
    found = (
        fact
        for job in document.all("job")
        for group in job.all("group")
        for fact in _workloads(job, group, defaults)
    )
    return ServiceFacts(workloads=tuple(sorted(found, key=lambda fact: fact.line)))


def _workloads(job: Block, group: Block, defaults: dict[str, Text]) -> Iterator[WorkloadFact]:
    """The tasks of a group but for those that only prepare or accompany another; a service of the
    group is the task's that it names, or the first one's."""
    tasks = [task for task in group.all("task") if task.labels and not any(task.all("lifecycle"))]
    services: dict[str, list[Block]] = defaultdict(list)
    for service in group.all("service") if tasks else ():
        services[service.word("task") or tasks[0].labels[0]].append(service)
    for task in tasks:
        own = [*task.all("service"), *services.get(task.labels[0], ())]
        yield _workload(job, group, task, own, defaults)


def _workload(
    job: Block, group: Block, task: Block, services: list[Block], defaults: dict[str, Text]
) -> WorkloadFact:
    names = [name for each in services if (name := each.word("name"))]
    kind = "CronJob" if any(job.all("periodic")) else _KINDS.get(job.word("type"), "")
    config = next(task.all("config"), task)
    return WorkloadFact(
        "nomad",
        task.labels[0],
        task.line,
        kind,
        image=value_text(config.attributes.get("image", ()), defaults),
        env=tuple(variables(task, services, defaults)),
        ports=tuple(_ports(group)),
        hosts=tuple(dict.fromkeys(names)),
        labels=tuple(_labels(services)),
        needs=tuple(_needs(services)),
        command=_command(config, defaults),
    )


def _ports(group: Block) -> Iterator[tuple[int, int]]:
    """`port "http" { static = 8080, to = 80 }`"""
    for port in group.all("network", "port"):
        outside, inside = port.word("static"), port.word("to")
        if outside.isdigit() or inside.isdigit():
            published = int(outside) if outside.isdigit() else 0
            yield published, int(inside) if inside.isdigit() else published


def _labels(services: list[Block]) -> Iterator[tuple[str, str]]:
    """Tags, which proxies read: `traefik.http.routers.cart.rule=...`"""
    for service in services:
        for token in service.attributes.get("tags", ()):
            if token.kind == "string":
                key, _, value = token.text.partition("=")
                yield key, value


def _needs(services: list[Block]) -> Iterator[Need]:
    """Whom a sidecar of Consul lets it reach."""
    path = ("connect", "sidecar_service", "proxy", "upstreams")
    for service in services:
        for upstream in service.all(*path):
            if name := upstream.word("destination_name"):
                yield Need("link", name, upstream.line_of("destination_name"))


def _command(config: Block, defaults: dict[str, Text]) -> Text:
    words = [config.attributes.get("command", ()), config.attributes.get("args", ())]
    strings = [token for value in words for token in value if token.kind == "string"]
    found = [part for token in strings for part in (value_text((token,), defaults), _BLANK)]
    return joined(found[:-1])
