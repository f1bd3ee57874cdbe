"""tach's globs over module paths: `libs.*`, `libs.**`, `libs.{a,b}`, as patterns over names."""

import re

_TOKEN = re.compile(r"\*\*|\*|\?|\{[^{}]*\}|\[[^\]]*\]|\.|[^*?{}\[\].]+")


def is_glob(path: str) -> bool:
    """Whether a path has signs of a glob."""
    return any(sign in path for sign in "*?[]{}")


def path_glob(path: str) -> re.Pattern[str]:
    """A pattern for fullmatch() over dotted paths.

    `**` at the end means the module before it too; elsewhere it stands for any number of parts.
    """
    trailing = path.endswith(".**")
    body = "".join(_regex(token) for token in _TOKEN.findall(path.removesuffix(".**")))
    body = body.replace(r"\.(?:.*)\.", r"\.(?:.*\.)?").removeprefix(r"(?:.*)\.")
    if path.startswith("**."):
        body = rf"(?:.*\.)?{body}"
    return re.compile(body + (r"(?:\..*)?" if trailing else ""))


def _regex(token: str) -> str:
    if token == "**":
        return r"(?:.*)"
    if token == "*":
        return r"[^.]*"
    if token == "?":
        return r"[^.]"
    if token.startswith("{") and token.endswith("}"):
        return f"(?:{'|'.join(map(re.escape, token[1:-1].split(',')))})"
    if token.startswith("[") and token.endswith("]") and len(token) > 2:
        inner = token[1:-1]
        negated = inner[:1] in ("!", "^")
        return f"[{'^' if negated else ''}{re.escape(inner[negated:]).replace(chr(92) + '-', '-')}]"
    return re.escape(token)
