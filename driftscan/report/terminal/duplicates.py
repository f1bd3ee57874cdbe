"""The text of `driftscan duplicates`: each family, who has it and what differs in the odd one."""

from collections.abc import Iterator, Sequence

from driftscan.model.family import Difference, Duplicates, Family, Unit
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.terminal.layout import BOLD, FAINT, WIDTH, counted, painted, paragraph, pieces
from driftscan.report.view import View

_SHOWN = 10
_SHOWN_MEMBERS = 6
_SHOWN_DIFFERENCES = 3
_SHOWN_LINES = 3


def render(found: Duplicates, view: View) -> str:
    """The families of a system for a person."""
    return "".join(f"{line}\n" for line in _lines(found, view))


def _lines(found: Duplicates, view: View) -> Iterator[str]:
    clear = [family for family in found.families if family.is_clear]
    yield from paragraph(_headline(found, clear))
    yield from paragraph(_looked_at(found))
    shown = found.families if view.verbose else clear[:_SHOWN]
    for number, family in enumerate(shown, 1):
        yield ""
        yield from _family(number, family, view)
    if not view.verbose and len(found.families) > len(shown):
        left = len(clear) - len(shown)
        faint = counted(len(found.families) - len(clear), "faint one")
        yield ""
        more = f"and {counted(left, 'family')} more, " if left else ""
        yield f"{more}and {faint} (-v)"


def _headline(found: Duplicates, clear: Sequence[Family]) -> str:
    where = "" if found.criteria.within else " across components"
    extra = sum(family.extra_lines for family in clear)
    members = sum(len(family.units) for family in clear)
    if not clear:
        faint = f"; {counted(len(found.families), 'faint one')} (-v)" if found.families else ""
        return f"No clear family of code{where}{faint}"
    return (
        f"{counted(len(clear), 'family')} of code{where}: {members:,} functions, "
        f"{extra:,} lines more than one of each would have"
    )


def _looked_at(found: Duplicates) -> str:
    criteria = found.criteria
    parts = [f"{counted(found.functions, 'function')} of {criteria.tokens} tokens and more"]
    if found.plain:
        parts.append(f"{found.plain:,} of them too plain to compare")
    if found.generated:
        parts.append(f"{counted(found.generated, 'generated file')} left out")
    parts += ["test code included" if criteria.tests else "test code left out"]
    named = "" if found.named_by == "spec" else "; packages or folders stand for components"
    return f"looked at {counted(found.files, 'file')}: {', '.join(parts)}{named}"


def _family(number: int, family: Family, view: View) -> Iterator[str]:
    head = painted(f"{number}. {terminal(_name(family))}", BOLD, view)
    said = [
        head,
        f"{len(family.units)} times in {counted(len(family.components), 'component')}",
        f"{family.shared:.0%} shared",
        f"{counted(family.extra_lines, 'line')} to spare",
        painted(family.id, FAINT, view),
    ]
    yield from pieces(said, 0)
    shown = range(len(family.units)) if view.verbose else _shown_members(family)
    wide = min(24, max(len(family.units[at].component) for at in shown))
    for at in shown:
        yield from _member(family.units[at], wide, at == family.odd, view)
    if len(family.units) > len(shown):
        yield f"   and {len(family.units) - len(shown)} more (-v)"
    yield from _differences(family, view)


def _shown_members(family: Family) -> Sequence[int]:
    """The first ones; the odd one is always among them, and the one that it is held against."""
    first = range(min(len(family.units), _SHOWN_MEMBERS))
    needed = {family.odd, family.model} - {-1, *first}
    return sorted([*first[: len(first) - len(needed)], *needed])


def _name(family: Family) -> str:
    """What most of its members are called."""
    names = [unit.fragment.name for unit in family.units if unit.fragment.name]
    return max(sorted(set(names)), key=names.count) if names else "nameless functions"


def _member(unit: Unit, wide: int, is_odd: bool, view: View) -> Iterator[str]:
    mark = "*" if is_odd else " "
    place = f"{terminal_path(unit.path)}:{unit.fragment.start}-{unit.fragment.end}"
    said = [f"{terminal(unit.component or '(none)'):{wide}}", painted(place, FAINT, view)]
    said += [terminal(unit.owner)] if unit.owner else []
    first, *rest = pieces(said, 3)
    yield f" {mark} {first[3:]}"
    yield from rest


def _differences(family: Family, view: View) -> Iterator[str]:
    if not family.differences:
        return
    one, other = family.compared
    who = "the odd one out (*)" if family.odd >= 0 else terminal(one.component or "the second")
    agree = "the others, which agree" if len(family.units) > 2 else terminal(other.component)
    yield from paragraph(f"{who} differs from {agree or 'the first'}:", 3)
    shown = family.differences if view.verbose else family.differences[:_SHOWN_DIFFERENCES]
    for difference in shown:
        yield from _difference(difference, one, other)
    if len(family.differences) > len(shown):
        left = len(family.differences) - len(shown)
        yield f"     and in {counted(left, 'place')} more (-v)"


def _difference(each: Difference, one: Unit, other: Unit) -> Iterator[str]:
    yield from _side("-", each.there, other, each.line_there)
    yield from _side("+", each.here, one, each.line_here)


def _side(sign: str, lines: Sequence[str], unit: Unit, first: int) -> Iterator[str]:
    """Lines with their number; of none at all, where they would stand."""
    if not lines:
        name = terminal_path(b"/".join(unit.path.split(b"/")[-2:]))
        yield f"     {sign} nothing at {name}:{first}"
        return
    for number, line in enumerate(lines[:_SHOWN_LINES], first):
        text = f"     {sign} {number:<5} {terminal(line)}"
        yield text if len(text) <= WIDTH else text[: WIDTH - 3] + "..."
    if len(lines) > _SHOWN_LINES:
        yield f"     {sign} and {counted(len(lines) - _SHOWN_LINES, 'line')} more"
