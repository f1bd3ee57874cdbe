"""Rules as sentences for somebody who reads no code."""

from typing import Any, get_args

import pytest

from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    CapabilityUse,
    Chain,
    DataOwner,
    Deny,
    Every,
    Expect,
    Independent,
    Layer,
    Layers,
    NoSharedData,
    OneOwner,
    Protect,
    Rule,
    RuleHead,
    Side,
)
from driftscan.report.plain_words import in_words

HEAD = RuleHead(name="")
A, B = Side(text="a"), Side(text="b, external:celery")
SENTENCES: list[tuple[Rule, str]] = [
    (Expect(head=HEAD, source=A, target=B), "a uses b, celery"),
    (Expect(head=HEAD, source=A, target=B, via=("http",)), "a asks b, celery"),
    (Expect(head=HEAD, source=A, target=B, via=("http", "import")), "a uses b, celery"),
    (Deny(head=HEAD, source=A, target=B, via=("read",)), "nothing in a uses the data of b, celery"),
    (
        Deny(head=HEAD, source=A, target=B, via=("publish",)),
        "nothing in a exchanges messages with b, celery",
    ),
    (AllowOnly(head=HEAD, source=A, target=B), "a depends on nothing but b, celery"),
    (Protect(head=HEAD, target=A, users=B), "only b, celery uses a"),
    (Independent(head=HEAD, members=("a", "b")), "none of a and b needs another of them"),
    (Acyclic(head=HEAD, inside=("a",)), "no two parts of a need each other"),
    (
        Layers(head=HEAD, order=(Layer(members=("x",)), Layer(members=("y",))), containers=("a",)),
        "in a each layer needs only those after it: x and y",
    ),
    (
        Chain(head=HEAD, members=("a", "b", "c", "d", "e"), longest=1),
        "nothing in a, b, c and 2 more waits for more than one call",
    ),
    (NoSharedData(head=HEAD, members=("a", "b")), "none of a and b uses another one's data"),
    (
        DataOwner(head=HEAD, named="orders", owner="a", readers=("b",)),
        "only a changes orders, and only b may read it",
    ),
    (Every(head=HEAD, service=("owner",)), "every service has an owner"),
    (
        CapabilityUse(head=HEAD, capability="jobs", use=("celery",)),
        "jobs: done with celery and nothing else",
    ),
]


@pytest.mark.parametrize(("rule", "sentence"), SENTENCES)
def test_sentences(rule: Rule, sentence: str) -> None:
    assert in_words(rule) == sentence


@pytest.mark.parametrize(
    ("name", "own"), [("nothing is pickled", True), ("one_owner services", False), ("", False)]
)
def test_a_name_that_somebody_gave_comes_first(name: str, own: bool) -> None:
    rule = OneOwner(head=RuleHead(name=name), members=())
    assert (in_words(rule) == name) is own


@pytest.mark.parametrize("kind", get_args(Rule), ids=lambda kind: kind.__name__)
def test_every_kind_has_a_sentence(kind: type[Rule]) -> None:
    """Made without the values that a kind asks for, but with all that the sentence needs."""
    values: dict[str, Any] = {
        "head": HEAD,
        "members": ("m",),
        "source": A,
        "target": B,
        "users": A,
        "order": (),
    }
    values |= {"component": "c", "components": ("c",), "named": "n", "owner": "o", "paths": ()}
    values |= {"capability": "jobs", "use": ("x",), "longest": 2}
    known = {field: values[field] for field in kind.__struct_fields__ if field in values}
    if kind is Every:
        known["component"] = ("owner",)
    if kind is DataOwner or kind.__name__ == "TermOwner":
        known["named"] = "n"
    if kind.__name__ == "Private":
        known["named"] = ("_*",)
    words = in_words(kind(**known))
    assert words
    assert words != kind.__name__
