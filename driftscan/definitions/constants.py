"""Constants that are named alike in several components."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from driftscan.definitions.conventions import plain_entity
from driftscan.definitions.gathered import Constant, Gathered
from driftscan.definitions.layers import are_kept_apart
from driftscan.definitions.sureness import is_one_constant, relation_of
from driftscan.definitions.ways import duration
from driftscan.definitions.words import key_of, words_of
from driftscan.model.term import Apart, Defined, Row, Term

# Names made of these alone are every program's own business.
_TECHNICAL = frozenset(
    "default timeout max min size limit port host retry interval base url uri path prefix suffix "
    "name key value id type version log level format debug env file dir directory length count "
    "index page per number maximum minimum batch buffer chunk pool worker thread queue topic cache "
    "ttl delay second minute hour day ms millisecond time date encoding charset header content "
    "api app service server client request response connection read write error message code "
    "status test user agent root project build config setting option the of in for is field "
    "column table db database schema tag label class pattern regex separator delimiter width "
    "height color columns row title description module package import export logger serial uid "
    "expiration expire local dev prod all start end first last initial attempt backoff poll wait "
    "period window step x y z a b c i j k n metric event namespace group family register command "
    "usage help text template enabled disabled true false none null empty unknown origin allowed "
    "method action mode state kind list map data info meta metadata domain secret token password "
    "concurrency parallelism bucket timing mb kb gb one two ten hundred thousand minimal channel "
    "command exchange routing prefetch partition consumer producer subscriber listener offset "
    "sidebar modal panel drawer icon button chart axis animation debounce throttle "
    "storage theme threshold ratio factor precision scale tolerance epsilon zoom font margin "
    "padding duration "
    "java javax jdbc odbc jpa orm sql http https grpc json xml yaml csv persistence hibernate pass "
    "con conn out milli millisecond nano micro "
    "connect session lock advisory priority highest lowest display "
    "heartbeat check health readiness liveness shutdown startup grace keep alive idle sleep".split()
)
# A list of what its own code works with, or wants.
_FOR_ITSELF = frozenset(
    "supported allowed ignored excluded skipped required accepted expected needed wanted "
    "mandatory".split()
)
# What a program is given from around it: each wants its own.
_AROUND = frozenset("env environment setting config configuration argument arg envvar".split())
_GIVEN = frozenset("var variable key name".split())
_LENGTHS = frozenset(
    "interval timeout delay ttl window duration period expiry expiration lifetime wait age".split()
)
_UNITS = (1000.0, 60.0, 3600.0, 86400.0, 60_000.0, 3_600_000.0, 86_400_000.0)
_SET_UP = frozenset("config configuration setting environment env".split())
_ADDRESS = re.compile(
    r"://|^/|[{}<>%$\\]|\s.*\s|\.(?:com|org|io|py|js|ts|json|ya?ml|html|go|java)$"
)


def constant_terms(found: Gathered) -> Iterator[Term]:
    """A term for each name of a constant that at least two components give a value."""
    by_key: dict[str, dict[str, list[Constant]]] = defaultdict(lambda: defaultdict(list))
    for each in found.constants:
        words = words_of(each.fact.name)
        if len(words) > 1 and _is_of_business(words) and _is_plain(each):
            by_key[" ".join(words)][each.component].append(each)
    for key, by_component in sorted(by_key.items()):
        single = [
            by_component[name][0]
            for name in sorted(by_component)
            if len({_value(each) for each in by_component[name]}) == 1
            and not _names_itself(by_component[name][0])
        ]
        if len(single) > 1 and _are_of_one(single):
            yield _term(key, single)


def _is_of_business(words: tuple[str, ...]) -> bool:
    return any(word not in _TECHNICAL and not word.isdigit() for word in words)


def _is_plain(constant: Constant) -> bool:
    words = words_of(constant.fact.name)
    if constant.fact.kind == "list" and (words[0] in _FOR_ITSELF or _is_of_around(words)):
        return False
    return not any(_ADDRESS.search(value) for value in constant.fact.values)


def _is_of_around(words: Sequence[str]) -> bool:
    """`PARCEL_ENV_VARS`, `REPORT_SETTINGS`: names of what a program wants of its surroundings."""
    heads = [word for word in words if word not in _GIVEN]
    return bool(heads) and heads[-1] in _AROUND


def _names_itself(constant: Constant) -> bool:
    """Whether the value is a name of the component's own (its address, its queue), or says the
    constant's name again (`RPC_RESPONSE = "response"`: a column, a key, a title)."""
    value = set(words_of(constant.fact.values[0]))
    if constant.fact.kind == "text" and value <= set(words_of(constant.fact.name)):
        return True
    own = set(words_of(constant.component)) - {"service", "api", "app", "lib", "core"}
    return constant.fact.kind == "text" and bool(own & value)


