"""Tables of Entity Framework: sets of a DbContext, `[Table]`, `ToTable`; and whether they are
anywhere but in memory."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.syntax.outline.program import TypeOutline
from driftscan.extract.syntax.outline.survey import Survey, short_type
from driftscan.extract.syntax.outline.values import Value
from driftscan.model.service_fact import AccessFact, Text

TO_TABLE = frozenset(["ToTable", "ToCollection", "ToContainer"])
_SET = re.compile(r"(?:[\w.]+\.)?(?:DbSet|IDbSet)<([\w.]+)>\??")
_CONTEXT = re.compile(r"(?:.*\.)?\w*DbContext(?:<.*)?")
_IN_MEMORY = re.compile(r"(?i)in_?memory")
_CONFIGURATION = re.compile(r"(?:.*\.)?IEntityTypeConfiguration<([\w.]+)>")


def entities(survey: Survey) -> Iterator[AccessFact]:
    """All tables that a file's classes are mapped to."""
    renamed = {*_renamed(survey), *_marked(survey)}
    for type_ in survey.program.types:
        if any(_CONTEXT.fullmatch(base) for base in type_.bases):
            yield from _sets(survey, type_, renamed)
        for attribute in type_.attributes:
            name = attribute.argument(0)
            if attribute.word == "Table" and name is not None and name.kind == "text":
                schema = attribute.named("Schema")
                full = f"{schema.word}.{name.word}" if schema else name.word
                yield AccessFact("sql", plain(full), "rw", type_.line, f"ef {type_.name}")
    for call in survey.program.calls:
        yield from _to_table(survey, call)


def in_memory_switch(survey: Survey) -> Text:
    """The setting that decides, in a file that has both ways: `UseOnlyInMemoryDatabase`."""
    if not any(call.word == "UseInMemoryDatabase" for call in survey.program.calls):
        return ()
    asked = [each for call in survey.program.calls for each in (call, *call.parts)]
    asked += [each.value for each in survey.program.bindings if each.value is not None]
    for value in asked:
        text = survey.texts.known(value) if value.kind in ("call", "index") else ()
        if len(text) == 1 and text[0].kind == "setting" and _IN_MEMORY.search(text[0].value):
            return text
    return ()


def _sets(survey: Survey, context: TypeOutline, renamed: set[str]) -> Iterator[AccessFact]:
    for binding in survey.program.bindings:
        found = _SET.fullmatch(binding.type) if binding.is_member else None
        if found and context.start <= binding.start < context.end:
            entity = short_type(found[1])
            if entity not in renamed:
                yield AccessFact("sql", plain(binding.name), "rw", binding.line, f"ef {entity}")


def _renamed(survey: Survey) -> Iterator[str]:
    for call in survey.program.calls:
        for fact in _to_table(survey, call):
            yield fact.via.removeprefix("ef ")


def _marked(survey: Survey) -> Iterator[str]:
    """Types whose `[Table]` says more than the name of a set."""
    for type_ in survey.program.types:
        if any(each.word == "Table" and each.argument(0) for each in type_.attributes):
            yield type_.name


def _to_table(survey: Survey, call: Value) -> Iterator[AccessFact]:
    """`modelBuilder.Entity<Order>().ToTable("orders")`, and in a configuration of one entity."""
    if call.word not in TO_TABLE or call.kind != "call":
        return
    name = call.argument(0)
    if name is None or not (text := survey.texts.known(name)):
        return
    schema = call.argument(1)
    if schema is not None and schema.kind == "text":
        text = plain(f"{schema.word}.{text[0].value}") if text[0].kind == "text" else text
    yield AccessFact("sql", text, "rw", call.line, f"ef {_entity(survey, call)}".strip())


def _entity(survey: Survey, call: Value) -> str:
    for made in survey.chain(call.holder):
        if made.word == "Entity" and made.types:
            return short_type(made.types[0])
    type_ = survey.places.type_around(call.start)
    found = [_CONFIGURATION.fullmatch(base) for base in type_.bases] if type_ else []
    return next((short_type(each[1]) for each in found if each), "")
