"""Data sets that a Go file reads and writes: tables, collections, keys, buckets."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.go.services.nodes import arguments_of, entries, string_of
from driftscan.extract.go.services.program import Call, Program, fields_of
from driftscan.extract.go.services.texts import Texts
from driftscan.extract.pieces import plain
from driftscan.extract.syntax.alternatives import is_known
from driftscan.extract.syntax.parsed import line_of, nodes_of, text_of
from driftscan.extract.syntax.statements import sql_accesses
from driftscan.model.service_fact import AccessFact, Text


def _words(**modes: str) -> dict[str, str]:
    return {word: mode for mode, words in modes.items() for word in words.split()}


MONGO = _words(
    r="""Find FindOne FindId CountDocuments EstimatedDocumentCount Count Distinct Aggregate Watch
    Pipe""",
    w="""InsertOne InsertMany Insert UpdateOne UpdateMany UpdateByID UpdateId Update ReplaceOne
    DeleteOne DeleteMany Remove RemoveId BulkWrite Upsert Drop""",
    rw="FindOneAndUpdate FindOneAndReplace FindOneAndDelete",
)
REDIS = _words(
    r="""Get MGet Exists TTL HGet HGetAll HMGet HKeys HVals HExists LRange LLen LIndex SMembers
    SIsMember SCard ZRange ZRangeByScore ZRevRange ZScore ZCard XRange XLen Keys Scan""",
    w="""Set SetEX SetNX SetEx Del Expire Append HSet HMSet HDel LPush RPush LRem LTrim SAdd SRem
    ZAdd ZRem FlushDB FlushAll Rename MSet""",
    rw="Incr IncrBy Decr DecrBy HIncrBy GetSet GetDel LPop RPop BLPop BRPop SPop ZIncrBy",
)
_INPUTS = {
    **{f"dynamodb.{n}Input{{}}": ("dynamodb", "TableName", "r") for n in ("GetItem", "Query")},
    **{f"dynamodb.{n}Input{{}}": ("dynamodb", "TableName", "r") for n in ("Scan",)},
    **{f"dynamodb.{n}Input{{}}": ("dynamodb", "TableName", "w") for n in ("PutItem", "DeleteItem")},
    "dynamodb.UpdateItemInput{}": ("dynamodb", "TableName", "rw"),
    **{f"s3.{n}Input{{}}": ("s3", "Bucket", "r") for n in ("GetObject", "ListObjectsV2")},
    **{f"s3.{n}Input{{}}": ("s3", "Bucket", "w") for n in ("PutObject", "DeleteObject", "Upload")},
}
_QUERYING = frozenset(
    """Query QueryContext QueryRow QueryRowContext Queryx QueryxContext QueryRowx Exec ExecContext
    MustExec NamedExec NamedExecContext NamedQuery NamedQueryContext Get GetContext Select
    SelectContext Prepare PrepareContext Preparex PrepareNamed Raw SendBatch Queue QueryRowxContext
    ExecQuery Rebind""".split()
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_IRREGULAR = {"person": "people", "child": "children"}


def accesses(program: Program, texts: Texts) -> Iterator[AccessFact]:
    """Each data set once for each way in which it is used."""
    seen: set[tuple[str, Text, str, str]] = set()
    for fact in _all(program, texts):
        key = (fact.engine, fact.name, fact.mode, fact.via)
        if key not in seen:
            seen.add(key)
            yield fact


def _all(program: Program, texts: Texts) -> Iterator[AccessFact]:
    for call in program.calls:
        yield from _of_key_value(texts, call)
        yield from _of_tables(texts, call)
        if call.method in MONGO and call.origin == f"mongo.Collection.{call.method}":
            yield from _of_collection(program, texts, call)
    for literal in program.literals:
        if literal.origin in _INPUTS:
            engine, field, mode = _INPUTS[literal.origin]
            if name := texts.known(dict(entries(literal.node)).get(field)):
                yield AccessFact(engine, name, mode, literal.line, "aws-sdk")
    yield from _models(program)


def _of_key_value(texts: Texts, call: Call) -> Iterator[AccessFact]:
    holder, _, method = call.origin.rpartition(".")
    if len(call.arguments) < 2:
        return
    if holder == "redis.Client" and method in REDIS:
        name = texts.known(call.arguments[1])
        yield AccessFact("redis", name, REDIS[method], call.line, "redis")
    elif holder == "redigo.Conn" and method == "Do":
        word = (string_of(call.arguments[0]) or "").lower()
        mode = next((mode for known, mode in REDIS.items() if known.lower() == word), "rw")
        yield AccessFact("redis", texts.known(call.arguments[1]), mode, call.line, "redigo")


def _of_tables(texts: Texts, call: Call) -> Iterator[AccessFact]:
    if call.origin.startswith("gorm.DB.") and call.method == "Table" and call.arguments:
        name = texts.known(call.arguments[0])
        yield from [AccessFact("sql", name, "rw", call.line, "gorm")] if name else []
    elif call.method in _QUERYING:
        for argument in call.arguments[:3]:
            if is_known(text := texts.of(argument)):
                yield from sql_accesses(text, call.line)


def _of_collection(program: Program, texts: Texts, call: Call) -> Iterator[AccessFact]:
    made = program.made_by(call.holder)
    name: Text = ()
    if made is not None and made.type == "call_expression":
        name = texts.known(next(iter(arguments_of(made)), None))
    if name or program.uses("mongo", "mgo"):
        yield AccessFact("mongodb", name, MONGO[call.method], call.line, "mongo")


def _models(program: Program) -> Iterator[AccessFact]:
    """Structs with gorm's marks; the table is their name as gorm makes it, or what TableName()
    says."""
    named = _table_names(program) if program.found.get("type") else {}
    for node in program.found.get("type", ()):
        name = text_of(node.child_by_field_name("name") or node)
        is_named = name in named and program.uses("gorm")
        if is_named or any(_is_gorm(field, tag) for field, tag in fields_of(node)):
            table = named.get(name) or _plural(_HUMP.sub("_", name).lower())
            yield AccessFact("sql", plain(table), "rw", line_of(node), f"gorm {name}")


def _is_gorm(field: Node, tag: str) -> bool:
    return 'gorm:"' in tag or text_of(field).strip() == "gorm.Model"


def _table_names(program: Program) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in program.found.get("function", ()):
        name = node.child_by_field_name("name")
        receiver = node.child_by_field_name("receiver")
        if name is None or receiver is None or text_of(name) != "TableName":
            continue
        type_ = text_of(receiver).strip("()").split()[-1].lstrip("*")
        body = node.child_by_field_name("body") or node
        said = next((s for each in nodes_of(body) if (s := string_of(each))), "")
        if said:
            found[type_] = said
    return found


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"
