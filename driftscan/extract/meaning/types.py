"""Types of all languages in the same words: `bigint`, `Long` and `int64` are an integer."""

import re
from functools import lru_cache

from msgspec import Struct

_WORDS = {
    "integer": "int integer long short byte bigint smallint tinyint mediumint serial bigserial "
    "smallserial int2 int4 int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 sint32 sint64 "
    "fixed32 fixed64 sfixed32 sfixed64 i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 usize isize ulong "
    "ushort biginteger integerfield bigintegerfield smallintegerfield positiveintegerfield "
    "positivesmallintegerfield positivebigintegerfield autofield bigautofield smallautofield "
    "smallinteger conint positiveint nonnegativeint atomicinteger atomiclong uintptr int24 "
    "increments bigincrements unsignedbiginteger unsignedinteger strictint",
    "number": "float double real float32 float64 f32 f64 doubleprecision floatfield confloat "
    "positivefloat strictfloat single",
    "numeric": "number",
    "decimal": "decimal numeric money bigdecimal decimalfield smallmoney condecimal numericfield",
    "text": "str string text varchar char character charactervarying nvarchar nchar ntext clob "
    "citext mediumtext longtext tinytext charfield textfield emailfield slugfield urlfield "
    "emailstr anyurl httpurl secretstr constr unicode unicodetext charsequence bpchar varchar2 "
    "fixedstring nullstring strictstr stringfield email url uri filepathfield imagefield filefield "
    "genericipaddressfield",
    "boolean": "bool boolean booleanfield nullbooleanfield bit nullbool strictbool",
    "time": "datetime timestamp timestamptz datetimeoffset instant localdatetime zoneddatetime "
    "offsetdatetime datetimefield awaredatetime naivedatetime datetime2 smalldatetime "
    "timestampwithtimezone timestampwithouttimezone datetimeimmutable carbon datetimeinterface "
    "naivedatetimeutc timestamps calendar nulltime utcdatetime",
    "date": "date localdate datefield dateonly naivedate",
    "clock": "timeonly localtime timefield timewithtimezone naivetime",
    "duration": "duration timedelta interval timespan durationfield period",
    "uuid": "uuid guid uniqueidentifier uuidfield uuid4 uuid1 objectid bsonobjectid "
    "primitiveobjectid pydanticobjectid",
    "bytes": "bytes bytea blob binary varbinary longblob mediumblob bytearray largebinary buffer "
    "binaryfield uint8array image",
    "json": "json jsonb jsonfield object any map dict record hashmap jsonnode jsonobject hash "
    "hstore unknown mapping dictionary btreemap struct jsonelement mutablemap interface{} mixed "
    "value rawmessage defaultdict ordereddict hashtable variant array{}",
    "id": "id",
}
WORDS = frozenset((*_WORDS, "list")) - {"numeric"}
_CANON = {word: kind for kind, words in _WORDS.items() for word in words.split()}
# `time` alone is a point in time where structs have it, and an hour of the day where tables do. A
# tiny integer may be a flag: some databases have no other.
_SQL_ONLY = {"time": "clock", "number": "decimal", "date": "date", "bit": "boolean"}
_SQL_ONLY |= dict.fromkeys(("tinyint", "utinyint"), "")
_LISTS = frozenset(
    "list array set seq sequence collection iterable vec vector arraylist ienumerable icollection "
    "ilist ireadonlylist ireadonlycollection frozenset tuple repeated slice hashset readonlyarray "
    "mutablelist flow queryset arrayfield iset linkedlist hashset treeset immutablelist "
    "observablecollection mutableset deque iqueryable stream".split()
)
_OPTIONAL = frozenset("optional nullable option maybe null".split())
_WRAPPERS = frozenset(
    "mapped annotated final readonly classvar required notrequired reference lazy box arc rc cow "
    "ref signal relation promise future column field initvar task sqlnullable observable "
    "valuetask ref mutablestateof stateflow livedata virtual".split()
)
_NULLS = frozenset("null none undefined nil".split())
_ANYTHING = frozenset("any unknown object mixed dynamic interface{}".split())
_PLAIN = re.compile(r"[^\w{}]+")


class Type(Struct, frozen=True, gc=False):
    """name: in our words. nullable: None where it is not said."""

    name: str
    nullable: bool | None = None


@lru_cache(maxsize=1 << 14)
def type_of(text: str, sql: bool = False, strict: bool = False) -> Type:
    """What a type means. strict: what is not marked as nullable is not."""
    found = _read(text.strip(), sql, 0)
    if text.strip().lower() in _ANYTHING:
        return Type("")  # nothing among it
    is_said = found.nullable is not None or _is_unknown_generic(text.strip(), found.name)
    return Type(found.name, False) if strict and not is_said else found


