"""python -m benchmarks.definitions.standing MIRROR [OWNER/NAME ...]: what of the judged terms is
told today, and how much of that is true and right: by kind, by what differs, by languages, by what
both ends are.

MIRROR holds a clone `OWNER+NAME/repo` of each system, at the revision that verdicts.csv names. That
what is told again was judged is looked at by kind, name and both files, not by lines.
"""

import csv
import datetime
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from driftscan.journeys.definitions import map_definitions
from driftscan.model.term import ONLY_IN_ONE, Apart, Term, plain_name
from driftscan.stages.request import Request

_VERDICTS = Path(__file__).with_name("verdicts.csv")
_LANGUAGES = {"tsx": "ts", "js": "ts", "jsx": "ts", "vue": "ts", "svelte": "ts", "kt": "java"}
_DESCRIBED = frozenset("proto yaml yml json graphql".split())
_ROLES = {
    "sdk": frozenset("sdk sdks client clients cli bot widget".split()),
    "page": frozenset(
        "web webapp ui frontend front console dashboard mobile page pages uis".split()
    ),
    "library": frozenset("packages package libs lib crates shared common pkg".split()),
}
_NOBODY_SAID = "-"


class Verdict(Struct, frozen=True):
    """A row of verdicts.csv. one, other: files. true: what is right is true; of others that was
    asked from draw 18 on, and is None before."""

    draw: int
    system: str
    kind: str
    term: str
    one: str
    other: str
    right: bool
    true: bool | None


class Standing(Struct, frozen=True):
    """A verdict, and what is told today of its two files: nothing, if `told` is empty."""

    verdict: Verdict
    told: tuple[str, ...] = ()


class Tally(Struct):
    """Of one line: how many are told, of how many it is known whether they are true, how many are,
    and how many are right."""

    told: int = 0
    asked: int = 0
    true: int = 0
    right: int = 0

    def add(self, verdict: Verdict) -> None:
        """Count one that is told."""
        self.told += 1
        self.asked += verdict.true is not None
        self.true += bool(verdict.true)
        self.right += verdict.right


def verdicts(path: Path = _VERDICTS) -> list[Verdict]:
    """All rows but those on copies and those of tables that were judged without a second place."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] != "copy"]
    return [_verdict(row) for row in rows if row["other"]]


def _verdict(row: Mapping[str, str]) -> Verdict:
    right = row["right"] == "yes"
    said = {"yes": True, "no": False}.get(row["true"] or "", True if right else None)
    return Verdict(
        draw=int(row["draw"]),
        system=row["system"].partition("@")[0],
        kind=row["kind"],
        term=row["term"],
        one=_file(row["one"]),
        other=_file(row["other"]),
        right=right,
        true=said,
    )


def _file(place: str) -> str:
    return place.rpartition(":")[0] or place


def standing(verdict: Verdict, terms: Iterable[Term]) -> Standing:
    """What is told today of what was judged. terms: of its system."""
    wanted = (verdict.kind, plain_name(verdict.term))
    for term in terms:
        if term.relation == "differs" and (term.kind, plain_name(term.name)) == wanted:
            for pair in term.surely.apart:
                if _files(term.surely, pair) == {verdict.one, verdict.other}:
                    return Standing(verdict, pair.differences)
    return Standing(verdict)


def _files(term: Term, pair: Apart) -> set[str]:
    names = (term.components[pair.one], term.components[pair.other])
    return {term.place_of(name).path.decode("utf-8", "replace") for name in names}


def what_differs(told: Sequence[str]) -> str:
    """The sorts of what is told, such as `may be missing + each has fields`."""
    return " + ".join(sorted({_sort(text) for text in told}))


def _sort(text: str) -> str:
    for sort in ("may be missing", "each has fields", ONLY_IN_ONE, "value differs"):
        if sort in text:
            return sort
    return "one or another" if " is " in text else "asked otherwise"


def language(path: str) -> str:
    """A path's language by its ending."""
    ending = path.rpartition(".")[2].lower()
    return _LANGUAGES.get(ending, ending)


def role(path: str) -> str:
    """What a file is by the folders that it lies in: described, sdk, page, library or server."""
    if language(path) in _DESCRIBED:
        return "described"
    words = set(re.split(r"[/_.\-]", path.lower().rpartition("/")[0]))
    named = (role for role, known in _ROLES.items() if words & known)
    return next(named, "page" if path.endswith((".tsx", ".vue")) else "server")


_VIEWS: Mapping[str, Callable[[Standing], str]] = {
    "kind": lambda each: each.verdict.kind,
    "what is told": lambda each: f"{each.verdict.kind}: {what_differs(each.told)}",
    "languages": lambda each: _both(language, each.verdict),
    "roles": lambda each: _both(role, each.verdict),
    "draws": lambda each: f"{each.verdict.draw:2}",
}


def _both(of: Callable[[str], str], verdict: Verdict) -> str:
    return " and ".join(sorted((of(verdict.one), of(verdict.other))))


def tables(found: Sequence[Standing]) -> Iterator[tuple[str, Mapping[str, Tally]]]:
    """By each view a table of what is told, its lines in order."""
    for title, view in _VIEWS.items():
        lines: dict[str, Tally] = defaultdict(Tally)
        for each in found:
            if each.told:
                lines[view(each)].add(each.verdict)
        yield title, dict(sorted(lines.items()))


def report(found: Sequence[Standing]) -> Iterator[str]:
    """The tables in lines of text, and what was right and is no longer told."""
    for title, lines in tables(found):
        yield f"\n{title:58}{'told':>6}{'true':>12}{'right':>12}"
        total = Tally()
        for name, tally in lines.items():
            yield _line(name, tally)
            for field in tally.__struct_fields__:
                setattr(total, field, getattr(total, field) + getattr(tally, field))
        yield _line("all", total)
    silent = [each.verdict for each in found if not each.told]
    lost = sum(each.right for each in silent)
    yield f"\n{len(silent)} of {len(found)} judged terms are not told; {lost} of these were right"


def _line(name: str, tally: Tally) -> str:
    true = f"{tally.true} of {tally.asked}" if tally.asked else _NOBODY_SAID
    return f"{name:58}{tally.told:6}{true:>12}{f'{tally.right} of {tally.told}':>12}"


def main() -> None:
    """Run each system that was judged and is in the mirror, and print the tables."""
    mirror, *wanted = sys.argv[1:]
    found: list[Standing] = []
    by_system: dict[str, list[Verdict]] = defaultdict(list)
    for each in verdicts():
        by_system[each.system].append(each)
    for system, judged in sorted(by_system.items()):
        clone = Path(mirror) / system.replace("/", "+") / "repo"
        if clone.exists() and (not wanted or system in wanted):
            terms = _terms(clone)
            found += (standing(each, terms) for each in judged)
    print(*report(found), sep="\n")


def _terms(clone: Path) -> tuple[Term, ...]:
    today = datetime.date.today()
    request = Request(path=str(clone), revision="HEAD", use_cache=False, today=today)
    return map_definitions(request).terms


if __name__ == "__main__":
    main()
