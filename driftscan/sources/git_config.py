"""A reader for the few settings of a repository that must be known before git may look at it.

The repository's own configuration is never given to git, because it can name commands and
include files from anywhere. Format of the sketch read here: git-config(1), "Syntax".
"""

import re

_SECTION = re.compile(rb"\[\s*([A-Za-z0-9.-]+)\s*\](.*)", re.DOTALL)
_SETTING = re.compile(rb"([A-Za-z][A-Za-z0-9-]*)\s*(?:=\s*(.*))?", re.DOTALL)
_VALUE_PART = re.compile(rb'"((?:[^"\\]|\\.)*)"|([#;].*)|(\\.|[^"#;\\]+)', re.DOTALL)
_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)


def read_settings(content: bytes) -> dict[bytes, bytes]:
    """'section.key' in lower case to its last value; sections with a subsection are left out."""
    settings: dict[bytes, bytes] = {}
    section = b""
    for line in content.removeprefix(b"\xef\xbb\xbf").replace(b"\\\n", b"").splitlines():
        line = line.strip()
        if line.startswith(b"["):
            header = _SECTION.match(line)
            section = header[1].lower() if header else b""
            line = header[2].strip() if header else b""
        setting = _SETTING.fullmatch(line)
        if section and setting:
            settings[section + b"." + setting[1].lower()] = _value(setting[2])
    return settings


def _value(written: bytes | None) -> bytes:
    if written is None:  # a key alone means true
        return b"true"
    value = b""
    for quoted, comment, plain in _VALUE_PART.findall(written):
        if comment:
            break
        value += _ESCAPE.sub(rb"\1", quoted or plain)
    return value.rstrip()