def _is_unknown_generic(text: str, name: str) -> bool:
    """Whether it is a generic of the project's own, which may allow nothing: `Setting<String>`."""
    head, _, inner = text.partition("<")
    return bool(inner) and text.endswith(">") and bool(name) and head.endswith(name)


def _read(text: str, sql: bool, depth: int) -> Type:
    if depth > 8 or not text:
        return Type("")
    alternatives = _split(text, "|")
    if len(alternatives) > 1:
        return _alternatives(alternatives, sql, depth)
    together = _split(text, "&")
    if len(together) > 1:  # the first of several that are one has the name
        return _read(together[0].strip(), sql, depth + 1)
    if text[0] + text[-1] in ("''", '""', "()") and len(text) > 1:
        return _read(text[1:-1].strip(), sql, depth + 1)
    if text[0] == "{":
        return Type("list of json" if text.endswith("[]") else "json")
    return _single(text, sql, depth)


def _single(text: str, sql: bool, depth: int) -> Type:
    if text[-1] in "?!":
        inner = _read(text[:-1], sql, depth + 1)
        return Type(inner.name, True) if text[-1] == "?" else inner
    if text[0] in "*&":
        inner = _read(text.lstrip("*&"), sql, depth + 1)
        return Type(inner.name, True if text[0] == "*" else inner.nullable)
    if text.startswith("[]byte"):
        return Type("bytes")
    if text.startswith("[]") or text.endswith("[]"):
        return _list(_read(text[2:] if text.startswith("[]") else text[:-2], sql, depth + 1))
    if text.startswith("[") and text.endswith("]"):
        return _list(_read(text[1:-1], sql, depth + 1))
    return _named(text, sql, depth)


def _named(text: str, sql: bool, depth: int) -> Type:
    head, inner = _generic(text)
    word = _PLAIN.sub("", head.rpartition(".")[2].rpartition("::")[2]).lower()
    if inner and word in _OPTIONAL:
        return Type(_read(inner[0], sql, depth + 1).name, True)
    if inner and word in _WRAPPERS:
        return _read(inner[0], sql, depth + 1)
    if word in _LISTS and not sql:
        return _list(_read(inner[0], sql, depth + 1) if inner else Type(""))
    if word == "union":
        return _alternatives(inner, sql, depth)
    if word == "literal":
        return _written(inner)
    if sql and word in _SQL_ONLY:
        return Type(_SQL_ONLY[word])
    if word == "time":
        return Type("time")
    known = _CANON.get(word)
    if known:
        return Type(known)
    return Type(head.rpartition(".")[2].rpartition("::")[2].strip("\\ "))


def _written(values: list[str]) -> Type:
    """`Literal["new", "paid"]`, `Literal[1, 2, None]`"""
    left = [each.strip() for each in values if each.strip().lower() not in _NULLS]
    nullable = True if len(left) < len(values) else None
    if left and all(each.lstrip("-").isdigit() for each in left):
        return Type("integer", nullable)
    is_text = not left or all(each[:1] in "'\"" for each in left)
    return Type("text" if is_text else "", nullable)


def _alternatives(parts: list[str], sql: bool, depth: int) -> Type:
    left = [each for each in parts if each.strip().lower() not in _NULLS]
    nullable = True if len(left) < len(parts) else None
    if left and all(each.strip()[:1] in "'\"" for each in left):
        return Type("text", nullable)
    known = {_read(each.strip(), sql, depth + 1).name for each in left}
    return Type(known.pop() if len(known) == 1 else "", nullable)


def _list(inner: Type) -> Type:
    return Type(f"list of {inner.name}" if inner.name else "list")


def _generic(text: str) -> tuple[str, list[str]]:
    """`List<int>`, `list[int]`, `varchar(20)` and `decimal(10, 2)`."""
    for opening, closing in ("<>", "[]", "()"):
        at = text.find(opening)
        if at > 0 and text.rstrip().endswith(closing):
            inner = text[at + 1 : text.rfind(closing)]
            return text[:at], [each.strip() for each in _split(inner, ",")]
    return text.partition("(")[0], []


def _split(text: str, mark: str) -> list[str]:
    """At a mark that stands outside all brackets."""
    parts, depth, begin = [], 0, 0
    for at, letter in enumerate(text):
        if letter in "<[({":
            depth += 1
        elif letter in ">])}":
            depth -= 1
        elif letter == mark and depth == 0:
            parts.append(text[begin:at])
            begin = at + 1
    last = text[begin:]
    return [each for each in [*parts, last] if each.strip()]
