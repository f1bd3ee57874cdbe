"""ignore_imports: dependencies that a contract does not see, chains over them included."""

from collections.abc import Iterator, Sequence

from driftscan.migrate.builder import Builder
from driftscan.migrate.draft import DraftException
from driftscan.migrate.import_linter.settings import Contract

_KEY = "ignore_imports"
_ALERTING = "unmatched_ignore_imports_alerting"


def ignore_imports(build: Builder, contract: Contract, rules: Sequence[str]) -> None:
    """One exception for each rule that the contract has become."""
    written = dict(_arrows(build, contract))
    idle = set(build.modules.without_import(written))
    for arrow in idle:
        build.no_equal(
            written[arrow],
            f"'{arrow}' fits no import of today, so there is nothing to except; it was left out",
        )
    arrows = tuple(arrow for arrow in written if arrow not in idle)
    if not (arrows and rules):
        return
    reason = f"ignored in {build.file.name}"
    for rule in rules:
        build.exceptions.append(DraftException(finding=rule, imports=arrows, reason=reason))
    _tell_of_alerting(build, contract)


def _arrows(build: Builder, contract: Contract) -> Iterator[tuple[str, int]]:
    """The arrows, each written in the same way, and their lines."""
    for text, line in contract.options.get(_KEY, ()):
        source, arrow, target = (part.strip() for part in text.partition("->"))
        if source and arrow and target:
            yield f"{source} -> {target}", line
        else:
            build.no_equal(line, f"'{text}' is no arrow between two modules; it was left out")


def _tell_of_alerting(build: Builder, contract: Contract) -> None:
    alerting = next(iter(contract.texts(_ALERTING)), "error")
    if alerting in ("none", "warn"):
        build.no_equal(
            contract.line_of(_ALERTING),
            f"{_ALERTING} = {alerting}: in driftscan an exception that fits nothing any more is "
            "always an error; remove it then",
        )
