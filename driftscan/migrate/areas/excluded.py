"""An expression for files that a tool does not look at, as patterns of `sources: ignore`."""

from driftscan.migrate.areas.expression import arms_of
from driftscan.migrate.areas.globs import globs_of
from driftscan.migrate.areas.parts import NotPlainError


def excluded(text: str, directory: str) -> tuple[list[str], list[str]]:
    """The patterns, and what of the expression no pattern says, in plain words.

    directory: what the paths of the expression are relative to, '' for the root.
    """
    try:
        arms = arms_of(text)
        globs = globs_of(arms.arms, directory)
    except NotPlainError as error:
        return [], [f"{text} {error}; it was left out"]
    said = [f"{part} was read as anything within a name" for part in arms.widened]
    return [glob if glob.startswith("**/") else f"/{glob}" for glob in globs], said
