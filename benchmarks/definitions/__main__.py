"""python -m benchmarks.definitions [SEED ...]: how many planted differences are told, by kind, and
how much is told of what does not differ."""

import sys
from collections import Counter
from collections.abc import Iterable

from benchmarks.definitions.plant import SILENT, Planted, planted
from driftscan.definitions.compare import compared
from driftscan.definitions.gathered import gathered
from driftscan.definitions.words import key_of
from driftscan.extract.definition_registry import (
    definition_extractors_for,
    load_definition_extractor,
)
from driftscan.model.definition import DefinitionFacts
from driftscan.model.term import Term, plain_name

EACH = 16
_SEEDS = (7, 99, 2026)


def told(each: Planted) -> list[Term]:
    """The terms that differ between its two components."""
    facts = [
        (f"{part}/{at}.{ending}".encode(), _facts(f"x.{ending}".encode(), text))
        for at, (part, (ending, text)) in enumerate(zip(("one", "two"), each.texts, strict=True))
    ]
    found = gathered(facts, lambda path: path.partition(b"/")[0].decode())
    return [term for term in compared(found).terms if term.relation == "differs"]


def _facts(name: bytes, text: str) -> DefinitionFacts:
    (extractor,) = definition_extractors_for(name)
    return load_definition_extractor(extractor).extract(text.encode())


def is_found(each: Planted) -> bool:
    """Whether anything is told, and that of the term that was meant."""
    meant = plain_name(key_of(each.name))
    return any(plain_name(term.name) == meant for term in told(each))


def figures(seeds: Iterable[int]) -> tuple[Counter[str], Counter[str], list[Planted]]:
    """By kind how many were planted and how many were told; and those that were judged wrongly."""
    counted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wrong: list[Planted] = []
    for seed in seeds:
        for each in planted(seed, EACH):
            counted[each.kind] += 1
            is_told = is_found(each)
            found[each.kind] += is_told
            if is_told == (each.kind in SILENT):
                wrong.append(each)
    return counted, found, wrong


def main() -> None:
    """Print the table; 1 where recall of any kind or precision is below .95."""
    seeds = [int(word) for word in sys.argv[1:] if word.isdigit()] or list(_SEEDS)
    counted, found, wrong = figures(seeds)
    for kind in counted:
        share = "" if kind in SILENT else f"  recall {found[kind] / counted[kind]:.3f}"
        print(f"{kind:12}{counted[kind]:6}  told {found[kind]:5}{share}")
    least = min(found[kind] / counted[kind] for kind in counted if kind not in SILENT)
    differing = sum(counted[kind] for kind in counted if kind not in SILENT)
    right = sum(found[kind] for kind in counted if kind not in SILENT)
    loud = sum(found[kind] for kind in SILENT)
    recall, precision = right / differing, right / (right + loud)
    print(f"recall {recall:.3f} of {differing}, precision {precision:.3f}; seeds {seeds}")
    if "-v" in sys.argv:
        for each in wrong:
            print(f"\n{each.kind} {each.name} {each.forms}")
            print(*(text for _, text in each.texts), sep="--\n")
    sys.exit(0 if min(least, precision) >= 0.95 else 1)


if __name__ == "__main__":
    main()
