"""Stores that a program opens, and the data sets it uses by calls and statements."""

from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.sql.statements import accesses_of, looks_like_sql
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.texts import PARAMETER, UNKNOWN
from driftscan.model.service_fact import AccessFact, StoreFact, Text

OF_KEYS = frozenset(["redis", "memcached"])
_STATEMENT_FIELDS = frozenset(["CommandText", "commandText"])


def stores(survey: Survey) -> Iterator[StoreFact]:
    """All stores of a file."""
    for call, signature in survey.signed("store"):
        address = survey.text(call, signature.at)
        if address or signature.detail.endswith("!"):
            engine = signature.detail.rstrip("!").replace("any", "")
            yield StoreFact(engine, address, call.line, signature.client)


def configured(survey: Survey) -> Iterator[StoreFact]:
    """Stores whose address is set in a lambda: `AddCache(o => o.Configuration = url)`."""
    for call, signature in survey.signed("store-in"):
        for binding in survey.set_inside(call, signature.at):
            if address := survey.texts.known(binding.value):
                yield StoreFact(signature.detail, address, binding.line, signature.client)


def accesses(survey: Survey) -> Iterator[AccessFact]:
    """All data sets that calls name."""
    for call, signature in survey.signed("access"):
        engine, _, mode = signature.detail.partition(":")
        # A key that is computed may be any key; a table that is not known tells nothing.
        name = survey.text(call, signature.at) or (UNKNOWN if engine in OF_KEYS else ())
        if engine == "sql":
            name = _table(name)
        if name:
            yield AccessFact(engine, name, mode, call.line, signature.client)
    for call, signature in survey.signed("sql"):
        yield from stated(survey.text(call, signature.at), call.line)
    for binding in survey.program.bindings:
        if binding.name.rpartition(".")[2] in _STATEMENT_FIELDS and binding.value is not None:
            yield from stated(survey.texts.known(binding.value), binding.line)


def _table(name: Text) -> Text:
    """A table without the other name that a query gives it; () for the database's own."""
    if len(name) != 1 or name[0].kind != "text":
        return name
    word = name[0].value.partition(" ")[0]
    return () if word.lower().startswith("information_schema") else plain(word)


def stated(text: Text, line: int) -> Iterator[AccessFact]:
    """The tables of a statement; what is put in when it runs may be anything."""
    if len(text) == 1 and text[0].kind == PARAMETER:
        yield AccessFact("statement", text, "r", line, "sql")
        return
    said = "".join(piece.value if piece.kind == "text" else "{x}" for piece in text)
    if looks_like_sql(said):
        for name, mode in accesses_of(said):
            yield AccessFact("sql", plain(name), mode, line, "sql")
