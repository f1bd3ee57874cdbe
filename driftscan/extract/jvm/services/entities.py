"""Data sets by the types that stand for them: entities, documents, and repositories of them."""

from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.jvm.services.scope import Scope, annotation, argument
from driftscan.extract.jvm.services.texts import Texts
from driftscan.extract.jvm.services.written import Annotation, TypeWritten
from driftscan.extract.pieces import joined, plain
from driftscan.model.service_fact import AccessFact, Piece, Text


class Entity(Struct, frozen=True):
    """names: of the argument that names the data set; the first may be left out. small: whether
    the type's name begins with a small letter where it is the default. package: it must be
    imported from, '' for any."""

    engine: str
    via: str
    names: tuple[str, ...]
    small: bool = False
    package: str = ""


_DATA = "org.springframework.data"
ENTITIES = {
    "Document": (
        Entity("elasticsearch", "spring-data", ("indexName",), True, f"{_DATA}.elasticsearch"),
        Entity("couchbase", "spring-data", (), True, f"{_DATA}.couchbase"),
        Entity("mongodb", "spring-data", ("value", "collection"), True),
    ),
    "Entity": (
        Entity("mongodb", "morphia", ("value",), False, "dev.morphia"),
        Entity("mongodb", "morphia", ("value",), False, "org.mongodb.morphia"),
        Entity("sql", "room", ("tableName",), False, "androidx.room"),
        Entity("sql", "jpa", ("name",)),
    ),
    "Table": (
        Entity("cassandra", "spring-data", ("value",), True, f"{_DATA}.cassandra"),
        Entity("sql", "spring-data", ("value", "name"), False, f"{_DATA}.relational"),
    ),
    "Node": (Entity("neo4j", "spring-data", ("value", "labels"), False, f"{_DATA}.neo4j"),),
    "NodeEntity": (Entity("neo4j", "neo4j-ogm", ("value", "label")),),
    "RelationshipEntity": (Entity("neo4j", "neo4j-ogm", ("type", "value")),),
    "RedisHash": (Entity("redis", "spring-data", ("value",)),),
    "MongoEntity": (Entity("mongodb", "panache", ("collection",)),),
    "DynamoDBTable": (Entity("dynamodb", "dynamodb", ("tableName",)),),
    "TableName": (Entity("sql", "mybatis-plus", ("value",), True, "com.baomidou.mybatisplus"),),
    "MappedEntity": (Entity("sql", "micronaut-data", ("value",)),),
}
"""By annotation, the more special package first; a newcomer adds a line here."""

_JOINED = {"JoinTable": "name", "CollectionTable": "name", "SecondaryTable": "name"}

REPOSITORIES = {
    "JpaRepository": "sql",
    "JpaRepositoryImplementation": "sql",
    "JpaSpecificationExecutor": "",
    "MongoRepository": "mongodb",
    "ReactiveMongoRepository": "mongodb",
    "PanacheMongoRepository": "mongodb",
    "ElasticsearchRepository": "elasticsearch",
    "ReactiveElasticsearchRepository": "elasticsearch",
    "Neo4jRepository": "neo4j",
    "ReactiveNeo4jRepository": "neo4j",
    "GraphRepository": "neo4j",
    "CassandraRepository": "cassandra",
    "ReactiveCassandraRepository": "cassandra",
    "CouchbaseRepository": "couchbase",
    "R2dbcRepository": "sql",
    "PanacheRepository": "sql",
    "PanacheRepositoryBase": "sql",
    "BaseMapper": "sql",
    "CrudRepository": "",
    "ListCrudRepository": "",
    "PagingAndSortingRepository": "",
    "ListPagingAndSortingRepository": "",
    "ReactiveCrudRepository": "",
    "ReactiveSortingRepository": "",
    "CoroutineCrudRepository": "",
    "CoroutineSortingRepository": "",
    "RxJava3CrudRepository": "",
    "PageableRepository": "",
    "GenericRepository": "",
    "KeyValueRepository": "",
    "Repository": "",
}
"""Supertypes whose first type argument is the entity, with the engine where they tell it."""

