"""What a good spec means: a table of lines and the values they become."""

import datetime
from typing import Any

import msgspec
import pytest

from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    CapabilityUse,
    Covered,
    DataOwner,
    Deny,
    Deprecate,
    Every,
    Expect,
    Independent,
    Layer,
    Layers,
    Private,
    Protect,
    Public,
    Rule,
    TermOwner,
)
from driftscan.model.spec import (
    Component,
    CoverageFloor,
    SourceSettings,
    Spec,
    SpecException,
)
from driftscan.spec.parse import parse_spec
from tests.spec.examples import DESIGN, HEAD

SYSTEM = """\
components:
  billing:      {path: services/billing, kind: service, owner: "@acme/payments"}
  analytics:    {path: services/analytics, kind: service}
  integrations: {path: services/integrations, kind: service}
  common:       {path: [libs/common, libs/shared/*.py], kind: library}
"""


def _spec(text: str) -> Spec:
    return parse_spec((HEAD + SYSTEM + text).encode(), "driftscan.yaml")


def _rule(text: str, section: str = "rules") -> Rule:
    (rule,) = _spec(f"{section}:\n  - {text}\n").rules
    return rule


def test_the_example_of_the_design_loads_as_it_is() -> None:
    spec = parse_spec(DESIGN.encode(), "driftscan.yaml")
    assert [(rule.head.name, rule.head.line, type(rule)) for rule in spec.rules] == [
        ("public common", 14, Public),
        ("layers in billing", 16, Layers),
        ("deny analytics->billing", 18, Deny),
        ("independent billing, analytics, integrations", 22, Independent),
        ("acyclic services", 23, Acyclic),
        ("expect integrations->billing", 24, Expect),
        ("data usage_events", 28, DataOwner),
        ("definition active_user", 30, TermOwner),
        ("capability jobs", 32, CapabilityUse),
    ]
    assert spec.file == "driftscan.yaml"
    assert spec.strategy.horizon == "2027-06-30"
    assert spec.strategy.not_now == ("splitting billing", "a new event bus")
    assert spec.strategy.measures == (
        ("shared_data_sets", "0"),
        ("cross_component_changes", "<= 15%"),
    )
    assert spec.components[3] == Component(
        name="common",
        kind="library",
        paths=("libs/common",),
        public=("common.api",),
        line=14,
    )
    assert spec.exceptions == (
        SpecException(
            finding="deny analytics->billing",
            where="services/analytics/legacy.py",
            reason="goes with the old dashboard",
            until=datetime.date(2027, 2, 1),
            line=34,
        ),
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("deny: analytics -> billing", "deny analytics->billing"),
        ("deny: analytics->billing", "deny analytics->billing"),
        ("deny: analytics ,integrations  ->  billing", "deny analytics, integrations->billing"),
        ("deny: {from: analytics, to: [billing, common]}", "deny analytics->billing, common"),
        ('deny: "* -> common"', "deny *->common"),
        ("deny: services -> external:requests", "deny services->external:requests"),
        ("allow_only: billing -> common, external:requests", "allow_only billing"),
        ("allow_only: {from: [billing], to: []}", "allow_only billing"),
        (
            "independent: [billing, analytics, integrations]",
            "independent billing, analytics, integrations",
        ),
        ("independent: services", "independent services"),
        ("acyclic: services", "acyclic services"),
        ("acyclic: components", "acyclic components"),
        ("acyclic: [common, billing]", "acyclic common, billing"),
        ("acyclic: {in: billing}", "acyclic in billing"),
        ("expect: integrations -> billing", "expect integrations->billing"),
        ("{protect: 'common, external: boto3', allow: []}", "protect common, external:boto3"),
        ("{protect: [common], allow: billing}", "protect common"),
        ("private: components", "private components"),
        ("private: billing, common", "private billing, common"),
        ("covered: [services/, ./libs]", "covered services, libs"),
        ("covered: services", "covered services"),
        ("{acyclic: services, name: '  no   cycles '}", "no cycles"),
    ],
)
def test_a_rule_without_a_name_is_named_by_what_it_says(text: str, name: str) -> None:
    assert _rule(text).head.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{in: billing, order: [api, domain]}", "layers in billing"),
        ("{in: [billing, common], order: [api, domain]}", "layers in billing, common"),
        ("{in: services, order: [api, domain]}", "layers in services"),
        ("{order: [billing, [analytics, integrations], common]}", None),
        ("{order: [billing, common], name: x}", "x"),
    ],
)
def test_layers_are_named_by_their_container_or_their_members(text: str, name: str | None) -> None:
    assert _rule(text, "layers").head.name == (
        name or "layers billing, analytics, integrations, common"
    )


