"""Names of requirements, as PEP 508 and as pip's requirement lines write them."""

import re

# What may follow a name: an extra, a version, a marker, a URL, or nothing.
_REQUIREMENT = re.compile(
    r"\s*(?P<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:$|[\[(<>=!~;@])", re.ASCII
)
_EDITABLE = re.compile(r"^(?:-e|--editable)(?:\s*=\s*|\s+|(?=\S))")
_EGG = re.compile(r"[#&]egg=(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)", re.ASCII)
# PEP 427: a wheel's file name begins with the distribution's name.
_WHEEL = re.compile(
    r"(?:^|[/\\])(?P<name>[A-Za-z0-9][A-Za-z0-9._]*)-[^/\\]+\.whl(?:$|[\s;#?])", re.ASCII
)
# A URL, a drive, a relative or an absolute path, or an archive beside the file.
_PLACE = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://|file:|[A-Za-z]:[/\\]|[/~.]|\S*[/\\]|\S+\.(?:whl|zip|tar\.\w+|tgz)\b"
)


def requirement_name(text: str) -> str | None:
    """The distribution's name as written; None if the text is no PEP 508 requirement."""
    found = _REQUIREMENT.match(text)
    return found["name"] if found else None


def pip_requirement_name(line: str) -> str | None:
    """The distribution that one of pip's requirement lines asks for; '' if it names none.

    Takes `name >= 1`, `name @ url`, URLs and paths with `#egg=name` or a wheel's file name, and
    `-e` before any of them. Other paths hold projects whose own manifest tells their names.
    None if the line is no requirement at all.
    """
    text = _EDITABLE.sub("", line.strip(), count=1)
    if "@" in text and (name := requirement_name(text)) and _is_direct(text, name):
        return name
    if found := _EGG.search(text) or _WHEEL.search(text):
        return found["name"]
    if _PLACE.match(text) or text != line.strip():
        return ""
    return requirement_name(text)


def _is_direct(text: str, name: str) -> bool:
    """Whether `name @ url` is meant; in `git+ssh://git@host/x` the @ belongs to the URL."""
    return re.match(rf"{re.escape(name)}\s*(?:\[[^\]]*\])?\s*@", text) is not None
