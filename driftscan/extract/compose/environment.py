"""Environment variables of a service in a compose file."""

from collections.abc import Iterator

from driftscan.extract.manifest.scalars import assignments, each_text
from driftscan.extract.pieces import shell_text
from driftscan.model.service_fact import Need, Piece, Text, Variable
from driftscan.notation.node import Node


def variables(service: Node) -> tuple[Variable, ...]:
    """Those of `environment`, and build arguments that it does not name. A variable without a value
    has that of whoever starts compose."""
    found: dict[str, Variable] = {}
    for table in (service.get("environment"), service.get("build", "args")):
        for name, value, line in assignments(table):
            found.setdefault(name, Variable(name, _text(name, value), line))
    return tuple(found.values())


def _text(name: str, value: str | None) -> Text:
    return (Piece("env", name),) if value is None else shell_text(value)


def env_files(service: Node) -> Iterator[Need]:
    """`env_file`: a path, or a list of paths and tables with a path."""
    written_as = service.get("env_file")
    for each in written_as.elements() if isinstance(written_as.value, list) else (written_as,):
        for path, line in each_text(each.get("path") if each.is_table else each):
            yield Need("env-file", path, line)
