"""Why source and class files differ, decided for each edge by the words of the source."""

import re
from functools import cache
from pathlib import Path

_NO_CODE = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'|//[^\n]*|/\*.*?\*/',
    re.DOTALL,
)
_DOCUMENTATION = re.compile(r"/\*\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r"\bimport\s+(?:static\s+)?[\w.]+(?:\s*\.\s*\*)?\s*;")
_NAMED = re.compile(r"\bimport\s+((?:\w+\.)+\w+)\s*;")
_TYPE = re.compile(r"(?:\bclass|\binterface|\benum|\brecord)\s+(\w+)")
_SOURCE_ONLY = re.compile(r"RetentionPolicy\s*\.\s*SOURCE")
_CONSTANT = r"\b%s\s*\.\s*[A-Z][A-Z0-9_]*\b(?!\s*[.(])"


class Explanation:
    """Of one source root."""

    def __init__(self, sources: Path) -> None:
        self._sources = sources
        self._code = cache(self._read)

    def ours(self, source: str, target: str) -> str:
        """Why an edge of ours is in no class file, '' if nothing tells."""
        body = _IMPORT.sub("", self._code(source))
        names = [name for name in self._meant(source, target) if _word(name, body)]
        if not names:
            return self._by_members(source, target)
        if _SOURCE_ONLY.search(self._code(target)):
            return "annotation that is kept in the source only"
        rest = body
        for name in names:
            rest = re.sub(_CONSTANT % re.escape(name), "", rest)
        if not any(_word(name, rest) for name in names):
            return "constant, inlined"
        return ""

    def theirs(self, source: str, target: str) -> str:
        """Why an edge of jdeps is none of ours, '' if nothing tells."""
        code, stem = self._without_documented(source), Path(target).stem
        if not any(_word(name, _apart(name, stem, code)) for name in self._meant(source, target)):
            return "type that the source does not name: of a member, or inferred"
        return ""

    def _without_documented(self, source: str) -> str:
        """The code without imports of what only a comment of documentation names."""
        code = self._code(source)
        body = _IMPORT.sub("", code)
        comments = " ".join(_DOCUMENTATION.findall(self._text(source)))
        for statement in _NAMED.finditer(code):
            simple = statement[1].rpartition(".")[2]
            if _word(simple, comments) and not _word(simple, body):
                code = code.replace(statement[0], "")
        return code

    def _meant(self, source: str, target: str) -> list[str]:
        """Names of the target's types that mean no other type in the source: none that it declares
        itself or imports from elsewhere."""
        imported = dict(
            reversed(name.rsplit(".", 1)) for name in _NAMED.findall(self._code(source))
        )
        file = target.removesuffix(".java").replace("/", ".")
        own = set(self._types(source))
        return [
            name
            for name in self._types(target)
            if name not in own
            and (name not in imported or f"{imported[name]}.{name}.".startswith(file + "."))
        ]

    def _by_members(self, source: str, target: str) -> str:
        statements = " ".join(_IMPORT.findall(self._code(source)))
        if any(_word(name, statements) for name in self._types(target)):
            return "import that is not used, or by a comment only"
        return ""

    def _types(self, path: str) -> list[str]:
        return sorted({Path(path).stem, *_TYPE.findall(self._code(path))})

    def _read(self, path: str) -> str:
        return _NO_CODE.sub(" ", self._text(path))

    def _text(self, path: str) -> str:
        return (self._sources / path).read_text("utf-8", "replace")


def _word(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _apart(name: str, stem: str, text: str) -> str:
    """The text without types of this name that are nested in another type."""
    return re.sub(rf"\b(?!{re.escape(stem)}\b)[A-Z]\w*\s*\.\s*{re.escape(name)}\b", "", text)