_PACKAGES = {"Repository": "org.springframework.data", "BaseMapper": "com.baomidou.mybatisplus"}
"""Of names that others have, too: where they must be imported from."""

_LIBRARIES = {"BaseMapper": "mybatis-plus"}

_EXPOSED = frozenset(("Table", "IdTable", "IntIdTable", "LongIdTable", "UUIDTable"))


def entities(texts: Texts) -> Iterator[AccessFact]:
    """Types and fields that stand for data sets."""
    for written in texts.scope.written.types:
        for found in written.annotations:
            for entity in ENTITIES.get(found.name, ()):
                if _is_of(texts.scope, found.name, entity.package):
                    yield _of_entity(texts, written, found, entity)
                    break
        yield from _exposed(texts, written)
    for binding in texts.scope.written.bindings:
        yield from _of_join(texts, binding.annotations, binding.owner)
    for method in texts.scope.written.methods:
        yield from _of_join(texts, method.annotations, method.owner)


def repositories(texts: Texts) -> Iterator[AccessFact]:
    """Types that read and write the data sets of an entity."""
    for written in texts.scope.written.types:
        for base in written.supers:
            name = base.name.rpartition(".")[2]
            if name in REPOSITORIES and base.types and _is_repository(texts.scope, name):
                entity = base.types[0]
                via = _LIBRARIES.get(name, "spring-data")
                yield _of_repository(REPOSITORIES[name], entity, written.line, via)
                break
        else:
            if found := annotation(written.annotations, "RepositoryDefinition"):
                domain = argument(found, "domainClass")
                if domain is not None:
                    yield _of_repository("", domain.value, written.line)


def _is_of(scope: Scope, name: str, package: str) -> bool:
    return not package or scope.comes_from(name, package)


def _is_repository(scope: Scope, name: str) -> bool:
    return name not in _PACKAGES or scope.comes_from(name, _PACKAGES[name])


def _of_repository(engine: str, entity: str, line: int, via: str = "spring-data") -> AccessFact:
    return AccessFact(engine, (Piece("name", entity),), "rw", line, f"{via} {entity}")


def _of_entity(texts: Texts, written: TypeWritten, found: Annotation, entity: Entity) -> AccessFact:
    place = 0 if "value" in entity.names else -1
    name = texts.in_annotation(argument(found, *entity.names, place=place))
    default = written.name[:1].lower() + written.name[1:] if entity.small else written.name
    line = found.line
    if table := annotation(written.annotations, "Table") if found.name == "Entity" else None:
        name, line = _of_table(texts, table) or name, table.line
    text = name or plain(default)
    return AccessFact(entity.engine, text, "rw", line, f"{entity.via} {written.name}")


def _of_table(texts: Texts, table: Annotation) -> Text:
    name = texts.in_annotation(argument(table, "name"))
    schema = texts.in_annotation(argument(table, "schema", "catalog"))
    return joined((schema, plain("."), name)) if schema and name else name


def _of_join(texts: Texts, annotations: tuple[Annotation, ...], owner: int) -> Iterator[AccessFact]:
    for found in annotations:
        if found.name in _JOINED and owner >= 0:
            name = _of_table(texts, found)
            if name:
                via = f"jpa {texts.scope.written.types[owner].name}"
                yield AccessFact("sql", name, "rw", found.line, via)


def _exposed(texts: Texts, written: TypeWritten) -> Iterator[AccessFact]:
    """Exposed: `object Users : IntIdTable("users")`"""
    for base in written.supers:
        exposed = texts.scope.imports("org.jetbrains.exposed")
        if written.form == "object" and base.name in _EXPOSED and exposed:
            given = [each.value for each in base.arguments if each.name in ("", "name")]
            name = texts.of(given[0]) if given else ()
            default = plain(written.name.removesuffix("Table"))
            yield AccessFact("sql", name or default, "rw", written.line, f"exposed {written.name}")
