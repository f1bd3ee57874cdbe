"""Schemas that libraries of JavaScript are given: zod, mongoose, Sequelize, Drizzle and others."""

from collections.abc import Iterator, Sequence

from tree_sitter import Node

from driftscan.extract.meaning.phrase import Phrase, arguments
from driftscan.extract.meaning.types import WORDS, Type, type_of
from driftscan.extract.syntax.parsed import line_of
from driftscan.extract.syntax.terms.phrases import phrase_of
from driftscan.model.definition import EntityFact, FieldFact, LabelFact

_TABLES = frozenset(("Schema", "define", "init", "pgTable", "mysqlTable", "sqliteTable"))
_CHECKED = frozenset(("object", "strictObject", "looseObject"))
_MISSING = frozenset(("optional", "nullable", "nullish"))
_NEEDED = frozenset(("notNull", "required"))
# Behind one of these a value is another one.
_CHANGED = frozenset(("transform", "pipe", "or"))
# It may be left out, though nobody finds it empty.
_DEFAULTED = frozenset(("default", "catch", "prefault"))
# What says nothing of a type; a number is any number at all.
_ANY = frozenset(("Number", "number", "Date", "any", "unknown", "union", "custom"))
_LONGEST = 20


def schemas_of(name: str, node: Node) -> Iterator[EntityFact]:
    """`new Schema({})`, `z.object({})`, `z.enum([])`, `sequelize.define("user", {})`."""
    call = phrase_of(node.child_by_field_name("value"))
    if call.kind != "call":
        return
    callee = call.parts[1].word if call.word == "new" and len(call.parts) > 1 else call.word
    word = callee.rpartition(".")[2]
    if word == "enum" and _is_of_zod(call):
        yield from _enum(_plain(name), call, line_of(node))
    elif word in _TABLES | _CHECKED:
        fields = tuple(_fields(call, line_of(node)))
        if len(fields) > 1:
            form = "model" if word in _TABLES else "type"
            yield EntityFact(_plain(name), form, line_of(node), fields, (), True)


def _plain(name: str) -> str:
    return name[:1].upper() + name[1:]


def _is_of_zod(call: Phrase) -> bool:
    """`z.string()`, `z.coerce.date()`"""
    return bool(call.parts) and call.parts[0].word.partition(".")[0] == "z"


def _enum(name: str, call: Phrase, line: int) -> Iterator[EntityFact]:
    items = [part for given in arguments(call)[:1] if given.kind == "list" for part in given.parts]
    labels = tuple(LabelFact(each.word, each.word, line) for each in items if each.kind == "text")
    if len(labels) > 1 and len(labels) == len(items):
        yield EntityFact(name, "enum", line, (), labels)


def _fields(call: Phrase, line: int) -> Iterator[FieldFact]:
    records = [part for part in call.parts if part.kind == "record"]
    for pair in records[0].parts if records else ():
        if pair.parts:
            found = _type(pair.parts[0])
            yield FieldFact(pair.word, found.name, pair.line or line, found.nullable)


def _type(value: Phrase) -> Type:
    """`z.string().email().optional()`, `text("name").notNull()`, `{type: String}`."""
    if value.kind != "call":
        return Type(_known(value.word or _inner_type(value)))
    chain = _chain(value)
    words = {each.word for each in chain}
    missing = True if _may_be_missing(chain) else False if words & _NEEDED else None
    if missing is None and _is_of_zod(chain[-1]) and not words & (_CHANGED | _DEFAULTED):
        missing = False
    return Type("" if words & _CHANGED else _name(chain), missing)


def _may_be_missing(chain: Sequence[Phrase]) -> bool:
    """Not what a default fills in again: `optional().default("none")`."""
    words = [each.word for each in chain]
    filled = next((at for at, word in enumerate(words) if word in _DEFAULTED), len(words))
    return any(
        word in _MISSING and (word != "optional" or at < filled) for at, word in enumerate(words)
    )


def _name(chain: Sequence[Phrase]) -> str:
    base = chain[-1]
    if base.word == "array":
        given = arguments(base)
        inner = _type(given[0]).name if given else ""
        return f"list of {inner}" if inner else "list"
    name = "time" if base.word == "date" and _is_of_zod(base) else _known(base.word)
    is_listed = any(each.word == "array" for each in chain)
    return f"list of {name}" if is_listed and name else "list" if is_listed else name


def _chain(call: Phrase) -> list[Phrase]:
    """A call and those that it is made on, the first of them last."""
    chain = [call]
    while len(chain) < _LONGEST and chain[-1].parts and chain[-1].parts[0].kind == "call":
        chain.append(chain[-1].parts[0])
    return chain


def _inner_type(phrase: Phrase) -> str:
    """`{type: String}`"""
    for pair in phrase.parts:
        if pair.word == "type" and pair.parts:
            return pair.parts[0].word
    return ""


def _known(word: str) -> str:
    """A type by its name, '' for none."""
    short = word.rpartition(".")[2]
    known = type_of(short).name
    return "" if short in _ANY or (known == short and known not in WORDS) else known
