"""The CODEOWNERS file of a surveyed tree."""

from driftscan.owners.codeowners import NO_CODE_OWNERS, CodeOwners, code_owners
from driftscan.stages.survey import Survey

_GITLAB, _GITHUB = b".gitlab", b".github"


def code_owners_of(survey: Survey) -> CodeOwners:
    """The file that counts; a tree with a folder for GitLab only is read as GitLab does."""
    if not survey.ownership:
        return NO_CODE_OWNERS
    gitlab = _holds(survey, _GITLAB) and not _holds(survey, _GITHUB)
    return code_owners(survey.ownership, gitlab)


def _holds(survey: Survey, folder: bytes) -> bool:
    return any(each == folder or each.startswith(folder + b"/") for each in survey.folders)
