"""`.mailmap`: one person under many names and addresses, as gitmailmap(5) has it.

Applied here and not by git, so that commits read last year mean what today's file says.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.model.history import Commit

_ENTRY = re.compile(r"([^<>]*)<([^<>]*)>(?:([^<>]*)<([^<>]*)>)?")
_Person = tuple[str, str]


class Mailmap:
    """Who stands behind a name and an address. An entry that names both wins over one that names
    the address alone; of equal ones the last
    says what it says, and the others the rest."""

    def __init__(self, text: str) -> None:
        self._by_email: dict[str, _Person] = {}
        self._by_both: dict[_Person, _Person] = {}
        for line in text.split("\n"):
            found = _ENTRY.match(line) if not line.lstrip().startswith("#") else None
            if found:
                self._add(*(part or "" for part in found.groups()))

    def _add(self, name: str, email: str, old_name: str, old_email: str) -> None:
        name, email, old_name = name.strip(), email.strip(), old_name.strip()
        if not old_email.strip():  # `Name <address>`: the address is right as it is
            email, old_email = "", email
        old = old_email.strip().lower()
        if old_name:
            self._by_both[old_name.lower(), old] = (name, email)
        else:
            before = self._by_email.get(old, ("", ""))
            self._by_email[old] = (name or before[0], email or before[1])

    def person(self, name: str, email: str) -> _Person:
        """The name and address to use; an address in lower case, for so it is compared."""
        low = email.lower()
        proper = self._by_both.get((name.lower(), low)) or self._by_email.get(low, ("", ""))
        return proper[0] or name, (proper[1] or email).lower()

    def applied(self, commits: Sequence[Commit]) -> Sequence[Commit]:
        """The commits by their proper authors."""
        if not self._by_email and not self._by_both:
            return commits
        persons: dict[_Person, _Person] = {}
        applied = []
        for commit in commits:
            written = (commit.author, commit.email)
            proper = persons.get(written)
            if proper is None:
                proper = persons[written] = self.person(*written)
            if proper != written:
                commit = replace(commit, author=proper[0], email=proper[1])
            applied.append(commit)
        return applied
