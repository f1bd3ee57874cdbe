"""What a commit's subject and author tell of it; words alone, so a noisy label, and said to be.

Measured against nothing but what a ranking foretells (docs/change-cost.md): a commit wrongly called
a fix moves one column a little, a bot that is taken for a person moves the ranking.
"""

import re

from driftscan.model.history import Commit

_FIX = re.compile(
    r"\b(?:fix(?:e[sd]|ing|up)?|bug(?:s|fix(?:es)?)?|hotfix|revert(?:s|ed)?|regression"
    r"|crash(?:es)?|broken)\b",
    re.IGNORECASE,
)
_FIX_OF_ELSE = re.compile(
    r"\b(?:typos?|lint(?:er|ing)?|flake8|mypy|black|ruff|isort|formatting|docs?|docstrings?"
    r"|documentation|readme|changelog|tests?|translation|spelling|ci|comment)\b",
    re.IGNORECASE,
)
_BOT = re.compile(
    r"\[bot\]|dependabot|renovate|pre-commit-ci|github-actions|pyup[-.]?bot|weblate|transifex"
    r"|snyk-bot|greenkeeper|netbox-bot|imgbot|allcontributors|mergify|codecov|-bot@|bot$|^bot",
    re.IGNORECASE,
)
_REFORMAT = re.compile(
    r"\b(?:reformat|black|isort|ruff|prettier|gofmt|goimports|pyupgrade|eslint|lint|copyright"
    r"|licen[cs]e|header|codemod|whitespace|code ?style|formatting|f-strings?|rename package"
    r"|apply format)\b",
    re.IGNORECASE,
)
_REVERT = re.compile(r"revert(?:s|ed)?\b|this reverts", re.IGNORECASE)


def is_fix(subject: str) -> bool:
    """Whether it says that something was broken, and not merely a test, a comment or a style."""
    return bool(_FIX.search(subject)) and not _FIX_OF_ELSE.search(subject)


def is_revert(subject: str) -> bool:
    """Whether it takes an earlier commit back."""
    return bool(_REVERT.match(subject))


def is_bot(commit: Commit) -> bool:
    """Whether a program made it, by the name or the address it gives."""
    return bool(_BOT.search(commit.email) or _BOT.search(commit.author))


def is_reformat(subject: str) -> bool:
    """Whether it changes how code looks, or its headers."""
    return bool(_REFORMAT.search(subject))
