"""A draft to the text of a driftscan.yaml: components first, then rules, each with its origin."""

from collections.abc import Iterator, Mapping, Sequence

from driftscan.migrate.draft import Draft, DraftComponent, DraftException, DraftRule
from driftscan.migrate.names import short_names
from driftscan.migrate.values import Names, key_lines, list_lines
from driftscan.notation.words import flow, item, one_line, scalar, wrapped


def spec_text(draft: Draft) -> str:
    """A whole driftscan.yaml."""
    names = short_names(draft.components)
    lines = [*_head(draft), *_components(draft.components, names)]
    for section in ("layers", "rules"):
        chosen = [rule for rule in draft.rules if rule.section == section]
        lines += ["", f"{section}:"] if chosen else []
        for number, rule in enumerate(chosen):
            lines += [""] * bool(number) + list(_rule(rule, names))
    lines += [*_exceptions(draft.exceptions), *_sources(draft)]
    return "".join(f"{line}\n" for line in lines)


def _head(draft: Draft) -> Iterator[str]:
    yield "driftscan: 1"
    yield ""
    for sentence in draft.heading:
        yield from wrapped(one_line(sentence), "# ")


def _components(components: Sequence[DraftComponent], names: Names) -> Iterator[str]:
    if not components:
        return
    yield ""
    yield "components:"
    width = max(len(scalar(names[each.key])) for each in components) + 1
    for each in sorted(components, key=lambda each: each.key):
        yield from _component(each, names[each.key], width)


def _component(component: DraftComponent, name: str, width: int) -> Iterator[str]:
    if component.remark:
        yield from wrapped(component.remark, "  # ")
    more = "".join(f", {key}: {text}" for key, text in _keys(component))
    paths = component.paths
    path = item(paths[0]) if len(paths) == 1 else flow(paths)
    line = f"  {scalar(name) + ':':{width}} {{path: {path}{more}}}"
    if len(line) <= _LONGEST:
        yield line
        return
    yield f"  {scalar(name)}:"
    yield from list_lines("    path", paths, "      ")
    for key, text in _keys(component):
        yield f"    {key}: {text}"


def _keys(component: DraftComponent) -> Iterator[tuple[str, str]]:
    """What a component says beside its paths."""
    if component.tags:
        yield "tags", flow(component.tags)
    if not component.nested:
        yield "nested", "false"


def _rule(rule: DraftRule, names: Names) -> Iterator[str]:
    if rule.origin:
        yield from wrapped(rule.origin, "  # ")
    for remark in rule.remarks:
        yield from wrapped(remark, "  # ")
    for number, (key, value) in enumerate(rule.keys):
        yield from key_lines("  - " if number == 0 else "    ", key, value, names)
    yield f"    name: {scalar(rule.name)}"
    if rule.reason:
        yield f"    reason: {scalar(rule.reason)}"


def _exceptions(exceptions: Sequence[DraftException]) -> Iterator[str]:
    if not exceptions:
        return
    yield ""
    yield "exceptions:"
    for each in exceptions:
        yield f"  - finding: {scalar(each.finding)}"
        if each.where:
            yield f"    where: {scalar(each.where)}"
        elif len(each.imports) == 1:
            yield f"    imports: {scalar(each.imports[0])}"
        else:
            yield "    imports:"
            yield from (f"      - {scalar(arrow)}" for arrow in each.imports)
        yield f"    reason: {scalar(one_line(each.reason))}"


def _sources(draft: Draft) -> Iterator[str]:
    keys: Mapping[str, Sequence[str]] = {"exclude": draft.exclude, "roots": draft.roots}
    if any(keys.values()):
        yield ""
        yield "sources:"
        for key, values in keys.items():
            if values:
                yield f"  {key}: {flow(values)}"


_LONGEST = 110