def _sort(constant: Constant) -> str:
    return "number" if constant.fact.kind == "duration" else constant.fact.kind


def _are_of_one(constants: Sequence[Constant]) -> bool:
    """Whether all are of one sort; lists of the members of two types speak of two things."""
    types = {key_of(plain_entity(each.fact.of)) for each in constants if each.fact.of}
    return len({_sort(each) for each in constants}) == 1 and len(types) < 2


def _value(constant: Constant) -> tuple[str, ...]:
    return tuple(value.lower() for value in constant.fact.values)


def _in_words(constant: Constant) -> set[tuple[str, ...]]:
    """Of a list, however each is spelled: `orderId`, `order_id`."""
    return (
        {words_of(each) for each in constant.fact.values} if constant.fact.kind == "list" else {()}
    )


def _same(one: Constant, other: Constant) -> bool:
    """Whether two values are one; lengths of time may be counted in seconds and in milliseconds."""
    if _value(one) == _value(other) or _in_words(one) == _in_words(other) != {()}:
        return True
    if _sort(one) != "number" or not _LENGTHS & set(words_of(one.fact.name)):
        return False
    small, large = sorted(abs(float(each.fact.values[0])) for each in (one, other))
    return small > 0 and large / small in _UNITS


def _term(key: str, constants: list[Constant]) -> Term:
    apart = tuple(
        Apart(
            one=a,
            other=b,
            differences=("value differs",),
            is_sure=_is_sure(key, constants[a], constants[b]),
        )
        for a, b in combinations(range(len(constants)), 2)
        if not _same(constants[a], constants[b])
    )
    cells = tuple(_shown(each) for each in constants)
    rows = (Row(aspect="value", subject="value", cells=cells, differs=True),) if apart else ()
    return Term(
        kind="constant",
        name=key,
        components=tuple(each.component for each in constants),
        places=tuple(_place(each) for each in constants),
        relation=relation_of(apart, "same"),
        rows=rows,
        apart=apart,
        sentences=tuple(f"{each.component} has {_shown(each)}" for each in constants),
    )


def _is_sure(key: str, one: Constant, other: Constant) -> bool:
    words = key.split()
    if are_kept_apart(one.path, other.path):
        return False
    if one.fact.kind == "text" and _is_set_up(one) and _is_set_up(other):
        return False
    telling = sum(word not in _TECHNICAL and not word.isdigit() for word in words)
    return is_one_constant(words, telling, one.fact.kind, (set(_value(one)), set(_value(other))))


def _is_set_up(constant: Constant) -> bool:
    """Whether it stands where a program is set up, each in its own way: `config.py`."""
    stem = constant.path.rpartition(b"/")[2].partition(b".")[0].decode("utf-8", "replace")
    return not _SET_UP.isdisjoint(words_of(stem))


def _shown(constant: Constant) -> str:
    values = constant.fact.values
    return duration(values[0]) if constant.fact.kind == "duration" else ", ".join(values)


def _place(constant: Constant) -> Defined:
    return Defined(
        component=constant.component,
        path=constant.path,
        line=constant.fact.line,
        name=constant.fact.name,
        form="constant",
        says=_shown(constant),
    )
