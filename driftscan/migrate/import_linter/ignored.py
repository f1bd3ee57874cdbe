"""ignore_imports: dependencies that a contract does not see, chains over them included."""

from collections.abc import Sequence

from driftscan.migrate.builder import Builder
from driftscan.migrate.draft import DraftException
from driftscan.migrate.import_linter.settings import Contract

_KEY = "ignore_imports"
_ALERTING = "unmatched_ignore_imports_alerting"


def ignore_imports(build: Builder, contract: Contract, rules: Sequence[str]) -> None:
    """One exception for each rule that the contract has become."""
    arrows = []
    for text, line in contract.options.get(_KEY, ()):
        source, arrow, target = (part.strip() for part in text.partition("->"))
        if not (source and arrow and target):
            build.no_equal(line, f"'{text}' is no arrow between two modules; it was left out")
        elif not any(build.modules.imports_matching(source, target)):
            build.no_equal(
                line,
                f"'{text}' fits no import of today, so there is nothing to except; it was left out",
            )
        else:
            arrows.append(f"{source} -> {target}")
    if not (arrows and rules):
        return
    reason = f"ignored in {build.file.name}"
    for rule in rules:
        build.exceptions.append(
            DraftException(finding=rule, imports=tuple(dict.fromkeys(arrows)), reason=reason)
        )
    _tell_of_alerting(build, contract)


def _tell_of_alerting(build: Builder, contract: Contract) -> None:
    alerting = next(iter(contract.texts(_ALERTING)), "error")
    if alerting in ("none", "warn"):
        build.no_equal(
            contract.line_of(_ALERTING),
            f"{_ALERTING} = {alerting}: in driftscan an exception that fits nothing any more is "
            "always an error; remove it then",
        )
