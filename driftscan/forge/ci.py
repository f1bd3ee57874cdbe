"""What a job of CI is told by its environment: which merge request, which commit, which run.

GitHub Actions: https://docs.github.com/actions/reference/variables-reference; Gitea and Forgejo
Actions set the same names. GitLab: https://docs.gitlab.com/ci/variables/predefined_variables.
"""

from collections.abc import Mapping
from urllib.parse import quote

import msgspec
from msgspec import Struct

from driftscan.forge.dialect import Dialect
from driftscan.forge.gitlab import GitLab
from driftscan.forge.pulls import gitea, github

GITHUB, GITLAB, GITEA = "github", "gitlab", "gitea"
FORGES = (GITHUB, GITLAB, GITEA)
_OURS = "DRIFTSCAN_TOKEN"
_TOKENS = {
    GITHUB: (_OURS, "GITHUB_TOKEN", "GH_TOKEN"),
    GITLAB: (_OURS, "GITLAB_TOKEN"),
    GITEA: (_OURS, "GITEA_TOKEN", "FORGEJO_TOKEN", "GITHUB_TOKEN"),
}
_ATTEMPTS = 1000  # a run of GitHub is repeated under its number; no run is, as often

Environment = Mapping[str, str]


class Setting(Struct, frozen=True, kw_only=True):
    """Where a comment belongs. api: address of the API. repository: `owner/name`, of GitLab the
    number or path of the project. number: of the merge request, 0 for none. commit: its newest, as
    the run saw it. run: grows with each run. target: the branch it goes to, '' if not told. files:
    address that paths of the commit are put behind, '' if not known. ref, pipeline: of GitLab."""

    forge: str
    api: str = ""
    repository: str = ""
    number: int = 0
    commit: str = ""
    run: int = 0
    target: str = ""
    files: str = ""
    ref: str = ""
    pipeline: int = 0
    token: str = ""

    def lacks(self) -> list[str]:
        """What has to be known before anything can be sent, and is not; in words."""
        needed = {
            "the address of the API (--api)": self.api,
            "the repository (--repository)": self.repository,
            "the number of the merge request (--number)": self.number,
            "the commit (--commit)": self.commit,
            f"a token ({' or '.join(_TOKENS[self.forge])})": self.token,
        }
        return [words for words, value in needed.items() if not value]

    def dialect(self) -> Dialect:
        """How this forge is spoken to."""
        if self.forge == GITLAB:
            return GitLab(self.repository, self.number, self.ref, self.pipeline)
        return (github if self.forge == GITHUB else gitea)(self.repository, self.number)

    def headers(self) -> dict[str, str]:
        """What says who asks."""
        if self.forge == GITLAB:
            return {"PRIVATE-TOKEN": self.token}
        if self.forge == GITEA:
            return {"Authorization": f"token {self.token}"}
        return {"Authorization": f"Bearer {self.token}", "X-GitHub-Api-Version": "2022-11-28"}

    def link(self, path: bytes, line: int) -> str:
        """The address of a line of a file, '' if it is not known."""
        if not self.files:
            return ""
        return f"{self.files}/{quote(path)}" + (f"#L{line}" if line else "")


def forge_of(environment: Environment) -> str:
    """The forge that runs this job, '' if none does."""
    if environment.get("GITLAB_CI"):
        return GITLAB
    if environment.get("GITEA_ACTIONS") or environment.get("FORGEJO_ACTIONS"):
        return GITEA
    return GITHUB if environment.get("GITHUB_ACTIONS") else ""


def setting_of(forge: str, environment: Environment, event: bytes) -> Setting:
    """What the environment says. event: what GITHUB_EVENT_PATH holds, b'' for nothing."""
    setting = _gitlab(environment) if forge == GITLAB else _actions(forge, environment, event)
    token = next((environment[name] for name in _TOKENS[forge] if environment.get(name)), "")
    return msgspec.structs.replace(setting, token=token)


def _gitlab(environment: Environment) -> Setting:
    """A pipeline of merged results runs on a commit that nobody pushed."""
    commit = environment.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or environment.get(
        "CI_COMMIT_SHA", ""
    )
    project = environment.get("CI_PROJECT_URL", "")
    pipeline = _number(environment.get("CI_PIPELINE_ID", ""))
    return Setting(
        forge=GITLAB,
        api=environment.get("CI_API_V4_URL", ""),
        repository=environment.get("CI_PROJECT_ID", ""),
        number=_number(environment.get("CI_MERGE_REQUEST_IID", "")),
        commit=commit,
        run=_number(environment.get("CI_JOB_ID", "")) or pipeline,
        target=environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", ""),
        files=f"{project}/-/blob/{commit}" if project and commit else "",
        ref=environment.get("CI_COMMIT_REF_NAME", ""),
        pipeline=pipeline,
    )


class _Branch(Struct, frozen=True):
    sha: str = ""


class _PullRequest(Struct, frozen=True):
    number: int = 0
    head: _Branch = _Branch()


class _Event(Struct, frozen=True):
    pull_request: _PullRequest | None = None


def _actions(forge: str, environment: Environment, event: bytes) -> Setting:
    """GITHUB_SHA of a pull request is a merge that nobody pushed, so the event is asked."""
    pull = _pull_request(event)
    server = environment.get("GITHUB_SERVER_URL", "")
    repository = environment.get("GITHUB_REPOSITORY", "")
    commit = pull.head.sha or environment.get("GITHUB_SHA", "")
    attempt = _number(environment.get("GITHUB_RUN_ATTEMPT", "")) % _ATTEMPTS
    api = environment.get("GITHUB_API_URL", "")
    tree = "blob" if forge == GITHUB else "src/commit"
    return Setting(
        forge=forge,
        api=api or (f"{server}/api/v1" if server and forge == GITEA else ""),
        repository=repository,
        number=pull.number,
        commit=commit,
        run=_number(environment.get("GITHUB_RUN_ID", "")) * _ATTEMPTS + attempt,
        target=environment.get("GITHUB_BASE_REF", ""),
        files=f"{server}/{repository}/{tree}/{commit}" if server and repository and commit else "",
    )


def _pull_request(event: bytes) -> _PullRequest:
    try:
        return msgspec.json.decode(event, type=_Event).pull_request or _PullRequest()
    except msgspec.DecodeError:
        return _PullRequest()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else 0
