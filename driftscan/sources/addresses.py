"""What the user names as a repository: a path on this machine, or an address to clone from.

Only transports that git itself speaks to a server with are taken; `ext::`, `fd::` and the like run
commands, and a `file:` address is a path and needs no clone.
"""

import os
import re
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from driftscan.errors import UsageError
from driftscan.sources.wording import shown

SCHEMES = ("https", "ssh", "git")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)(?:://|::)")
_LIKE_SCP = re.compile(r"[A-Za-z0-9_][\w.-]*@[A-Za-z0-9][\w.-]*:(?!/?/)[^\s]+")
_HOST = re.compile(r"[A-Za-z0-9\[][\w.:\[\]-]*")


class Address(Struct, frozen=True):
    """Where to clone from. url: as given; scheme: one of SCHEMES; name: the last part of it."""

    url: str
    scheme: str
    name: str

    @property
    def shown(self) -> str:
        """The address without a name and password: messages end up in logs."""
        return without_secrets(self.url)


def address_of(written: str) -> Address | None:
    """The address that a user wrote, None for a path. UsageError: an address not to be followed."""
    if os.path.lexists(written):
        return None
    if _LIKE_SCP.fullmatch(written):
        return Address(written, "ssh", _name(written))
    found = _SCHEME.match(written)
    if not found or found[1].lower() == "file":
        return None
    scheme = found[1].lower()
    if scheme not in SCHEMES or "::" in found[0]:
        raise UsageError(
            f"{without_secrets(written)}: {shown(scheme)} is not a way to clone that is taken; "
            f"{', '.join(SCHEMES)} and paths are. Clone it yourself and name the directory."
        )
    if not _is_sound(written):
        raise UsageError(
            f"{without_secrets(written)} is no address of a repository: host and path, please."
        )
    return Address(written, scheme, _name(written))


def without_secrets(text: str) -> str:
    """Text that may hold addresses, fit to be shown: no name and password before a host."""
    return shown(re.sub(r"(?<=://)[^/@\s]*@", "", text))


def local_path(written: str) -> str:
    """A `file:` address as the path that it names; any other path as it is."""
    if written.lower().startswith("file://") and not os.path.lexists(written):
        return unquote(urlsplit(written).path)
    return written


def _is_sound(url: str) -> bool:
    """A host that no program takes for an option, a path, and nothing that breaks a line."""
    if re.search(r"[\x00-\x20\x7f]", url):
        return False
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return False
    user = parts.netloc.rpartition("@")[0]
    return bool(_HOST.fullmatch(host)) and not user.startswith("-") and len(parts.path) > 1


def _name(url: str) -> str:
    last = re.split(r"[/:]", url.rstrip("/"))[-1].removesuffix(".git")
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", last).strip(".-")
    return plain or "repository"
