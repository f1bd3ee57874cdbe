"""`driftscan comment`: the one comment on a merge request."""

import os
from pathlib import Path

import click
from msgspec.structs import replace

from driftscan.cli.gate import passed
from driftscan.cli.options import means_options, names, rule_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.errors import UsageError
from driftscan.forge.ci import FORGES, Setting, forge_of, setting_of
from driftscan.pipeline import scan
from driftscan.report.escape import terminal
from driftscan.report.view import View
from driftscan.stages.commenting import Told, tell
from driftscan.stages.request import Request

ARTIFACT = "driftscan-comment.md"
_LARGEST_EVENT = 25 * 1024 * 1024  # of GitHub's webhooks


@click.command(
    short_help="Tell a merge request what it brings and what it mends.",
    epilog="""\b
Examples:
  driftscan comment
  driftscan comment --base origin/main --report-url "$CI_JOB_URL"
  driftscan comment --forge gitea --api https://git.acme.example/api/v1 \\
      --repository acme/shop --number 12 --commit "$SHA" --run "$BUILD"
""",
)
@click.argument("path", default=".")
@click.option("--base", default="", metavar="REV", help="What to compare with; else the target.")
@click.option("--forge", type=click.Choice(FORGES), help="Else the one that runs this job.")
@click.option("--api", default="", metavar="URL", help="Address of the API.")
@click.option("--repository", default="", metavar="NAME", help="owner/name; of GitLab the project.")
@click.option("--number", type=int, default=0, metavar="N", help="Of the merge request.")
@click.option("--commit", default="", metavar="SHA", help="Newest commit of the merge request.")
@click.option("--run", type=int, default=0, metavar="N", help="Grows with each run; the last wins.")
@click.option("--report-url", default="", metavar="URL", help="Of the whole report, to link to.")
@click.option("--status/--no-status", default=True, help="Set a status beside the commit, too.")
@click.option(
    "--artifact", default=ARTIFACT, show_default=True, metavar="FILE", help="If it can't be sent."
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 even if there are new findings.")
@rule_options
@means_options
def comment(
    request: Request,
    path: str,
    base: str,
    forge: str | None,
    report_url: str,
    status: bool,
    artifact: str,
    exit_zero: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    **given: str | int,
) -> int:
    """Write, or bring up to date, one comment on a merge request.

    It tells what is new and what is fixed since the base, and nothing that
    was there before. In a job of GitHub, GitLab or Gitea, all but a token is
    known. Without a token the comment is written to a file, and a comment
    that cannot be sent never fails the job.

    Exit codes: 0 nothing new, 1 new findings, 2 nothing could be said.
    """
    setting = _setting(forge, given)
    wanted = base or (f"origin/{setting.target}" if setting.target else "")
    if not wanted:
        raise UsageError("nothing to compare with: this is no job of a merge request; see --base")
    asked = replace(request, path=path, base=wanted, select=names(select), ignore=names(ignore))
    found = scan(asked, terminal_progress())
    told = tell(found, setting, status, report_url)
    _summarise(told)
    _report(told, artifact)
    return passed(found, exit_zero)


def _setting(forge: str | None, given: dict[str, str | int]) -> Setting:
    known = forge or forge_of(os.environ)
    if not known:
        raise UsageError("which forge is not known: this is no job of one; see --forge")
    found = setting_of(known, os.environ, _event())
    setting = replace(found, **{name: value for name, value in given.items() if value})
    if setting.api and not setting.api.startswith(("https://", "http://")):
        raise UsageError(f"the address of the API is no web address: {setting.api}; see --api")
    return setting


def _event() -> bytes:
    """What GitHub and Gitea tell a job of what happened; b'' where there is none to read."""
    try:
        with Path(os.environ.get("GITHUB_EVENT_PATH", "")).open("rb") as file:
            return file.read(_LARGEST_EVENT)
    except OSError:
        return b""


def _summarise(told: Told) -> None:
    """The page of the job, where GitHub and Gitea have one."""
    page = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if not page:
        return
    try:
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(told.said.full)
    except OSError as error:
        click.echo(f"driftscan: no step summary: {error.strerror}", err=True)


def _report(told: Told, artifact: str) -> None:
    """One line on stderr; the comment itself in a file if it did not get through."""
    why = [f"missing: {', '.join(told.lacks)}"] if told.lacks else []
    said = {
        what: f"{what} {ending.how}{f': {ending.reason}' if ending.reason else ''}"
        for what, ending in (("comment", told.comment), ("status", told.status))
        if ending is not None
    }
    if told.is_commented:
        came = said.pop("comment")
    else:
        came = f"not sent, {_kept(told.said.full, artifact)}"
    why += [each for each in said.values() if ": " in each]
    reasons = f" ({'; '.join(why)})" if why else ""
    message = f"{told.said.verdict}; {came}{reasons}"
    click.echo(f"driftscan: {terminal(message)}", err=True)


def _kept(text: str, artifact: str) -> str:
    """Where the comment is instead; a job that may not write anywhere goes on."""
    try:
        Output(format="markdown", file=artifact, view=View()).write(text)
    except UsageError as error:
        return f"and {error}"
    return f"see {artifact}"
