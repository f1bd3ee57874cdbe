"""Hands out component names, each once."""

from driftscan.notation.words import component_name, is_free, numbered, plain_name


class Naming:
    """Remembers the names that are taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def for_path(self, path: bytes) -> str:
        """The shortest free end of a path."""
        return self._take(component_name(path, self._taken))

    def for_module(self, parts: tuple[str, ...], folder: bytes) -> str:
        """The shortest free end of a dotted name, else of the folder it stands in."""
        plain = [plain_name(part) for part in parts]
        for length in range(1, len(plain) + 1):
            name = ".".join(plain[-length:])
            if is_free(name, self._taken):
                return self._take(name)
        return self.for_path(folder)

    def called(self, wish: str) -> str:
        """The name wished for, numbered if it is taken."""
        return self._take(numbered(wish, self._taken))

    def _take(self, name: str) -> str:
        self._taken.add(name)
        return name
