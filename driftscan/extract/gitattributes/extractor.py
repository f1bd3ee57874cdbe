""".gitattributes as facts: the patterns that say generated, or not. GitHub's attribute is
`linguist-generated`, GitLab's `gitlab-generated`; both are written as git's attributes(5) says.
"""

import re

from driftscan.model.fact import FileFacts, Problem, SettingFact

_ATTRIBUTES = ("linguist-generated", "gitlab-generated")
_LINE = re.compile(r'(?P<pattern>"(?:[^"\\]|\\.)*"|\S+)\s+(?P<attributes>.+)')
_ESCAPES = re.compile(r'\\(["\\])')

# Beyond this git itself does not read the file (2.39 and later).
_MAX_BYTES = 100 << 20


def extract(content: bytes) -> FileFacts:
    """A setting 'generated' for each line that says so: its pattern, and 'true', 'false' or
    'unsaid'."""
    if len(content) > _MAX_BYTES:
        message = "larger than 100 MB, which git does not read"
        return FileFacts(problems=(Problem("too-large", message, fatal=True),))
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    found: list[SettingFact] = []
    for number, line in enumerate(text.split("\n"), 1):
        parts = _LINE.fullmatch(line.strip())
        if parts is None or line.lstrip().startswith(("#", "[attr]")):
            continue
        pattern, words = _plain(parts["pattern"]), parts["attributes"].split()
        said = [value for word in words if (value := _said(word))]
        found += [SettingFact("generated", (pattern, value), number) for value in said]
    return FileFacts(settings=tuple(found))


def _said(word: str) -> str:
    """'true' or 'false'; '' for a word about something else. `!name` takes back what was said."""
    bare = word[1:] if word.startswith(("-", "!")) else word
    name, _, value = bare.partition("=")
    if name not in _ATTRIBUTES:
        return ""
    if word.startswith("!"):
        return "unsaid"
    return "false" if bare != word or value.lower() == "false" else "true"


def _plain(pattern: str) -> str:
    if not pattern.startswith('"'):
        return pattern
    return _ESCAPES.sub(r"\1", pattern[1:-1])
