"""Short names for components: as much of the end of a dotted name as makes it unique."""

from collections import Counter
from collections.abc import Mapping, Sequence

from driftscan.migrate.draft import DraftComponent
from driftscan.notation.words import is_free, numbered, plain_name

_BESIDE = ("__init__", "__main__")  # what says nothing without the package


def short_names(components: Sequence[DraftComponent]) -> Mapping[str, str]:
    """For each component's key its name. Where two would be alike, both get a part more."""
    wishes = {component.key: component.wish.split(".") for component in components}
    lengths = {key: 2 if parts[-1] in _BESIDE else 1 for key, parts in wishes.items()}
    while True:
        names = {key: ".".join(parts[-lengths[key] :]) for key, parts in wishes.items()}
        count = Counter(name.lower() for name in names.values())
        unclear = [
            key for key, name in names.items() if count[name.lower()] > 1 or not is_free(name, ())
        ]
        longer = [key for key in unclear if lengths[key] < len(wishes[key])]
        if not longer:
            return _allowed(names)
        for key in longer:
            lengths[key] += 1


def _allowed(names: Mapping[str, str]) -> dict[str, str]:
    allowed: dict[str, str] = {}
    for key in sorted(names):
        # With a star it is a pattern of components, and what is around the star matters.
        name = names[key] if "*" in names[key] else plain_name(names[key])
        allowed[key] = numbered(name, allowed.values())
    return allowed
