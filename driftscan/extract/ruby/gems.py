"""Which gem a `require` or a constant outside the tree is of."""

from collections.abc import Sequence

from driftscan.extract.references import Outside
from driftscan.extract.ruby.projects import Project, plain
from driftscan.extract.ruby.standard import STANDARD_LIBRARY

# Gems that a manifest asks for under the name of another; rails asks for all of its parts.
_PART_OF = {
    "actioncable": "rails",
    "actionmailbox": "rails",
    "actionmailer": "rails",
    "actionpack": "rails",
    "actioncontroller": "rails",
    "actiondispatch": "rails",
    "actiontext": "rails",
    "actionview": "rails",
    "activejob": "rails",
    "activemodel": "rails",
    "activerecord": "rails",
    "activestorage": "rails",
    "activesupport": "rails",
    "railties": "rails",
    "rspec": "rspec-rails",
    "parser": "rubocop",
}
_IN_GEM = {"actioncontroller": "actionpack", "actiondispatch": "actionpack"}


def gem_of_path(path: str, projects: Sequence[Project]) -> Outside:
    """The gem that `require 'a/b'` loads; projects: those that govern, nearest first."""
    parts = path.removesuffix(".rb").split("/")
    for length in range(min(len(parts), 4), 0, -1):
        if found := _asked("-".join(parts[:length]), projects):
            return found
    if parts[0] in STANDARD_LIBRARY or "/".join(parts) in STANDARD_LIBRARY:
        return Outside(parts[0], standard=True)
    return Outside(parts[0])


def gem_of_constant(name: str, projects: Sequence[Project]) -> Outside | None:
    """The gem that a constant is called after, if a manifest asks for it."""
    return _asked(name.removeprefix("::").partition("::")[0], projects)


def _asked(name: str, projects: Sequence[Project]) -> Outside | None:
    own = plain(name)
    for wanted in (own, _IN_GEM.get(own, ""), _PART_OF.get(own, "")):
        for project in projects:
            if found := project.gems.get(wanted):
                gem, scope = found
                return Outside(gem if wanted == own else _IN_GEM.get(own, own), gem, scope=scope)
    return None
