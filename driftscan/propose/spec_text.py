"""The text of the proposed spec: components, layers and rules, each with its evidence."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from driftscan.notation.words import counted, flow, item, percent, scalar, wrapped
from driftscan.propose.component import ProposedComponent
from driftscan.propose.landscape import Landscape
from driftscan.propose.rule import ProposedRule

_WIDTH = 92
_SHORT = 60
_LONGEST = 120
_OWNER = "# owner: who decides?"


class Shares(Struct, frozen=True):
    """What was read of what there is: files, and references into the code."""

    files: int
    checked: int
    references: int
    unresolved: int


def spec_text(
    land: Landscape,
    components: Sequence[ProposedComponent],
    rules: Sequence[ProposedRule],
    shares: Shares,
) -> str:
    """A whole driftscan.yaml."""
    lines = [*_head(land), *_components(land, components)]
    for section in ("layers", "rules"):
        chosen = [rule for rule in rules if rule.section == section]
        if chosen:
            lines += ["", f"{section}:"]
            for number, rule in enumerate(chosen):
                lines += [""] * bool(number) + list(_rule(rule))
    lines += ["", *_coverage(shares)]
    return "".join(f"{line}\n" for line in lines)


def _head(land: Landscape) -> Iterator[str]:
    total = len(land.graph.modules)
    inside = total - land.size[""]
    yield "driftscan: 1"
    yield ""
    yield from wrapped(
        f"Proposed by `driftscan init` from the code as it is: {counted(total, 'module')}, "
        f"{percent(inside, total)} of them in {counted(len(land.components), 'component')}. "
        "It says what is, not yet what should be: change it, and give each rule an owner. What "
        "breaks a rule today is accepted in driftscan-baseline.json; only new drift fails.",
        "# ",
    )
    yield ""
    yield "# strategy:   # what no code can say"
    yield "#   problem: ..."
    yield "#   target: ..."


def _components(land: Landscape, components: Sequence[ProposedComponent]) -> Iterator[str]:
    yield ""
    yield "components:"
    for number, (group, members) in enumerate(groupby(components, lambda each: each.group)):
        yield from [""] * bool(number)
        yield f"  # {group}"
        listed = list(members)
        short = [each for each in listed if not _is_block(land, each)]
        name = max((len(scalar(each.name)) + 1 for each in short), default=0)
        value = max((len(_value(each)) for each in short), default=0)
        for component in listed:
            if component not in short:
                yield from _block(land, component)
            else:
                start = f"  {scalar(component.name) + ':':{name}} {_value(component):{value}}"
                yield f"{start}  # {_remark(land, component)}"


def _is_block(land: Landscape, component: ProposedComponent) -> bool:
    length = len(component.name) + len(_value(component))
    is_long = length > _SHORT or length + len(_remark(land, component)) > _LONGEST
    return bool(component.public) or is_long


def _value(component: ProposedComponent) -> str:
    """All keys of a component in braces."""
    paths = component.paths
    path = item(paths[0]) if len(paths) == 1 else flow(paths)
    kind = "" if component.kind == "module" else f", kind: {component.kind}"
    return f"{{path: {path}{kind}}}"


def _block(land: Landscape, component: ProposedComponent) -> Iterator[str]:
    yield f"  {scalar(component.name)}:  # {_remark(land, component)}"
    yield from _list("    path", component.paths)
    if component.kind != "module":
        yield f"    kind: {component.kind}"
    if component.public:
        yield f"    # {component.public_why}"
        yield from _list("    public", component.public)


def _list(key: str, values: Sequence[str]) -> Iterator[str]:
    if len(values) == 1:
        yield f"{key}: {scalar(values[0])}"
        return
    line = f"{key}: {flow(values)}"
    if len(line) <= _WIDTH:
        yield line
        return
    indent = " " * (len(key) - len(key.lstrip()) + 2)
    yield f"{key}:"
    for value in values:
        yield f"{indent}- {scalar(value)}"


def _remark(land: Landscape, component: ProposedComponent) -> str:
    """How large it is, how it hangs together with the others, and why it is one."""
    if not land.has(component):
        return component.why or "no modules of its own"
    unit = land.territory.index_by_name[component.name]
    pairs = land.traffic.statements
    used = sum(1 for _, target in pairs if target == unit)
    uses = sum(1 for source, _ in pairs if source == unit)
    text = f"{counted(land.size[component.name], 'module')}, used by {used}, uses {uses}"
    return f"{text}; {component.why}" if component.why else text


def _rule(rule: ProposedRule) -> Iterator[str]:
    for number, (key, value) in enumerate(rule.keys):
        lead = "  - " if number == 0 else "    "
        if isinstance(value, str):
            yield f"{lead}{key}: {value}"
        else:
            yield from _order(f"{lead}{key}", value)
    yield from _reason(rule.reason)
    if rule.accepted:
        verb = "breaks it and stands" if rule.accepted == 1 else "break it and stand"
        yield f"    # {counted(rule.accepted, 'dependency')} {verb} in the baseline"
    for remark in rule.remarks:
        yield from wrapped(remark, "    # ")
    yield f"    {_OWNER}"


def _order(key: str, levels: Sequence[str]) -> Iterator[str]:
    line = f"{key}: [{', '.join(levels)}]"
    if len(line) <= _WIDTH:
        yield line
        return
    yield f"{key}:"
    for level in levels:
        first, *more = wrapped(level, "        ")
        yield f"      - {first.lstrip()}"
        yield from more


def _reason(reason: str) -> Iterator[str]:
    if len(reason) + 12 <= _WIDTH:
        yield f"    reason: {scalar(reason)}"
        return
    yield "    reason: >-"
    yield from wrapped(reason, "      ")


def _coverage(shares: Shares) -> Iterator[str]:
    checked = 100 * shares.checked // shares.files if shares.files else 100
    known = shares.references - shares.unresolved
    resolved = min(99, 100 * known // shares.references) if shares.references else 0
    parts = [f"checked: {checked}%"] + [f"resolved: {resolved}%"] * bool(shares.references)
    yield "# Below these shares a run says nothing (exit 2): today's values, rounded down."
    yield f"coverage: {{{', '.join(parts)}}}"
