"""Families of units: who finds together, who is the odd one, and that no order matters."""

import random
from collections.abc import Sequence

import pytest

from driftscan.extract.fragments.extractor import extract
from driftscan.families.comparing import Compared, compared
from driftscan.families.frames import are_frames
from driftscan.families.gathering import _links, gathered, paired
from driftscan.families.kinds import kinds_of
from driftscan.families.linkage import families_of
from driftscan.families.nesting import without_inner
from driftscan.families.oddity import odd_one
from driftscan.families.structure import has_structure
from driftscan.model.family import Criteria, Unit
from driftscan.model.fragment import Fragment


def likeness(table: dict[str, float], one: int, other: int) -> float:
    if one == other:
        return 1.0
    pair = "".join(sorted(("abcdef"[one], "abcdef"[other])))
    return table.get(pair, 0.0)


@pytest.mark.parametrize(
    ("alike", "families"),
    [
        ("ab=.9", ["ab"]),
        ("ab=.9 bc=.9 ac=.9", ["abc"]),
        ("ab=.9 bc=.8", ["ab"]),  # a chain is no family
        ("ab=.9 bc=.5 ac=.5", ["ab"]),  # far closer among themselves
        ("ab=.7 bc=.5 ac=.5", ["abc"]),
        ("ab=.9 cd=.9 ac=.5 ad=.5 bc=.5 bd=.5", ["ab", "cd"]),
        ("ab=.9 cd=.9 ac=.7 ad=.7 bc=.7 bd=.7", ["abcd"]),
        ("ab=.3", []),
    ],
)
def test_linkage(alike: str, families: list[str]) -> None:
    table = {word[:2]: float(word[3:]) for word in alike.split()}
    links = [
        (value, "abcdef".index(pair[0]), "abcdef".index(pair[1]))
        for pair, value in table.items()
        if value >= 0.4
    ]
    names = [bytes([each]) for each in range(6)]
    for _ in range(5):
        random.Random(alike).shuffle(links)
        found = families_of(links, names, lambda a, b: likeness(table, a, b), 0.4)
        assert sorted("".join(sorted("abcdef"[at] for at in group)) for group in found) == families


@pytest.mark.parametrize(
    ("kinds", "alike", "odd"),
    [
        ("aab", "ab=.8", 2),
        ("abc", "ab=.8 ac=.6 bc=.6", -1),  # the others are none of one another's
        ("aba", "ab=.8", 1),
        ("abc", "ab=.9 ac=.6 bc=.6", 2),
        ("abc", "ab=.9 ac=.9 bc=.9", -1),  # nobody agrees more than another
        ("aabb", "ab=.8", -1),
        ("ab", "ab=.8", -1),
        ("aaa", "", -1),
    ],
)
def test_odd_one(kinds: str, alike: str, odd: int) -> None:
    table = {word[:2]: float(word[3:]) for word in alike.split()}
    numbers = ["abc".index(kind) for kind in kinds]
    found = odd_one(numbers, lambda a, b: likeness(table, a, b))
    assert found.one == odd
    assert (found.model == -1) is (odd == -1)
    assert found.model != odd or odd == -1


def unit(path: str, start: int, end: int) -> Unit:
    fragment = Fragment("f", start, end, 50, b"", b"", b"", 3, 3, 3, 40)
    return Unit(path.encode(), path, "", fragment)


@pytest.mark.parametrize(
    ("groups", "left"),
    [
        ([["a 1-9", "b 1-9"], ["a 2-5", "b 2-5"]], [["a 1-9", "b 1-9"]]),
        ([["a 1-9", "b 1-9"], ["a 2-5", "c 2-5"]], [["a 1-9", "b 1-9"], ["a 2-5", "c 2-5"]]),
        ([["a 1-9", "a 2-5", "b 1-9"]], [["a 1-9", "b 1-9"]]),
        ([["a 1-9", "a 2-5"]], []),
        ([["a 1-9", "b 1-9"], ["a 2-4", "a 5-8"]], [["a 1-9", "b 1-9"], ["a 2-4", "a 5-8"]]),
    ],
)
def test_inner_functions_give_way(groups: list[list[str]], left: list[list[str]]) -> None:
    def read(text: str) -> Unit:
        path, _, lines = text.partition(" ")
        return unit(path, *map(int, lines.split("-")))

    asked = [[read(text) for text in group] for group in groups]
    assert list(without_inner(asked)) == [[read(text) for text in group] for group in left]


