"""Where a forge shows a line of a file at a commit, by the address a repository was cloned from."""

import re
from urllib.parse import quote, urlsplit

_LIKE_SCP = re.compile(r"(?:[^@/\s]+@)?([^:/\s]+):(?!//)(.+)")
_PART = re.compile(r"[A-Za-z0-9._~-]+")
_BY_HOST = (
    ("github", "/blob/{revision}/{path}#L{line}"),
    ("gitlab", "/-/blob/{revision}/{path}#L{line}"),
    ("bitbucket", "/src/{revision}/{path}#lines-{line}"),
    ("gitea", "/src/commit/{revision}/{path}#L{line}"),
    ("forgejo", "/src/commit/{revision}/{path}#L{line}"),
    ("codeberg", "/src/commit/{revision}/{path}#L{line}"),
)


def web_template(remote: str, revision: str, inside: str = "") -> str:
    """A link in which {path} and {line} are to be put, '' where the forge is not known by its name.

    inside: the folder of the repository that paths begin at. Names and passwords in the address
    are left out: a report is passed on.
    """
    host, path = _host_and_path(remote)
    pattern = next((end for word, end in _BY_HOST if word in host), "")
    parts = [part for part in path.removesuffix(".git").split("/") if part]
    if not pattern or not revision or len(parts) < 2 or not all(map(_PART.fullmatch, parts)):
        return ""
    below = f"{quote(inside)}/{{path}}" if inside else "{path}"
    end = pattern.replace("{revision}", revision).replace("{path}", below)
    return f"https://{host}/{'/'.join(parts)}{end}"


def _host_and_path(remote: str) -> tuple[str, str]:
    if "://" not in remote:
        found = _LIKE_SCP.fullmatch(remote)
        return (found[1].lower(), found[2]) if found and "." in found[1] else ("", "")
    try:
        parts = urlsplit(remote)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "", ""
    known = parts.scheme in ("https", "http", "ssh", "git") and re.fullmatch(r"[a-z0-9.-]+", host)
    return (host, parts.path) if known else ("", "")
