"""Short names for components: as much of the end of a dotted name as makes it unique."""

from collections import Counter
from collections.abc import Mapping, Sequence

from driftscan.migrate.draft import DraftComponent
from driftscan.notation.words import is_free, numbered, plain_name

_BESIDE = ("__init__", "__main__")  # what says nothing without the package


def short_names(components: Sequence[DraftComponent]) -> Mapping[str, str]:
    """For each component's key its name. Where two would be alike, both get a part more."""
    patterns = {each.key: _pattern_name(each.wish) for each in components if _is_pattern(each)}
    wishes = {each.key: each.wish.split(".") for each in components if each.key not in patterns}
    lengths = {key: 2 if parts[-1] in _BESIDE else 1 for key, parts in wishes.items()}
    while True:
        names = {key: ".".join(parts[-lengths[key] :]) for key, parts in wishes.items()}
        count = Counter(name.lower() for name in names.values())
        unclear = [
            key for key, name in names.items() if count[name.lower()] > 1 or not is_free(name, ())
        ]
        longer = [key for key in unclear if lengths[key] < len(wishes[key])]
        if not longer:
            return _allowed({key: plain_name(name) for key, name in names.items()} | patterns)
        for key in longer:
            lengths[key] += 1


def _is_pattern(component: DraftComponent) -> bool:
    """Whether each folder that its path means is to be a component: it is named as its path is."""
    is_more = bool(component.wish.strip("*/"))  # a `*` alone is a word for everything
    return is_more and "*" in component.wish and component.paths == (component.wish,)


def _pattern_name(path: str) -> str:
    return "/".join(part if part == "*" else plain_name(part) for part in path.split("/"))


def _allowed(names: Mapping[str, str]) -> dict[str, str]:
    allowed: dict[str, str] = {}
    for key in sorted(names):
        allowed[key] = numbered(names[key], allowed.values())
    return allowed
