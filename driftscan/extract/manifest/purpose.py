"""What the name of an extra, a group or a requirements file says it is for: running, or developing.

Only names that leave no doubt count. An extra is something a user may install, so `mypy` or
`typing` can be a feature there (SQLAlchemy has a mypy plugin); a file or a group is the project's
own affair, and there they are tools.
"""

import re

_DEVELOPMENT = frozenset(
    """
    dev devel develop developer developers development test tests testing lint linting linter
    linters doc docs documentation ci qa typecheck typechecking coverage cov bench benchmark
    benchmarks precommit commit tox nox
    """.split()
)
_TOOLS = frozenset(
    """
    type types typing mypy pyright format formatting formatter formatters style quality check
    checks build release releasing packaging changelog pytest sphinx mkdocs ruff black flake8
    pylint isort
    """.split()
)
# A list of limits: what it names is installed only if another list asks for it.
_LIMITS = frozenset({"constraint", "constraints"})
# Words that say how much or for what interpreter, not what for.
_FILLERS = frozenset({"all", "extra", "extras", "requirements", "pre"})
_PARTS = re.compile(r"[-_.\s]+")


def extra_is_dev(name: str) -> bool:
    """Whether an extra that a distribution offers is for those who develop it."""
    parts = _parts(name)
    return bool(parts) and parts <= _DEVELOPMENT


def group_is_dev(name: str) -> bool:
    """Whether a dependency group, which is never published, holds tools.

    A group of another name may be what a service is deployed with.
    """
    parts = _parts(name)
    return bool(parts) and parts <= _DEVELOPMENT | _TOOLS


def file_is_dev(stem: str) -> bool:
    """Whether a requirements file, by its name without suffix, is for development.

    One word is enough: `requirements-test-utils`, `requirements_test_all`, `py312-lint`.
    """
    return not _parts(stem).isdisjoint(_DEVELOPMENT | _TOOLS)


def file_asks_for_nothing(stem: str) -> bool:
    """Whether a requirements file, by its name without suffix, only limits versions."""
    return not _parts(stem).isdisjoint(_LIMITS)


def _parts(name: str) -> set[str]:
    return {part for part in _PARTS.split(name.lower()) if part} - _FILLERS