def test_siblings_in_a_layer_are_independent_unless_any_is_said() -> None:
    rule = _rule("{order: [billing, [analytics, integrations], {any: [common]}]}", "layers")
    assert isinstance(rule, Layers)
    assert rule.order == (
        Layer(members=("billing",)),
        Layer(members=("analytics", "integrations"), independent=True),
        Layer(members=("common",), independent=False),
    )


def test_a_layer_may_be_closed_or_optional() -> None:
    rule = _rule(
        "{in: [common, services], order: [a, {layer: [b, c], optional: [c]}, "
        "{layer: d, closed: true}, {any: [e, f], optional: true}], exhaustive: true, besides: x}",
        "layers",
    )
    assert isinstance(rule, Layers)
    assert rule.order == (
        Layer(members=("a",)),
        Layer(members=("b", "c"), optional=("c",)),
        Layer(members=("d",), closed=True),
        Layer(members=("e", "f"), independent=False, optional=("e", "f")),
    )
    assert rule.containers == ("common", "analytics", "billing", "integrations")
    assert (rule.exhaustive, rule.besides) == (True, ("x",))
    every = _rule("{order: [billing, [analytics, integrations]], closed: true}", "layers")
    assert isinstance(every, Layers)
    assert [layer.closed for layer in every.order] == [True, True]


def test_what_is_protected_and_what_is_private() -> None:
    protect, private, every = _spec(
        "rules: [{protect: 'common, external:boto3', allow: [services], via: import}, "
        "{private: [common, services], named: internal}, {private: components}]"
    ).rules
    assert isinstance(protect, Protect)
    assert (protect.target.components, protect.target.externals) == (("common",), ("boto3",))
    assert protect.users.components == ("analytics", "billing", "integrations")
    assert (protect.users.text, protect.via) == ("services", ("import", "type-only import"))
    assert isinstance(private, Private)
    assert private.components == ("analytics", "billing", "common", "integrations")
    assert private.named == ("internal",)
    assert isinstance(every, Private)
    assert (every.components, every.named) == (private.components, ("_*",))


def test_visible_to_is_a_rule_of_the_component() -> None:
    text = "components: {a: {path: x, owner: '@x', visible_to: [b]}, b: {path: y, visible_to: []}}"
    one, other = parse_spec((HEAD + text).encode(), "f").rules
    assert isinstance(one, Protect)
    assert isinstance(other, Protect)
    assert (one.head.name, one.head.owner, one.head.line) == ("visible_to a", "@x", 2)
    assert (one.target.components, one.users.components) == (("a",), ("b",))
    assert (other.target.text, other.users.components) == ("b", ())


@pytest.mark.parametrize(
    ("text", "components", "rest"),
    [
        ("billing", ("billing",), {}),
        ("services", ("analytics", "billing", "integrations"), {}),
        ("common, billing", ("billing", "common"), {}),
        ("external:requests, external:boto3", (), {"externals": ("boto3", "requests")}),
        ("billing, external:*", ("billing",), {"every_external": True}),
        ("external: requests", (), {"externals": ("requests",)}),
        ("*", (), {"everything": True}),
    ],
)
def test_the_right_of_an_arrow(
    text: str, components: tuple[str, ...], rest: dict[str, Any]
) -> None:
    name = "analytics" if "services" not in text else "common"
    rule = _rule(f'deny: "{name} -> {text}"')
    assert isinstance(rule, Deny)
    assert rule.target.components == components
    flags = {"externals": (), "every_external": False, "everything": False, **rest}
    assert {key: getattr(rule.target, key) for key in flags} == flags
    assert rule.target.text == text.replace("external: ", "external:")


@pytest.mark.parametrize(
    ("target", "limits"),
    [
        ("common", False),
        ("common, external:requests", True),
        ("external:none", True),
        ("external:*", False),
        ("external:*, external:requests", False),
        ("*, external:none", True),
        ("*, external:requests", True),
    ],
)
def test_allow_only_limits_external_packages_once_it_names_one(target: str, limits: bool) -> None:
    rule = _rule(f'allow_only: "billing -> {target}"')
    assert isinstance(rule, AllowOnly)
    assert rule.limits_externals is limits
    assert "none" not in rule.target.externals


