"""Names that frameworks and habit give to things of every kind: alike, but of no one meaning."""

import re

from driftscan.definitions.words import words_of

_ENDINGS = (
    *("Dto", "DTO", "Entity", "Model", "Record", "Row", "Table", "Schema", "Document", "VO", "Vo"),
    *("Proto", "Pb", "Type", "Data", "Info", "Object", "Bean", "Interface", "Impl", "Json", "Doc"),
    *("Serializer", "Resource", "ViewModel", "Vm", "VM", "Read", "Out", "Base", "Orm", "ORM"),
    *("Po", "PO", "Dict", "Types"),
)
_KIND = re.compile(r"^[ITEZ](?=[A-Z][a-z])")
_BEGINNINGS = ("Base", "Abstract", "Db", "DB", "Tbl", "tbl_", "t_")
_HABITS = frozenset(
    "config configuration option setting request response prop state handler event error exception "
    "context meta metadata result param parameter argument arg input output payload message filter "
    "query command args item node session db database engine connection client service controller "
    "factory builder manager util helper test mock app application module main default base info "
    "data value field type kind key entry page pagination link header body form view store action "
    "reducer root provider plugin hook logger log cache job task worker status detail environment "
    "env credential auth token spec template variable repository resource resolver entity model "
    "self http api wrapper adapter base mixin generic content source target".split()
)


def plain_entity(name: str) -> str:
    """The name without what only tells its layer or its kind: `UserDto`, `IUser`, `EStatus`."""
    name = _KIND.sub("", name)
    for _ in range(2):
        for ending in _ENDINGS:
            rest = name.removesuffix(ending)
            if rest != name and len(rest) > 2 and (rest[-1].islower() or rest[-1] in "_-"):
                name = rest.rstrip("_-")
                break
    for beginning in _BEGINNINGS:
        rest = name.removeprefix(beginning)
        if rest != name and len(rest) > 2 and rest[:1].isupper() == beginning[:1].isupper():
            name = rest
            break
    lowered = name.lower()
    for ending in ("_dto", "_entity", "_model", "_table"):
        if lowered.endswith(ending) and len(name) > len(ending) + 2:
            name = name[: -len(ending)]
            break
    return name


# What says that a thing is a type, or that it travels; nothing of a further one beside it.
_OF_TYPES = (
    *("Dto", "DTO", "Schema", "Type", "Interface", "Proto", "Pb", "Json", "Out", "In"),
    "Dict",
)


def plain_type(name: str) -> str:
    """The name without what only says that it is one of a type: `IUser`, `UserDto`. `UserRow`,
    `UserData` and `BaseUser` stay, each beside a `User`."""
    name = _KIND.sub("", name)
    for _ in range(2):
        for ending in _OF_TYPES:
            rest = name.removesuffix(ending)
            if rest != name and len(rest) > 2 and rest[-1].islower():
                name = rest
    return name


# What somebody asks for, hands in or fills in: each says as much of a thing as it wants.
_ASKED = frozenset(
    "criterion criteria filter form query search param parameter argument arg prop".split()
)
_HANDED_IN = frozenset(("input", "request"))
# What a question is made of: `OrderFilterCondition`.
_PARTS_OF_QUESTIONS = frozenset("condition clause rule operator group item option value".split())


def is_asked(name: str) -> bool:
    """Whether a name is that of a question or of a form: `OrderSearchCriteria`, `SeatForm`; or of
    what is handed in, and of what (`CreateOrderInput`)."""
    words = words_of(plain_type(name))
    if len(words) > 2 and words[-1] in _PARTS_OF_QUESTIONS and words[-2] in _ASKED:
        return True
    last = words[-1] if words else ""
    return last in _ASKED or (last in _HANDED_IN and len(words) > 1)


def is_of_hook(name: str) -> bool:
    """Whether a type is called after a function of a page that looks after something at the moment
    (`UseOrdersResult`); a `UseCase` is another matter."""
    words = words_of(plain_type(name))
    return len(words) > 2 and words[0] == "use" and words[1] != "case"


# Who does something: what such a class keeps is how it does it.
_DOERS = frozenset(
    "client manager handler provider factory builder controller loader listener collector exporter "
    "processor executor worker parser resolver dispatcher helper repository adapter interceptor "
    "middleware wrapper formatter converter validator serializer publisher subscriber consumer "
    "producer scheduler runner monitor watcher logger connector fetcher generator".split()
)


def is_doer(key: str) -> bool:
    """Whether a name of several words is that of who does something: `dispatch manager`. A `client`
    alone may be whom a business serves."""
    words = key.split()
    return len(words) > 1 and words[-1] in _DOERS


_OF_PROGRAM = frozenset("config configuration setting option env environment prop".split())


def is_of_program(key: str) -> bool:
    """Whether a name says no more than that a program is set up by it: each has its own."""
    return is_all_habit(key) and key.rpartition(" ")[2] in _OF_PROGRAM


def is_all_habit(key: str) -> bool:
    """Whether a name says nothing else: `DataType` may be the type of any data."""
    return all(word in _HABITS for word in key.split())


def is_conventional(name: str) -> bool:
    """Whether the last word, or all, of a name is one of habit."""
    words = words_of(name)
    return bool(words) and (words[-1] in _HABITS or all(word in _HABITS for word in words))
