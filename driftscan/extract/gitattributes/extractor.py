""".gitattributes as facts: the patterns that say generated or vendored, or not. GitHub's attributes
are `linguist-generated` and `linguist-vendored`, GitLab's is `gitlab-generated`; they are written
as git's attributes(5) says.
"""

import re

from driftscan.model.fact import FileFacts, Problem, SettingFact

GENERATED, VENDORED = "generated", "vendored"

_ATTRIBUTES = {
    "linguist-generated": GENERATED,
    "gitlab-generated": GENERATED,
    "linguist-vendored": VENDORED,
}
_LINE = re.compile(r'(?P<pattern>"(?:[^"\\]|\\.)*"|\S+)\s+(?P<attributes>.+)')
_ESCAPES = re.compile(r'\\(["\\])')

# Beyond this git itself does not read the file (2.39 and later).
_MAX_BYTES = 100 << 20


def extract(content: bytes) -> FileFacts:
    """A setting 'generated' or 'vendored' for each word that says so: the pattern of its line, and
    'true', 'false' or 'unsaid'."""
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
        said = [of for word in words if (of := _said(word))]
        found += [SettingFact(name, (pattern, value), number) for name, value in said]
    return FileFacts(settings=tuple(found))


def _said(word: str) -> tuple[str, str] | None:
    """What is said, with 'true' or 'false'; None for a word about something else. `!name` takes
    back what was said."""
    bare = word[1:] if word.startswith(("-", "!")) else word
    written, _, value = bare.partition("=")
    name = _ATTRIBUTES.get(written)
    if name is None:
        return None
    if word.startswith("!"):
        return name, "unsaid"
    return name, "false" if bare != word or value.lower() == "false" else "true"


def _plain(pattern: str) -> str:
    if not pattern.startswith('"'):
        return pattern
    return _ESCAPES.sub(r"\1", pattern[1:-1])
