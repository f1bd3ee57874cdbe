"""Which line of `paths` in the compiler's settings fits a name, and what its star stands for."""

from driftscan.extract.javascript.configs import Alias, Config

INSTALLED = "node_modules/"


def alias_for(config: Config, name: str) -> Alias | None:
    """The line of `paths` that fits best."""
    return next((each for each in config.aliases if fits(each.pattern, name)), None)


def fits(pattern: str, name: str) -> bool:
    """Whether a pattern with at most one star is one of a name."""
    before, star, after = pattern.partition("*")
    if not star:
        return pattern == name
    long_enough = len(name) >= len(before) + len(after)
    return long_enough and name.startswith(before) and name.endswith(after)


def star_of(pattern: str, name: str) -> str:
    """What the star of a pattern stands for in a name that fits."""
    before, star, after = pattern.partition("*")
    return name[len(before) : len(name) - len(after)] if star else ""


def leads_to_installed(alias: Alias) -> bool:
    """Whether an alias is about an installed package."""
    return any(INSTALLED in f"{target}/" for target in alias.targets)
