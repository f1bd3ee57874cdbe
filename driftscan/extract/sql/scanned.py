"""Tables of a statement by its tokens alone: for what is too long, too deep or too odd to parse.

One pass with a level for each open bracket. A table stands behind FROM, JOIN, INTO, UPDATE, TABLE
and the like; what is behind a FROM that belongs to a function (`extract(year from x)`) is none.
"""

from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.sql.modes import Mention
from driftscan.extract.sql.names import table_name
from driftscan.extract.sql.tokens import Token

_BEGIN_QUERY = frozenset("SELECT DELETE UPDATE INSERT MERGE REPLACE WITH COPY".split())
_ENDS_LIST = frozenset(
    "WHERE GROUP ORDER SET HAVING LIMIT UNION EXCEPT INTERSECT SELECT VALUES RETURNING WINDOW FOR "
    "OFFSET ; WHEN".split()
)
_BETWEEN = frozenset(
    "ONLY LATERAL TABLE IF NOT EXISTS IGNORE LOW_PRIORITY HIGH_PRIORITY DELAYED QUICK OVERWRITE "
    "CONCURRENTLY".split()
)
_DEFINED = frozenset("TABLE VIEW".split())
_DEFINES = frozenset("CREATE ALTER DROP RENAME".split())
_BETWEEN_DEFINED = frozenset(
    "OR REPLACE GLOBAL LOCAL UNLOGGED EXTERNAL MATERIALIZED FOREIGN VIRTUAL TRANSIENT".split()
)
_JOINS = frozenset("JOIN STRAIGHT_JOIN".split())
_TEMPORARY = frozenset("TEMP TEMPORARY".split())
_INTO = frozenset("INSERT MERGE REPLACE UPSERT".split())
_NO_UPDATE_OF_A_TABLE = frozenset("FOR ON KEY DO THEN OR BEFORE AFTER , . CASCADE GRANT NO".split())
_NAMES = ("word", "quoted", "temporary")
_NO_ALIAS = _ENDS_LIST | frozenset(
    "ON USING JOIN INNER LEFT RIGHT FULL CROSS NATURAL OUTER FROM INTO ( ) , . = AS ADD DROP ALTER "
    "RENAME MODIFY".split()
)
NO_NAMES = _NO_ALIAS | _BEGIN_QUERY
"""What is taken for a word of the language wherever it stands, even in quotes."""


class _Level(Struct):
    """What is open inside one bracket. listing: mode of the tables that a comma divides, '' if a
    comma divides something else. verb: the last statement word."""

    verb: str = ""
    listing: str = ""


class _Statement(Struct):
    verb: str = ""
    temporary: bool = False
    indexed: bool = False


def scanned(tokens: list[Token]) -> Iterator[Mention]:
    """Tables in the order of the text; aliases, names that WITH gives and temporary tables are left
    out."""
    scan = _Scan(tokens)
    found, aliases = scan.mentions()
    own = _given_names(tokens)
    for mention in found:
        real = aliases.get(mention.name.lower(), mention.name)
        if real.lower() in scan.fleeting:
            continue
        if mention.mode == "w" and real != mention.name:
            yield Mention(real, "w")
        elif mention.mode == "define" or mention.name.lower() not in own:
            yield mention


def _given_names(tokens: list[Token]) -> set[str]:
    """Names before `AS (`, as WITH gives them."""
    own = set()
    for at in range(len(tokens) - 3):
        name, as_, bracket, verb = tokens[at : at + 4]
        if as_.keyword == "AS" and bracket.text == "(" and name.kind in ("word", "quoted"):
            if verb.keyword in _BEGIN_QUERY or verb.keyword == "VALUES":
                own.add(name.text.lower())
        elif as_.keyword == "AS" and bracket.keyword in ("MATERIALIZED", "NOT"):
            own.add(name.text.lower())
        elif name.text == ")" and as_.keyword == "AS" and bracket.text == "(":
            own.add(_before_columns(tokens, at))
    return own


def _before_columns(tokens: list[Token], closing: int) -> str:
    """The name in `name (a, b) AS (`; columns are but names and commas."""
    for at in range(closing - 1, max(closing - 200, 0), -1):
        if tokens[at].text == "(":
            return tokens[at - 1].text.lower()
    return ""