@pytest.mark.parametrize(
    ("via", "kinds"),
    [
        ("any", ()),
        ("[any, import]", ()),
        ("import", ("import", "type-only import")),
        ("runtime import", ("import",)),
        ("type-only import", ("type-only import",)),
        ("[runtime import, type-only import]", ("import", "type-only import")),
        ("[http, import, http]", ("import", "type-only import", "http")),
        ("deploy-time", ("deploy-time",)),
        ("[write, read, data, queue, consume, publish, call, grpc, rpc]",
         ("http", "grpc", "rpc", "publish", "consume", "queue", "data", "read", "write")),
        ("call", ("http", "grpc", "rpc")),
        ("queue", ("publish", "consume", "queue")),
    ],
)  # fmt: skip
def test_words_of_via(via: str, kinds: tuple[str, ...]) -> None:
    rule = _rule(f"{{acyclic: services, via: {via}}}")
    assert isinstance(rule, Acyclic)
    assert rule.via == kinds


def test_members_keep_their_order_and_kinds_are_sorted() -> None:
    listed, kind, every, inside = _spec(
        "rules: [{independent: [billing, analytics]}, {independent: services}, "
        "{acyclic: components}, {acyclic: {in: billing}}]"
    ).rules
    assert isinstance(listed, Independent)
    assert listed.members == ("billing", "analytics")
    assert isinstance(kind, Independent)
    assert kind.members == ("analytics", "billing", "integrations")
    assert isinstance(every, Acyclic)
    assert every.members == ("analytics", "billing", "common", "integrations")
    assert isinstance(inside, Acyclic)
    assert (inside.members, inside.inside) == ((), ("billing",))


def test_what_a_rule_says_about_itself() -> None:
    rule = _rule(
        "{deny: analytics -> billing, name: usage boundary, reason: r, owner: '@acme/x', "
        "adr: docs/7.md, severity: warning, through_others: true, via: import}"
    )
    assert isinstance(rule, Deny)
    head = rule.head
    assert (head.name, head.reason, head.owner, head.adr) == (
        "usage boundary",
        "r",
        "@acme/x",
        "docs/7.md",
    )
    assert (head.severity, head.line, rule.through_others) == ("warning", 8, True)


def test_expect_has_a_day_and_public_has_the_owner_of_its_component() -> None:
    expect = _rule("{expect: integrations -> billing, by: 2027-01-31}")
    assert isinstance(expect, Expect)
    assert expect.by == datetime.date(2027, 1, 31)
    text = HEAD + "components:\n  a:\n    path: x\n    owner: me\n    public: a.api\n"
    (public,) = parse_spec(text.encode(), "f").rules
    assert isinstance(public, Public)
    assert (public.head.name, public.head.owner, public.head.line) == ("public a", "me", 6)
    assert (public.component, public.modules) == ("a", ("a.api",))


@pytest.mark.parametrize(
    ("written", "kept"),
    [("./x/", "x"), ("x//y/.", "x/y"), (".", "."), ("src/**/api", "src/**/api"), ("12", "12")],
)
def test_paths_are_kept_without_what_means_nothing(written: str, kept: str) -> None:
    spec = parse_spec(f"{HEAD}components: {{a: {{path: {written}}}}}".encode(), "f")
    assert spec.components[0].paths == (kept,)
    rule = parse_spec(f"{HEAD}rules: [{{covered: {written}}}]".encode(), "f").rules[0]
    assert isinstance(rule, Covered)
    assert rule.paths == (kept,)


@pytest.mark.parametrize(
    ("written", "share"),
    [("95%", 0.95), ("0.95", 0.95), ("99.9%", 0.999), ("1", 1.0), ("100 %", 1.0), (".5", 0.5),
     ("0", 0.0), ("0%", 0.0)],
)  # fmt: skip
def test_shares(written: str, share: float) -> None:
    spec = parse_spec(f"{HEAD}coverage: {{checked: {written}}}".encode(), "f")
    assert spec.coverage == CoverageFloor(checked=share, line=2)


def test_sources() -> None:
    spec = parse_spec(f"{HEAD}sources: {{exclude: ['*.gen.py'], roots: src/}}".encode(), "f")
    assert spec.sources == SourceSettings(exclude=("*.gen.py",), roots=("src",), line=2)


