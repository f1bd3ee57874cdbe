"""Valid specs as hypothesis makes them: plain values, to be written as JSON, which is YAML."""

from typing import Any

from hypothesis import strategies as st

Value = Any

COMPONENTS = ("billing", "analytics", "web/ui", "common.api", "jobs-2", "Größe")
KINDS = ("service", "library", "module", "frontend", "job")
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12
) | st.sampled_from(["no", "12:30", "2027-01-31", "a: b", "- x", "@me", "*", "null!", "{", "#"])
# Values that JSON writes without quotes: editors see other types, a spec means text.
LOOSE_TEXT = TEXT | st.integers() | st.booleans()
PATHS = st.sampled_from(["services", "libs/**/x", "src/*.py", ".", "a b", "12"])
DATES = st.dates().map(lambda day: day.isoformat())
SHARES = st.sampled_from(["95%", "0.5", 0.25, 1, 0, "100%", "99.9 %"])
VIA_WORDS = ("any", "import", "runtime import", "type-only import", "http", "read", "deploy-time")
SERVICE_WORDS = ("http", "read")


def some(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    """One value, or a list of one to three."""
    return values | st.lists(values, min_size=1, max_size=3)


def keys(
    required: dict[str, st.SearchStrategy[Value]],
    optional: dict[str, st.SearchStrategy[Value]] | None = None,
) -> st.SearchStrategy[dict[str, Value]]:
    """A mapping of these keys."""
    return st.fixed_dictionaries(required, optional=optional or {})


_TWO = st.permutations(COMPONENTS).map(lambda names: names[:2])
_COMPONENT = st.sampled_from(COMPONENTS)
_HEAD = dict.fromkeys(("reason", "owner", "adr"), LOOSE_TEXT) | {
    "severity": st.sampled_from(["error", "warning"]),
    "via": some(st.sampled_from(VIA_WORDS)),
    "until": DATES,
    "tests": st.booleans(),
}
_UNGRADED = {key: values for key, values in _HEAD.items() if key != "severity"}
_DEMANDS = {
    "rule": st.lists(st.sampled_from(["owner", "reason", "adr", "until"]), min_size=1, unique=True),
    "component": st.just("owner"),
    "exception": st.just(["until"]),
}
_INSIDE = _HEAD | {"via": some(st.sampled_from([w for w in VIA_WORDS if w not in SERVICE_WORDS]))}
_THROUGH = {"through_others": st.sampled_from([True, False, "reexports"])}
_ARROW = _TWO.map(lambda two: f"{two[0]} -> {two[1]}") | _TWO.map(
    lambda two: {"from": [two[0]], "to": two[1]}
)


def _passes_on(rule: dict[str, Value]) -> bool:
    """Services pass no names on."""
    via = rule.get("via", ())
    words = set(via) if isinstance(via, list) else {via}
    return rule.get("through_others") != "reexports" or words.isdisjoint(SERVICE_WORDS)


def _demand(thing: str) -> st.SearchStrategy[dict[str, Value]]:
    return keys({thing: _DEMANDS[thing]})


_RULE = st.one_of(
    keys({"deny": _ARROW | _COMPONENT.map("{} -> external:*".format)}, _HEAD | _THROUGH),
    keys({"allow_only": _ARROW | _COMPONENT.map("{} -> external:none".format)}, _HEAD),
    keys({"expect": _ARROW}, _HEAD | {"by": DATES}),
    keys({"deprecate": _ARROW | _COMPONENT.map("{} -> external:dev".format)}, _UNGRADED),
    keys({"deprecate": _ARROW}, _UNGRADED | {"by": DATES}),
    keys({"every": st.sampled_from(sorted(_DEMANDS)).flatmap(_demand)}, {"until": DATES}),
    keys({"independent": st.just("services") | _TWO}, _HEAD | _THROUGH),
    keys({"acyclic": st.sampled_from(["components", "services"]) | _TWO}, _HEAD),
    keys({"acyclic": keys({"in": _COMPONENT})}, _INSIDE),
    keys({"protect": _COMPONENT | _TWO, "allow": _COMPONENT | _TWO | st.just([])}, _HEAD),
    keys({"protect": st.just("external:x, external:*"), "allow": st.just("services")}, _HEAD),
    keys(
        {"private": _COMPONENT | _TWO | st.just("components")},
        _HEAD | {"named": some(st.sampled_from(["_*", "internal", "*[0-9]"]))},
    ),
    keys({"covered": some(PATHS)}, {key: _HEAD[key] for key in ("reason", "owner", "severity")}),
).filter(_passes_on)
_ORDER = st.permutations(COMPONENTS).map(lambda all_: [all_[0], all_[1:3], {"any": all_[3:5]}])
_LEVELS = st.permutations(COMPONENTS).map(
    lambda all_: [
        {"layer": all_[0], "closed": True},
        {"layer": all_[1:3], "optional": all_[1:2]},
        {"any": all_[3:5], "optional": True, "closed": False},
    ]
)
_CLOSED = {"closed": st.booleans()}
_LAYERS = st.one_of(
    keys({"order": _ORDER | _LEVELS}, _HEAD | _THROUGH | _CLOSED | {"exhaustive": st.booleans()}),
    keys(
        {
            "order": st.just(["api", ["x", "y"]]),
            "in": _COMPONENT | st.lists(_COMPONENT, min_size=1, unique=True),
        },
        _INSIDE | _CLOSED,
    ),
    keys(
        {"order": st.just(["api", "x"]), "in": st.just("services"), "exhaustive": st.just(True)},
        {"besides": some(st.sampled_from(["conftest", "_x"]))},
    ),
).filter(_passes_on)


def _components(kinds: list[str]) -> dict[str, Value]:
    return {
        name: {"path": f"p/{number}", "kind": kind}
        for number, (name, kind) in enumerate(
            zip(COMPONENTS, ["service", "service", *kinds], strict=True)
        )
    }


def _named(rules: list[dict[str, Value]], prefix: str) -> list[dict[str, Value]]:
    return [{**rule, "name": f"{prefix} {number}"} for number, rule in enumerate(rules)]


_EXCEPTION = keys(
    {"finding": st.just("rule  0"), "reason": LOOSE_TEXT}, {"where": PATHS, "until": DATES}
)
_STRATEGY_TEXT = ("owner", "horizon", "problem", "target", "bet")
_MEASURES = st.dictionaries(
    st.sampled_from(["findings", "shared_data_sets"]), st.sampled_from([0, "<= 40", ">=2"])
)
_STRATEGY = keys(
    {},
    dict.fromkeys(_STRATEGY_TEXT, LOOSE_TEXT)
    | {"not_now": some(LOOSE_TEXT), "measures": _MEASURES},
)
# A slash parts the store from what is in it; none of the parts may be empty.
_DATA_SET = st.lists(TEXT.map(lambda text: text.replace("/", ".")), min_size=1, max_size=3).map(
    "/".join
)
_OWNED = st.permutations(COMPONENTS).flatmap(
    lambda names: keys(
        {"owner": st.just(names[0])}, {"readers": st.sampled_from([names[1], names[1:3]])}
    )
)
_CAPABILITY = keys(
    {"packages": st.just({"pypi": {"acme-jobs": ["acme.jobs"]}})},
    {"use": some(st.just("acme-jobs")), "reason": LOOSE_TEXT},
)
SPECS: st.SearchStrategy[dict[str, Value]] = keys(
    {
        "driftscan": st.just(1),
        "components": st.lists(st.sampled_from(KINDS), min_size=4, max_size=4).map(_components),
        "rules": st.lists(_RULE, min_size=1, max_size=4).map(lambda rules: _named(rules, "rule")),
    },
    {
        "strategy": _STRATEGY | st.none(),
        "layers": st.lists(_LAYERS, max_size=2).map(lambda rules: _named(rules, "layers")),
        "exceptions": st.lists(_EXCEPTION, max_size=2),
        "decisions": st.lists(
            keys({"decision": LOOSE_TEXT, "date": DATES}, {"adr": PATHS}), max_size=2
        ),
        "coverage": keys({}, dict.fromkeys(("checked", "assigned", "resolved"), SHARES)),
        "sources": keys(
            {},
            {"exclude": some(TEXT), "include": some(TEXT)}
            | dict.fromkeys(("roots", "tests"), some(PATHS)),
        ),
        "data": st.dictionaries(_DATA_SET, _OWNED, max_size=2),
        "definitions": st.dictionaries(TEXT, keys({"owner": _COMPONENT}), max_size=2),
        "capabilities": st.dictionaries(
            st.sampled_from(["jobs", "http-client"]), _CAPABILITY, max_size=2
        ),
    },
)
