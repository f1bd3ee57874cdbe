"""One service of a compose file as a workload."""

from collections.abc import Iterator

from driftscan.extract.compose.environment import env_files, variables
from driftscan.extract.compose.needs import needs
from driftscan.extract.compose.ports import ports
from driftscan.extract.manifest.scalars import command_line, each_text, word_pairs, written
from driftscan.extract.pieces import shell_text
from driftscan.model.service_fact import WorkloadFact
from driftscan.notation.node import Node

_ELSEWHERE = ("http://", "https://", "git@", "git://", "ssh://", "github.com/")


class Reader:
    """Reads the services of one document."""

    def __init__(self, document: Node) -> None:
        self._configs = {
            name: written(config.get("file"))
            for kind in ("configs", "secrets")
            for name, config in document.get(kind).entries()
        }

    def workload(self, name: str, service: Node) -> WorkloadFact:
        """line: that of its key."""
        return WorkloadFact(
            form="compose",
            name=name,
            line=service.line,
            image=shell_text(written(service.get("image")) or _inline_image(service.get("build"))),
            build=_folder(service.get("build")),
            dockerfile=written(service.get("build", "dockerfile")),
            env=variables(service),
            ports=ports(service),
            hosts=tuple(dict.fromkeys(_hosts(service))),
            labels=word_pairs(service.get("labels")) + word_pairs(service.get("deploy", "labels")),
            needs=(*needs(service, self._configs), *env_files(service)),
            command=shell_text(command_line(service.get("entrypoint"), service.get("command"))),
            profiles=tuple(text for text, _ in each_text(service.get("profiles"))),
            restart=_restart(service.get("restart")),
        )


def _restart(policy: Node) -> str:
    """`no` without quotes is a boolean to YAML 1.1, and a word to compose."""
    return "no" if policy.value is False else written(policy)


def _inline_image(build: Node) -> str:
    """What a Dockerfile builds on that stands in the manifest; it need not run the code around it,
    and what it copies from there is not looked at."""
    lines = written(build.get("dockerfile_inline")).splitlines() if build.is_table else []
    stages = [words[1] for words in map(str.split, lines) if words[:1] == ["FROM"] and words[1:]]
    return stages[-1] if stages else ""


def _folder(build: Node) -> str | None:
    """Where it is built; None where nothing is or the place is not in this tree; '' where a build
    says neither a place nor a Dockerfile (`target: dev`), as what adds to another file does."""
    context = build.get("context") if build.is_table else build
    if build.is_table and not written(context) and not _says_how(build):
        return ""
    folder = written(context) or ("." if build.is_table else "")
    if not folder or folder.startswith(_ELSEWHERE) or _inline_image(build):
        return None
    return folder.removeprefix("./").rstrip("/") or "."


def _says_how(build: Node) -> bool:
    return any(written(build.get(key)) for key in ("dockerfile", "dockerfile_inline"))


def _hosts(service: Node) -> Iterator[str]:
    for key in ("container_name", "hostname"):
        if host := written(service.get(key)):
            yield host
    for _, network in service.get("networks").entries():
        for alias, _ in each_text(network.get("aliases")):
            yield alias
