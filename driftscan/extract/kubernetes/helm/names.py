"""Which settings the references of a Helm template mean: what `.` is, and each variable."""

import re

from driftscan.model.service_fact import Text

_RANGED = re.compile(r"(?:(\$\w*)\s*,\s*)?(?:(\$\w*)\s*:=\s*)?(.*)", re.DOTALL)
_PATH = re.compile(r"\$?\w*(?:\.[\w-]+)+|\$\w+|\.")


class Names:
    """Each is the key of a setting with a dot behind, '' for all of them, None where that is not
    known. At the top `.` is none: the settings are below `.Values`."""

    def __init__(self) -> None:
        self.here: str | None = None
        self._variables: dict[str, str | None] = {}
        self._texts: dict[str, Text] = {}

    def key(self, path: str) -> str | None:
        """The setting that a reference names."""
        for start in (".Values", "$.Values"):
            if path == start or path.startswith(f"{start}."):
                return path.removeprefix(start).removeprefix(".")
        if path.startswith("$"):
            variable, _, rest = path.partition(".")
            return _below(self._variables.get(variable), rest)
        return _below(self.here, path[1:]) if path.startswith(".") else None

    def assign(self, variable: str, expression: str, text: Text) -> None:
        """`$variable := expression`; text: what that makes."""
        self._variables[variable] = self._prefix(expression)
        self._texts[variable] = text

    def text(self, variable: str) -> Text:
        """What a variable was made from; () where that is not known."""
        return self._texts.get(variable, ())

    def enter(self, word: str, expression: str) -> None:
        """`with` and `range` change what `.` is. Of `range` each item of a list or table stands for
        all: its key is that with `[*]`."""
        if word == "with":
            self.here = self._prefix(expression)
        elif word == "range" and (found := _RANGED.fullmatch(expression)):
            over = self._prefix(found[3])
            self.here = None if over is None else over.rstrip(".") + "[*]."
            if found[2]:
                self._variables[found[2]] = self.here

    def _prefix(self, expression: str) -> str | None:
        path = _PATH.search(expression)
        key = self.key(path[0]) if path else None
        return f"{key}." if key else key


def _below(prefix: str | None, rest: str) -> str | None:
    return None if prefix is None else (prefix + rest).rstrip(".")