@pytest.mark.parametrize(
    ("written", "tests"), [("[]", ()), ("t/", ("t",)), ("[a, '**/b_*']", ("a", "**/b_*"))]
)
def test_declared_test_code(written: str, tests: tuple[str, ...]) -> None:
    spec = parse_spec(f"{HEAD}sources: {{tests: {written}}}".encode(), "f")
    assert spec.sources.tests == tests


def test_what_every_rule_can_say() -> None:
    text = "until: 2027-01-31, tests: false, reason: x}"
    layers = _rule(f"{{order: [billing, common], {text}", section="layers")
    for rule in (_rule(f"{{deny: analytics -> billing, {text}"), layers):
        assert (rule.head.until, rule.head.tests) == (datetime.date(2027, 1, 31), False)
    plain = _rule("{deny: analytics -> billing}")
    assert (plain.head.until, plain.head.tests) == (None, True)


def test_deprecate() -> None:
    rule = _rule("{deprecate: 'services -> common, external:simplejson', by: 2027-01-31}")
    assert isinstance(rule, Deprecate)
    assert rule.head.name == "deprecate services->common, external:simplejson"
    assert (rule.head.severity, rule.by) == ("warning", datetime.date(2027, 1, 31))
    assert (rule.target.components, rule.target.externals) == (("common",), ("simplejson",))


def test_packages_for_development() -> None:
    rule = _rule("{deny: 'services -> external: dev, external:x'}")
    assert isinstance(rule, Deny)
    assert (rule.target.dev_externals, rule.target.externals) == (True, ("x",))


def test_every() -> None:
    rule = _rule("{every: {rule: [owner, adr], exception: until}}")
    assert isinstance(rule, Every)
    assert rule.head.name == "every rule owner, adr; exception until"
    assert (rule.rule, rule.component, rule.exception) == (("owner", "adr"), (), ("until",))


def test_text_is_what_is_written_whatever_yaml_makes_of_it() -> None:
    text = HEAD + (
        "strategy: {owner: 123, horizon: 2027-06-30, problem: no, target: 12:30, bet: 1e3}\n"
        "components: {on: {path: yes, owner: 0x10}, 123: {path: 1_000}, null: {path: 'null'}}\n"
        "rules: [{deny: on -> 123, reason: off}]\n"
    )
    spec = parse_spec(text.encode(), "f")
    strategy = spec.strategy
    assert (strategy.owner, strategy.horizon, strategy.problem) == ("123", "2027-06-30", "no")
    assert (strategy.target, strategy.bet) == ("12:30", "1e3")
    assert [(each.name, each.paths, each.owner) for each in spec.components] == [
        ("on", ("yes",), "0x10"),
        ("123", ("1_000",), ""),
        ("null", ("null",), ""),
    ]
    assert spec.rules[0].head.name == "deny on->123"


def test_empty_sections_are_no_mistake() -> None:
    sections = ["strategy", "components", "layers", "rules", "data", "definitions",
                "capabilities", "exceptions", "coverage", "sources"]  # fmt: skip
    text = HEAD + "".join(f"{section}:\n  # later\n" for section in sections)
    assert parse_spec(text.encode(), "f") == Spec(file="f")
    assert parse_spec(HEAD.encode(), "f") == Spec(file="f")


@pytest.mark.parametrize("finding", ["deny analytics->billing", "deny  analytics -> billing"])
def test_an_exception_names_its_rule_whatever_the_spaces(finding: str) -> None:
    spec = _spec(
        "rules: [{deny: analytics -> billing}]\n"
        f"exceptions: [{{finding: {finding}, reason: r}}]\n"
    )
    assert spec.exceptions == (
        SpecException(finding="deny analytics->billing", where="", reason="r", line=8),
    )


def test_an_exception_may_name_rules_of_components_and_layers() -> None:
    text = HEAD + (
        "components: {a: {path: x, public: []}, b: {path: y}}\n"
        "layers: [{order: [a, b]}]\n"
        "exceptions: [{finding: public a, reason: r}, {finding: 'layers a, b', reason: r}]\n"
    )
    assert [each.finding for each in parse_spec(text.encode(), "f").exceptions] == [
        "public a",
        "layers a, b",
    ]


def test_a_spec_survives_being_stored() -> None:
    spec = parse_spec(DESIGN.encode(), "driftscan\udcff.yaml")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(spec), type=Spec) == spec
