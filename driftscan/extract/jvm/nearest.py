"""Which of several files that declare the same name a file means: the nearest one."""

from collections.abc import Sequence

from driftscan.extract.jvm.layout import SourceFile
from driftscan.extract.jvm.units import Units

Rank = tuple[int, int, int]
UNRELATED = 1 << 30
_NATIVE = frozenset(
    "apple darwin ios linux macos mingw native nix posix tvos unix watchos windows".split()
)
_PLATFORMS = _NATIVE | {"android", "js", "jvm", "wasmJs", "wasmWasi", "web"}


class Nearest:
    """Files are given by their position in the list of all files."""

    def __init__(self, files: Sequence[SourceFile], units: Units) -> None:
        self._files = files
        self._units = units

    def of(self, origin: int, candidates: Sequence[int]) -> tuple[int, ...]:
        """The nearest candidates; more than one where nothing tells them apart."""
        if len(candidates) == 1:
            return tuple(candidates)
        if origin in candidates:
            return (origin,)
        ranks = [self._rank(origin, candidate) for candidate in candidates]
        best = min(ranks, default=None)
        return tuple(each for each, rank in zip(candidates, ranks, strict=True) if rank == best)

    def visible(self, origin: int, candidates: Sequence[int]) -> list[int]:
        """Those that a file can mean by a simple name of its own package: in its build or in one
        that its build depends on, and no test code where it is none itself."""
        here = self._files[origin]
        return [
            each
            for each in candidates
            if self._files[each].root == here.root
            or (
                (here.is_test or not self._files[each].is_test)
                and bool(here.package)
                and self._distance(here, self._files[each]) < UNRELATED
            )
        ]

    def built_with(self, origin: int, candidates: Sequence[int]) -> list[int]:
        """Those whose platform does not keep a file from seeing them."""
        here = self._files[origin].platform
        return [each for each in candidates if _can_see(here, self._files[each].platform)]

    def _rank(self, origin: int, candidate: int) -> Rank:
        here, there = self._files[origin], self._files[candidate]
        if here.root == there.root:
            return (0, 0, 0)
        common = _shared_parts(here.root, there.root) if here.unit == there.unit else 0
        return (self._distance(here, there), _source_set(here, there), -common)

    def _distance(self, here: SourceFile, there: SourceFile) -> int:
        """Steps along declared dependencies between builds."""
        if here.unit == there.unit:
            return 0
        return self._units.reach(here.unit).get(there.unit, UNRELATED)


def _source_set(here: SourceFile, there: SourceFile) -> int:
    """How likely a source set is seen from another one; 0 is best."""
    if there.is_test and not here.is_test:
        return 4
    if here.platform == there.platform:
        return 1
    return 2 if not there.platform else 3


def _shared_parts(one: str, other: str) -> int:
    """How many folders two paths have in common, from the top."""
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), one.count("/") + 1)


def _can_see(here: str, there: str) -> bool:
    """Whether code for one platform may be built together with code for another one: not where
    both are known and exclude each other, and common code is built without any of them."""
    if there == here or there not in _PLATFORMS:
        return True
    return here in _NATIVE and there in _NATIVE  # `linux` is part of `posix`
