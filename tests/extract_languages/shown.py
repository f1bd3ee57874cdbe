"""Facts and references as the short texts that cases are written in."""

from driftscan.model.fact import (
    ExportsFact,
    ImportContext,
    ImportFact,
    Problem,
    SettingFact,
    SuppressionFact,
    UseFact,
)


def _bits(context: int) -> str:
    names = " ".join(bit.name or "" for bit in ImportContext(context))
    return f" [{names}]" if names else ""


def shown_import(fact: ImportFact) -> str:
    """`3: a.b { name as alias } [CONTEXT]`, without what is not there."""
    name = f" {{ {fact.name}{f' as {fact.alias}' if fact.alias else ''} }}" if fact.name else ""
    alias = f" as {fact.alias}" if fact.alias and not fact.name else ""
    return f"{fact.line}: {'.' * fact.level}{fact.module}{name}{alias}{_bits(fact.context)}"


def shown_use(fact: UseFact) -> str:
    """`3,7: name [CONTEXT]`."""
    return f"{','.join(map(str, fact.lines))}: {fact.name}{_bits(fact.context)}"


def shown_setting(fact: SettingFact) -> str:
    """`3: name = first | second`."""
    return f"{fact.line}: {fact.name} = {' | '.join(fact.values)}"


def shown_problem(problem: Problem) -> str:
    """`3: code` and whether the file was skipped."""
    return f"{problem.line}: {problem.code}{' (fatal)' if problem.fatal else ''}"


def shown_suppression(fact: SuppressionFact) -> str:
    """`3, of 4 5: rule until DATE -- reason`."""
    if fact.trouble:
        return f"{fact.line}: {fact.trouble}"
    until = f" until {fact.until}" if fact.until else ""
    statements = " ".join(map(str, fact.statements)) or "nothing"
    return f"{fact.line}, of {statements}: {fact.rule}{until} -- {fact.reason}"


def shown_exports(fact: ExportsFact | None) -> str:
    """`3: first second ...`, the dots where there may be more."""
    if fact is None:
        return ""
    return " ".join([f"{fact.line}:", *fact.names, *([] if fact.complete else ["..."])])