class _Scan:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._levels = [_Level()]
        self._statement = _Statement()
        self._found: list[Mention] = []
        self._aliases: dict[str, str] = {}
        self.fleeting: set[str] = set()

    def mentions(self) -> tuple[list[Mention], dict[str, str]]:
        """And what aliases stand for, in small letters."""
        at = 0
        while at < len(self._tokens):
            mode = self._mode_behind(at)
            at = self._read_name(at + 1, mode) if mode else at + 1
        return self._found, self._aliases

    def _mode_behind(self, at: int) -> str:
        """How a table that is named behind this token is used; '' if none is."""
        word = self._tokens[at].keyword
        level = self._levels[-1]
        if word == "(":
            self._levels.append(_Level())
        elif word == ")":
            if len(self._levels) > 1:
                self._levels.pop()
        elif word == ",":
            return level.listing
        elif word == ";":
            self._levels, self._statement = [_Level()], _Statement()
        elif word:
            return self._mode_behind_word(at, word, level)
        return ""

    def _mode_behind_word(self, at: int, word: str, level: _Level) -> str:
        mode = self._mode_of_word(at, word, level)
        if word in _ENDS_LIST:
            level.listing = ""
        if word in _BEGIN_QUERY and mode != "r":
            level.verb = word
        if not self._statement.verb:
            self._statement.verb = word
        if word in _TEMPORARY and self._statement.verb == "CREATE":
            self._statement.temporary = True
        if mode and word == "FROM":
            level.listing = "r"
        elif mode and self._statement.verb in ("DROP", "TRUNCATE"):
            level.listing = mode
        return mode

    def _mode_of_word(self, at: int, word: str, level: _Level) -> str:
        before = self._tokens[at - 1].keyword if at else ""
        verb = self._statement.verb
        if word == "FROM":
            return self._mode_of_from(before, level)
        if word in _JOINS or (word == "USING" and level.verb in ("MERGE", "DELETE")):
            return "r"
        if word == "INTO":
            return "w" if level.verb in _INTO else ""
        if word == "UPDATE":
            return "" if before in _NO_UPDATE_OF_A_TABLE else "w"
        if word == "TRUNCATE":
            return "w" if not verb else ""
        if word in _DEFINED and verb in _DEFINES and len(self._levels) == 1:
            return "" if before in ("ON", "COMMENT") or level.verb == "SELECT" else "define"
        if word == "ON" and verb in ("CREATE", "DROP") and self._is_index():
            is_first, self._statement.indexed = not self._statement.indexed, True
            return "define" if is_first else ""  # a second one says where it is kept: a filegroup
        return self._mode_of_copy(at) if word == "COPY" and not verb else ""

    def _mode_of_copy(self, at: int) -> str:
        ways = (token.keyword for token in self._tokens[at : at + 100])
        return "r" if next((way for way in ways if way in ("FROM", "TO")), "") == "TO" else "w"

    def _mode_of_from(self, before: str, level: _Level) -> str:
        if before == "DELETE":
            return "w"
        if before == "DISTINCT" or level.verb not in _BEGIN_QUERY or level.verb == "COPY":
            return ""
        return "r"

    def _is_index(self) -> bool:
        return len(self._levels) == 1 and any(
            token.keyword == "INDEX" for token in self._tokens[:6]
        )

    def _read_name(self, at: int, mode: str) -> int:
        """Note the table whose name begins here, and return where reading goes on."""
        tokens = self._tokens
        while at < len(tokens) and tokens[at].keyword in _BETWEEN:
            at += 1
        parts: list[str] = []
        while at < len(tokens) and tokens[at].kind in _NAMES:
            parts.append(tokens[at].text)
            at += 1
            if at < len(tokens) and tokens[at].text == ".":
                at += 1
            else:
                break
        if not parts or self._is_no_table(parts, at, mode):
            return at
        name = table_name(parts)
        if name:
            if name.startswith("#") or (mode == "define" and self._statement.temporary):
                self.fleeting.add(name.lower())
            self._found.append(Mention(name, mode))
            self._note_alias(at, name)
        return at

    def _is_no_table(self, parts: list[str], at: int, mode: str) -> bool:
        following = self._tokens[at].text if at < len(self._tokens) else ""
        is_call = mode == "r" and following == "("
        return is_call or (len(parts) == 1 and parts[0].upper() in NO_NAMES)

    def _note_alias(self, at: int, name: str) -> None:
        tokens = self._tokens
        if at < len(tokens) and tokens[at].keyword == "AS":
            at += 1
        alias = tokens[at] if at < len(tokens) else None
        if alias and alias.kind in ("word", "quoted") and alias.keyword not in _NO_ALIAS:
            self._aliases.setdefault(alias.text.lower(), name)