REGISTERED = "\n".join(f"    services.add_{n}(settings.of_{n}, name)" for n in range(12))
TAKEN = "\n".join(f"    self.a{n} = other.get_a{n}()" for n in range(12))
DECIDED = "if (a.b) { for (const c of d.e) { f.g(c, h.i); } } else { j.k(l.m(n)); } o.p = q?.r(s);"


@pytest.mark.parametrize(
    ("text", "language", "counts"),
    [
        (f"def setup(services, settings, name):\n{REGISTERED}\n", "python", False),
        (f"def copied(self, other):\n{TAKEN}\n", "python", False),
        (
            f"function f() {{\n{DECIDED}\n{DECIDED.replace('if', 'while', 1)}\n}}",
            "javascript",
            True,
        ),
        (f"function f() {{{DECIDED} {DECIDED}}}", "javascript", False),
    ],
    ids="registers takes-over decides on-one-line".split(),
)
def test_what_has_a_structure_of_its_own(text: str, language: str, counts: bool) -> None:
    (fragment,) = extract(text.encode(), language).fragments
    assert has_structure(fragment) is counts


def handlers(steps: int, folders: str) -> list[Unit]:
    """The same function of so many steps, one in each folder."""
    body = "\n".join(f"    x{n} = self.step{steps}_{n}(x{n - 1})" for n in range(1, steps))
    text = f"def f(self, x0):\n    if x0 is None:\n        raise KeyError\n{body}\n"
    (fragment,) = extract(text.encode(), "python").fragments
    return [Unit(f"{folder}/{steps}.py".encode(), folder, "", fragment) for folder in folders]


@pytest.mark.parametrize(
    ("members", "order"),
    [
        ({8: "abcdefghij", 30: "ab"}, [30, 8]),  # small and everywhere: what a framework asks for
        ({30: "abcdefghij", 8: "ab"}, [30, 8]),
        ({20: "ab", 12: "abcd", 16: "abc"}, [20, 16, 12]),
    ],
)
def test_what_one_copy_took_over_comes_first(members: dict[int, str], order: list[int]) -> None:
    units = [unit for steps, folders in members.items() for unit in handlers(steps, folders)]
    criteria = Criteria(tokens=20)
    kinds = kinds_of(units, criteria)
    families = gathered(kinds, compared(kinds, criteria), criteria)
    assert [int(family.units[0].path[2:-3]) for family in families] == order


@pytest.mark.parametrize(
    ("names", "frames"),
    [
        ("main", True),
        ("create_app", True),
        ("createApp build_web_app", True),
        ("ConfigureServices", True),
        ("StartAsync", True),
        ("registerDependencies", True),
        ("convert", True),
        ("create_app charge", False),
        ("create_customer", False),
        ("convertCurrency", False),
        ("ServerSideCharge", False),
        ("__init__", False),
        ("", False),
    ],
)
def test_what_is_called_as_a_framework_wants_it(names: str, frames: bool) -> None:
    assert are_frames(names.split() or [""]) is frames


def varied(name: str, changed: int) -> Unit:
    """A function of thirty steps, of which the first so many are its own."""
    verbs = [f"own{n}" if n < changed else f"step{n}" for n in range(30)]
    lines = [f"    x = self.{verb}(x, {n})" for n, verb in enumerate(verbs)]
    head = [f"def {name}(self, x):", "    if x is None:", "        raise KeyError"]
    (fragment,) = extract("\n".join([*head, *lines]).encode(), "python").fragments
    return Unit(f"{name}{changed}.py".encode(), f"part{changed}", "", fragment)


