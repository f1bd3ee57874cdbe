"""Whether a text is meant as SQL. English begins with the same words: "Select an item from the
list", "update available", "delete this".

Every pattern is matched at one place and takes linear time.
"""

import re

from driftscan.extract.possessive import compiled

_LONGEST = 100_000
_NAME = (
    r"(?P<table>(?:\[[^\]\n]{1,80}\]|\"[^\"\n]{1,80}\"|`[^`\n]{1,80}`|\{[^{}\n]{1,200}\}"
    r"|%\(\w{1,80}\)s|[\w$%.#*]++)++)"
)
_ANY_NAME = _NAME.replace("?P<table>", "?:")
_ALIAS = r"(?:\s+(?:AS\s+)?(?!WHERE\b|SET\b)\w{1,60})?"
_IF = r"(?:IF\s+(?:NOT\s+)?EXISTS\s+)?"
_SHAPES = {
    "SELECT": rf"(?P<columns>.{{1,20000}}?)(?<!\w)FROM(?:\s+{_NAME}|\s*\(|\s+\?)",
    "INSERT": r"(?:OR\s+\w+\s+|IGNORE\s+|LOW_PRIORITY\s+|DELAYED\s+)?(?:INTO|OVERWRITE)\s+"
    rf"(?:TABLE\s+)?{_NAME}(?:\s+AS\s+\w+)?\s*"
    r"(?:\(|(?:VALUES|SELECT|SET|WITH|DEFAULT|OUTPUT|OVERRIDING)\b)",
    "REPLACE": rf"INTO\s+{_NAME}\s*(?:\(|VALUES\b|SELECT\b|SET\b)",
    "UPSERT": rf"INTO\s+{_NAME}\s*(?:\(|VALUES\b|SELECT\b)",
    "UPDATE": rf"(?:ONLY\s+|IGNORE\s+|LOW_PRIORITY\s+|TOP\s*\(\d+\)\s*|OR\s+\w+\s+)?{_NAME}{_ALIAS}"
    r"(?:(?:\s*,|\s+(?:(?:LEFT|RIGHT|INNER|CROSS|OUTER)\s+){0,2}JOIN\b)[^';]{1,2000}?)?"
    r"\s+SET\s+[^=]{1,300}=",
    "DELETE": rf"(?:(?:LOW_PRIORITY|QUICK|IGNORE)\s+|\w{{1,60}}(?:\.\*)?\s+)?FROM\s+(?:ONLY\s+)?"
    rf"{_NAME}{_ALIAS}\s*(?:$|[;),]|(?:WHERE|USING|RETURNING|LIMIT|ORDER|INNER|LEFT|JOIN)\b)",
    "MERGE": rf"(?:INTO\s+)?{_NAME}{_ALIAS}\s+USING\b",
    "TRUNCATE": rf"(?:TABLE\s+(?:ONLY\s+)?)?{_NAME}\s*"
    r"(?:$|[;,]|(?:CASCADE|RESTART|RESTRICT|CONTINUE)\b)",
    "CREATE": r"(?:(?:OR\s+REPLACE|GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|EXTERNAL|MATERIALIZED"
    r"|UNIQUE|VIRTUAL|CLUSTERED|NONCLUSTERED|FOREIGN)\s+){0,3}"
    rf"(?:(?:TABLE|VIEW)\s+{_IF}{_NAME}\s*(?:\(|(?:AS|LIKE|USING|PARTITION)\b|$)"
    rf"|INDEX\s+(?:CONCURRENTLY\s+)?{_IF}(?:{_ANY_NAME}\s+)?ON\s+{_ANY_NAME})",
    "ALTER": rf"TABLE\s+{_IF}(?:ONLY\s+)?{_NAME}\s+"
    r"(?:ADD|DROP|ALTER|MODIFY|CHANGE|RENAME|ENABLE|DISABLE|OWNER|SET|CONVERT|ENGINE|ATTACH"
    r"|DETACH|AUTO_INCREMENT|VALIDATE|REPLICA|WITH)\b",
    "DROP": rf"(?:TABLE|(?:MATERIALIZED\s+)?VIEW)\s+{_IF}{_NAME}\s*"
    r"(?:$|[;,]|(?:CASCADE|RESTRICT)\b)",
    "WITH": rf"(?:RECURSIVE\s+)?{_ANY_NAME}\s*(?:\([^()]*\)\s*)?AS\s*"
    r"(?:(?:NOT\s+)?MATERIALIZED\s*)?\(\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|VALUES)\b",
    "COPY": rf"{_NAME}\s*(?:\([^()]*\)\s*)?(?:FROM|TO)\s+(?:STDIN|STDOUT|PROGRAM|'|%s|\?)",
}
_SHAPE = {verb: compiled(shape, re.IGNORECASE | re.DOTALL) for verb, shape in _SHAPES.items()}
_BEFORE_OTHERS = "SET BEGIN USE LOAD EXPLAIN START LOCK".split()
_FIRST = compiled(
    r"(?:\s++|--[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/|[(;])*+"
    rf"({'|'.join([*_SHAPES, *_BEFORE_OTHERS])})\b\s*",
    re.IGNORECASE,
)
_LATER = compiled(rf"(?<=;)\s*+(?=(?:{'|'.join(_SHAPES)})\b)", re.IGNORECASE)
_EXPLAINED = compiled(r"(?:(?:ANALYZE|VERBOSE|QUERY|PLAN|\([^()]*\))\s*)*+", re.IGNORECASE)
_ENGLISH = frozenset(
    "a an the this that these those your our my their his her its all any some each every one more "
    "of below above following here list menu it them both and to for from on in at by as with is "
    "are be not no".split()
)
_SIGNS = compiled(r"[*=?<>(),:]|%s|\{|\bWHERE\b|\bJOIN\b|\bVALUES\b")
_FIRST_WORD = compiled(r"\s*([A-Za-z]+)")


def looks_like_sql(text: str) -> bool:
    """Whether a text has the shape of a statement that names a table."""
    text = text[:_LONGEST]
    for _ in range(4):
        first = _FIRST.match(text)
        if first is None:
            return False
        verb = first.group(1)
        if verb.upper() not in _BEFORE_OTHERS:
            return _has_shape(verb, text, first.end())
        find = _EXPLAINED.match if verb.upper() == "EXPLAIN" else _LATER.search
        later = find(text, first.end())
        if later is None:
            return False
        text = text[later.end() :]
    return False


def _has_shape(verb: str, text: str, at: int) -> bool:
    found = _SHAPE[verb.upper()].match(text, at)
    if found is None:
        return False
    words = found.groupdict()
    if (words.get("table") or "").lower() in _ENGLISH:
        return False
    if verb.isupper():
        return True
    if verb.upper() == "SELECT" and _reads_as_english(words["columns"]):
        return False
    return verb.islower() or bool(_SIGNS.search(text, at))


def _reads_as_english(columns: str) -> bool:
    """`an item`, `your favourite colour`: words in a row, none of which divides columns."""
    if any(sign in columns for sign in ",*(.="):
        return False
    first = _FIRST_WORD.match(columns)
    words = columns.split()
    if first and first.group(1).lower() in _ENGLISH - {"all", "one"}:
        return True
    return len(words) > 3 and words[0].lower() != "distinct"
