"""SQL as phrases, by sqlglot's parser, which is slow to import and so only loaded where SQL is."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from driftscan.extract.meaning.phrase import NOTHING, UNKNOWN, Phrase, field
from driftscan.extract.sql.tokens import tokens_of

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

# As where services are looked for: a parser in Python needs about a millisecond for a statement and
# twenty calls for a bracket.
_LONGEST = 40_000
_MOST_TOKENS = 2_000
_DEEPEST = 25
_ALIAS = 2
_DIALECTS = ("postgres", "mysql", "tsql", "")
_COMPARE = {"eq": "=", "neq": "!=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<=",
            "nullsafeeq": "=", "nullsafeneq": "!="}  # fmt: skip
_SUMS = {"add": "+", "sub": "-"}
_PRODUCTS = {"mul": "*", "div": "/"}
_NOW = frozenset(
    "currenttimestamp currentdate currentdatetime localtimestamp currenttime sysdate".split()
)
_WRAPPERS = frozenset("paren cast trycast alias date tsordstodate any".split())


def condition(text: str) -> Phrase | None:
    """What stands behind WHERE."""
    found = statements(f"SELECT 1 FROM t WHERE {text}")
    where = found[0].args.get("where") if found and len(found) == 1 else None
    return phrase_of(where.this) if where else None


@lru_cache(maxsize=512)
def statements(sql: str) -> "list[Expr]":
    """The statements of a text; none if no dialect has words for it, or it is too much to read."""
    text = _readable(sql)
    if not text:
        return []
    for dialect in _DIALECTS:
        found = _parsed(text, dialect)
        if found is not None:
            return found
    return []


def _readable(sql: str) -> str:
    """The text with holes as names; '' if it is too long or nests too deeply."""
    if len(sql) > _LONGEST:
        return ""
    parts: list[str] = []
    depth = end = 0
    for count, token in enumerate(tokens_of(sql)):
        depth += (token.text == "(") - (token.text == ")")
        if count > _MOST_TOKENS or depth > _DEEPEST:
            return ""
        if token.start > end:
            parts.append("\n" if "\n" in sql[end : token.start] else " ")
        written = sql[token.start : token.end]
        is_string = token.kind == "string" and written[:1] in "'$"
        quoted = f'"{token.text}"' if token.kind == "quoted" else token.text
        parts.append(written if is_string else quoted)
        end = token.end
    return "".join(parts)


def _parsed(text: str, dialect: str) -> "list[Expr] | None":
    import logging

    import sqlglot
    from sqlglot.errors import SqlglotError

    logging.getLogger("sqlglot").disabled = True  # it warns of what it cannot read
    try:
        found = [each for each in sqlglot.parse(text, read=dialect or None) if each is not None]
    except (SqlglotError, RecursionError, ValueError, TypeError, AttributeError, LookupError):
        return None
    return None if any(each.key == "command" for each in found) else found


def phrase_of(node: "Expr | None", depth: int = 0) -> Phrase:
    """An expression as a phrase."""
    if node is None or depth > 60 or not hasattr(node, "key"):
        return UNKNOWN
    key = node.key
    if key in _COMPARE:
        return _of_two("compare", _COMPARE[key], node, depth)
    if key in _SUMS or key in _PRODUCTS:
        kind = "sum" if key in _SUMS else "product"
        return _of_two(kind, _SUMS.get(key) or _PRODUCTS[key], node, depth)
    if key in ("and", "or"):
        return _of_two(key, "", node, depth)
    if key in _WRAPPERS:
        return phrase_of(node.this, depth + 1)
    return _of_leaf(node, key, depth)


def _of_two(kind: str, word: str, node: "Expr", depth: int) -> Phrase:
    sides = (phrase_of(node.this, depth + 1), phrase_of(node.args.get("expression"), depth + 1))
    return Phrase(kind, word, sides)


def _of_leaf(node: "Expr", key: str, depth: int) -> Phrase:
    if key == "not":
        return Phrase("not", "", (phrase_of(node.this, depth + 1),))
    if key == "column":
        is_hole = node.name.startswith(("hole_", "__hole"))
        return Phrase("name", node.name) if is_hole else field(_column(node))
    if key == "literal":
        return Phrase("text" if node.is_string else "number", str(node.this))
    if key == "boolean":
        return Phrase("word", "true" if node.this else "false")
    if key == "null":
        return NOTHING
    if key in ("is", "in", "between", "neg"):
        return _of_test(node, key, depth)
    if key in _NOW:
        return Phrase("name", "now")
    return _of_function(node, key, depth)


def _column(node: "Expr") -> str:
    """A column of another table bears its name: `subscriptions.status`. An alias, which only the
    rest of the query explains, is short."""
    held = str(node.args["table"].name) if node.args.get("table") is not None else ""
    return f"{held}_{node.name}" if len(held) > _ALIAS else node.name


def _of_test(node: "Expr", key: str, depth: int) -> Phrase:
    left = phrase_of(node.this, depth + 1)
    if key == "is":
        operator = "!=" if node.args.get("negate") else "=="
        return Phrase("compare", operator, (left, phrase_of(node.args["expression"], depth + 1)))
    if key == "in":
        held = node.args.get("expressions") or [node.args.get("field")]
        each = tuple(phrase_of(one, depth + 1) for one in held if one is not None)
        return Phrase("compare", "in", (left, Phrase("list", "", each))) if each else UNKNOWN
    if key == "neg":
        return Phrase("number", "-" + left.word) if left.kind == "number" else UNKNOWN
    low, high = (phrase_of(node.args.get(name), depth + 1) for name in ("low", "high"))
    return Phrase(
        "and", "", (Phrase("compare", ">=", (left, low)), Phrase("compare", "<=", (left, high)))
    )


def _of_function(node: "Expr", key: str, depth: int) -> Phrase:
    if key in ("timestamptrunc", "datetrunc", "datetimetrunc"):
        unit = node.args.get("unit")
        cut = Phrase("text", unit.name.lower() if unit is not None else "")
        return Phrase("call", "date_trunc", (UNKNOWN, cut, phrase_of(node.this, depth + 1)))
    if key == "interval":
        amount, unit = phrase_of(node.this, depth + 1), node.args.get("unit")
        return Phrase("text", f"{amount.word} {unit.name.lower() if unit else ''}".strip())
    if key in ("datesub", "dateadd", "timestampsub", "timestampadd", "tsordsadd", "datetimesub"):
        return _of_shift(node, key, depth)
    if key == "datediff":
        sides = (phrase_of(node.this, depth + 1), phrase_of(node.args.get("expression"), depth + 1))
        return Phrase("call", "datediff", (UNKNOWN, *sides))
    if key == "anonymous":
        given = tuple(_argument(each, depth) for each in node.args.get("expressions") or ())
        return Phrase("call", str(node.this), (UNKNOWN, *given))
    if key in ("lower", "upper", "coalesce", "trim", "max", "min"):
        return Phrase("call", key, (UNKNOWN, phrase_of(node.this, depth + 1)))
    if key == "makeinterval":
        return Phrase("call", "interval", (UNKNOWN, *_lengths(node)))
    if key == "array":
        return Phrase("list", "", tuple(phrase_of(each, depth + 1) for each in node.expressions))
    return UNKNOWN


def _lengths(node: "Expr") -> Iterator[Phrase]:
    """`make_interval(days => 30)`"""
    for unit in ("day", "hour", "week", "month"):
        given = node.args.get(unit)
        if given is not None:
            yield Phrase("pair", unit, (phrase_of(given.args.get("expression")),))


def _argument(node: "Expr", depth: int) -> Phrase:
    if node.key in ("kwarg", "propertyeq"):
        return Phrase("pair", node.this.name, (phrase_of(node.args["expression"], depth + 1),))
    return phrase_of(node, depth + 1)


def _of_shift(node: "Expr", key: str, depth: int) -> Phrase:
    """`DATE_SUB(NOW(), INTERVAL 30 DAY)`, `DATEADD(day, -30, GETDATE())`."""
    amount = phrase_of(node.args.get("expression"), depth + 1)
    unit = node.args.get("unit")
    length = f"{amount.word} {unit.name.lower() if unit else ''}".strip()
    sides = (phrase_of(node.this, depth + 1), Phrase("text", length))
    return Phrase("sum", "-" if "sub" in key else "+", sides)