@pytest.mark.parametrize(
    ("name", "changed", "is_clear"),
    [("settle", 5, True), ("create_app", 5, False), ("create_app", 0, True), ("main", 5, False)],
)
def test_frames_are_copies_only_where_they_are_close(
    name: str, changed: int, is_clear: bool
) -> None:
    other = Unit(b"other.py", "other", "", varied(name, 0).fragment)
    criteria = Criteria(tokens=20)
    kinds = kinds_of([varied(name, changed), other], criteria)
    (family,) = gathered(kinds, compared(kinds, criteria), criteria)
    assert family.is_clear is is_clear


def source(number: int, words: Sequence[str]) -> str:
    rng = random.Random(number)
    calls = [f"    x{n} = self.{rng.choice(words)}(x{n - 1}, {n})" for n in range(1, 14)]
    head = [f"def f{number}(self, x0):", "    if x0 is None:", "        raise KeyError"]
    return "\n".join([*head, *calls])


@pytest.fixture(scope="module")
def units() -> list[Unit]:
    words = [f"word{n}" for n in range(60)]
    found = []
    for number in range(40):
        text = source(number // 3, words).replace(
            "word1(", "word2(" if number % 3 == 1 else "word1("
        )
        (fragment,) = extract(text.encode(), "python").fragments
        found.append(Unit(b"m%02d.py" % number, f"part{number % 4}", "", fragment))
    return found


def test_any_order_gives_the_same(units: list[Unit]) -> None:
    criteria = Criteria(within=True)
    results = []
    for seed in range(4):
        ordered = random.Random(seed).sample(units, len(units))
        kinds = kinds_of(ordered, criteria)
        families = gathered(kinds, compared(kinds, criteria), criteria)
        results.append((families, paired(families, kinds, criteria)))
    assert len(results[0][0]) == 14 - (len(units) % 3 == 1)
    assert all(result == results[0] for result in results)


@pytest.mark.parametrize("known", [0, 17, 39, 40], ids="nothing some most all".split())
def test_what_was_compared_before_changes_nothing(units: list[Unit], known: int) -> None:
    criteria = Criteria()
    before = compared(kinds_of(units[:known], criteria), criteria)
    kinds = kinds_of(units, criteria)
    assert compared(kinds, criteria, before) == compared(kinds, criteria)


def test_what_was_compared_before_is_not_compared_again(units: list[Unit]) -> None:
    criteria = Criteria()
    kinds = kinds_of(units, criteria)
    found = compared(kinds, criteria)
    told = tuple((*pair[:2], 2.0) for pair in found.pairs)
    assert found.pairs
    assert compared(kinds, criteria, found) is found
    for other in (Compared((), 0.0, told), Compared(found.sampled[:-1], found.least, told)):
        likenesses = [likeness for *_, likeness in compared(kinds, criteria, other).pairs]
        assert likenesses == [2.0] * len(found.pairs)


def test_two_that_are_alike_in_words_and_in_shape_are_linked_once() -> None:
    words = [f"word{n}" for n in range(60)]
    text = source(5, words) + "\n    while self.more(x0):\n        self.take(x0, x1, x2, x3)\n"
    lines = text.split("\n")
    # The more calls are of one name, the fewer different triples there are.
    texts = ("\n".join(lines[:at] + [lines[3]] * (13 - at) + lines[13:]) for at in range(4, 13))
    alike = [
        Unit(b"n%d.py" % at, f"part{at % 2}", "", extract(each.encode(), "python").fragments[0])
        for at, each in enumerate(texts)
    ]
    kinds = kinds_of(alike, Criteria())
    found = compared(kinds, Criteria())
    assert any(one > other for one, other, _ in found.pairs)
    links = [link[1:] for link in _links(kinds, found, 0.38)]
    assert links
    assert len(links) == len({frozenset(link) for link in links})
