"""SQL in calls and annotations, and what else is asked of a store by the type of what is wanted."""

from collections.abc import Iterator

from driftscan.extract.jvm.services.scope import argument
from driftscan.extract.jvm.services.texts import Texts
from driftscan.extract.jvm.services.written import Expression
from driftscan.extract.pieces import plain
from driftscan.extract.sql.statements import accesses_of
from driftscan.model.service_fact import AccessFact, Piece, Text

_TEMPLATES = frozenset(
    """JdbcTemplate NamedParameterJdbcTemplate JdbcClient DatabaseClient SimpleJdbcTemplate
    JdbcOperations NamedParameterJdbcOperations Statement Connection EntityManager Handle Session"""
    .split()
)  # fmt: skip
_SURE = frozenset(
    """prepareStatement prepareCall queryForObject queryForList queryForMap queryForRowSet
    createNativeQuery executeQuery executeUpdate batchUpdate createSQLQuery queryForStream
    nativeQuery createNativeMutationQuery"""
    .split()
)  # fmt: skip
_TYPED = frozenset(("query", "update", "execute", "sql", "createQuery", "createUpdate", "addBatch"))
_BATIS = frozenset(("Select", "Insert", "Update", "Delete", "SqlQuery", "SqlUpdate", "SqlBatch"))
_MOST_TEXT = 20_000
_MODES = {
    "find": "r", "findOne": "r", "findAll": "r", "findById": "r", "count": "r", "exists": "r",
    "aggregate": "r", "findDistinct": "r", "remove": "w", "updateFirst": "w", "updateMulti": "w",
    "upsert": "w", "dropCollection": "w", "findAndModify": "rw", "findAndRemove": "rw",
}  # fmt: skip
_MONGO = frozenset(
    ("MongoTemplate", "ReactiveMongoTemplate", "MongoOperations", "ReactiveMongoOperations")
)


def statements(texts: Texts) -> Iterator[AccessFact]:
    """What SQL in the file reads and writes."""
    for call in texts.scope.written.calls:
        for at, link in enumerate(call.chain.links):
            sure = link.name in _SURE
            if not link.arguments or not (sure or link.name in _TYPED):
                continue
            if sure or texts.scope.is_on(call, at, _TEMPLATES):
                text = texts.of(link.arguments[0].value, call.method)
                yield from _accesses(texts, text, link.line, "jdbc")
    for found in texts.scope.annotations:
        is_native = found.name == "Query" and _is_native(argument(found, "nativeQuery"))
        if found.name in _BATIS or is_native:
            text = texts.in_annotation(argument(found, "value", place=0))
            via = "spring-data" if found.name == "Query" else "mybatis"
            yield from _accesses(texts, text, found.line, via)


def asked_by_type(texts: Texts) -> Iterator[AccessFact]:
    """`mongoTemplate.find(query, Order.class)`: the collection is the entity's, or is named."""
    for call in texts.scope.written.calls:
        for at, link in enumerate(call.chain.links):
            if link.name not in _MODES or not texts.scope.is_on(call, at, _MONGO):
                continue
            types = [each.value.value for each in link.arguments if each.value.kind == "type"]
            last = link.arguments[-1].value if link.arguments else None
            named = texts.of(last, call.method) if last is not None and last.kind == "text" else ()
            name = named or tuple(Piece("name", each) for each in types[:1])
            if name:
                yield AccessFact("mongodb", name, _MODES[link.name], link.line, "mongotemplate")


def _is_native(value: Expression | None) -> bool:
    return value is not None and value.value == "true"


def _accesses(texts: Texts, text: Text, line: int, via: str) -> Iterator[AccessFact]:
    sql = _whole(texts, text)
    if not sql.strip() or len(sql) > _MOST_TEXT:
        return
    for table, mode in accesses_of(sql):
        yield AccessFact("sql", plain(table), mode, line, via)


def _whole(texts: Texts, text: Text) -> str:
    """What is put in stands as a parameter; constants of the file are followed."""
    found = []
    for piece in text:
        inner = _constant(texts, piece) if piece.kind == "name" else text_of_piece(piece)
        found.append(inner)
    return "".join(found)


def _constant(texts: Texts, piece: Piece) -> str:
    for binding in texts.scope.fields(piece.value.rpartition(".")[2]):
        if binding.value is not None:
            value = texts.of(binding.value, binding.method)
            return "".join(map(text_of_piece, value))
    return " ? "


def text_of_piece(piece: Piece) -> str:
    """Of one that is known."""
    return piece.value if piece.kind == "text" else " ? "
