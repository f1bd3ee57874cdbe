"""What files declare that no naming rule leads to: functions, constants, classes elsewhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from driftscan.extract.paths import text_of, upwards
from driftscan.extract.php.classes import Autoloading
from driftscan.extract.php.spaces import CONSTANT, FUNCTION, folded

_BETWEEN = "\t"


def written(hints: Mapping[bytes, Sequence[str]], autoloading: Autoloading) -> Iterator[str]:
    """One text for each declaration that is not found by the path of its file, sorted."""
    for path in sorted(hints):
        shown = text_of(path)
        for declaration in sorted(hints[path]):
            if shown not in autoloading.find(declaration).values():
                yield f"{declaration}{_BETWEEN}{shown}"


class Declarations:
    """Files by what they declare."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._files: dict[str, list[str]] = {}
        self._spaces: set[str] = set()
        for text in texts:
            declaration, _, path = text.rpartition(_BETWEEN)
            name = folded(declaration)
            self._files.setdefault(name, []).append(path)
            plain = name.removeprefix(FUNCTION).removeprefix(CONSTANT)
            space = plain.rpartition("\\")[0].lower().replace("\\", "/")
            if space.replace("/", "\\") not in self._spaces:
                self._spaces.update(above.replace("/", "\\") for above in upwards(space))

    def find(self, name: str) -> Sequence[str]:
        """The files that declare a name, marked as in spaces.py."""
        return self._files.get(folded(name), ())

    def is_namespace(self, name: str) -> bool:
        """Whether anything is declared in a namespace."""
        return name.lower() in self._spaces
