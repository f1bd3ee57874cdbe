"""docs/ci.md: its jobs and lines are run as they stand there, but for installing."""

import os
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from driftscan.cli.commands import driftscan as group
from tests.forge.conftest import commit
from tests.forge.server import NUMBER, TOKEN, Forge, serving
from tests.forge.test_comment_command import DRIFT, job
from tests.forge.test_jobs import bash, tools

PAGE = (Path(__file__).parents[2] / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
COMMENTED, CHECKED = PAGE.partition("## A check without a comment")[::2]
FORGE = re.compile(r"\$\{\{\s*([\w.]+)\s*\}\}")


def block(part: str, kind: str, word: str) -> str:
    """The first block of a part of the page that has a word."""
    found = re.findall(rf"^```{kind}\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
    return str(next(each for each in found if word in each))


def github_lines(part: str) -> tuple[str, dict[str, str]]:
    """What the steps of the workflow run, and what they put into the environment."""
    known = {"github.token": TOKEN, "github.base_ref": "main"}
    steps = yaml.safe_load(block(part, "yaml", "runs-on"))["jobs"]["driftscan"]["steps"]
    lines = [step["run"] for step in steps if "run" in step]
    named = {name: value for step in steps for name, value in step.get("env", {}).items()}
    return "\n".join(lines), {n: FORGE.sub(lambda at: known[at[1]], v) for n, v in named.items()}


def gitlab_lines(part: str) -> tuple[str, dict[str, str]]:
    work = yaml.safe_load(block(part, "yaml", "script:"))["driftscan"]
    return "\n".join(work["script"]), {"DRIFTSCAN_TOKEN": TOKEN, "CI_JOB_URL": "https://ci/5"}


def plain_lines(part: str) -> tuple[str, dict[str, str]]:
    return block(part, "sh", 'origin "$TARGET"'), {"TARGET": "main", "DRIFTSCAN_TOKEN": TOKEN}


def docker_lines(part: str) -> tuple[str, dict[str, str]]:
    """What comes before the container and what runs inside."""
    before, inside = block(part, "sh", "docker run").split("docker run", 1)
    return before + shlex.split(inside)[-1], {"TARGET": "main"}


JOBS = {
    "github comment": ("github", github_lines, COMMENTED),
    "gitea comment": ("gitea", github_lines, COMMENTED),
    "gitlab comment": ("gitlab", gitlab_lines, COMMENTED),
    "anywhere comment": ("gitea", plain_lines, COMMENTED),
    "github check": ("github", github_lines, CHECKED),
    "gitlab check": ("gitlab", gitlab_lines, CHECKED),
    "anywhere check": ("", plain_lines, CHECKED),
    "docker check": ("", docker_lines, CHECKED),
}


def environment_of(name: str, forge: Forge, place: Path) -> Mapping[str, str]:
    if name.startswith(forge.kind):
        return job(forge, forge.head, 1, place / "event.json")
    return {"NUMBER": str(NUMBER), "COMMIT": forge.head, "BUILD": "1"}


@pytest.mark.parametrize("name", JOBS)
def test_a_job_of_the_page(cloned: Path, name: str) -> None:
    kind, lines, part = JOBS[name]
    with serving(kind or "gitea") as forge:
        forge.head = commit(cloned, "analytics/report.py", DRIFT)
        script, named = lines(part)
        script = script.replace("https://git.acme.example/api/v1", forge.address)
        path = tools(cloned.parent / "bin")
        run = {**environment_of(name, forge, cloned.parent), **named, "PATH": path}
        assert bash(script, cloned, run) == 1
        assert len(forge.ours()) == name.endswith("comment")
    assert (cloned / "driftscan.xml").exists() == (name == "gitlab check")


def test_every_block_is_sound() -> None:
    for kind, text in BLOCKS:
        if kind == "yaml":
            yaml.safe_load(text)


def _commands() -> list[list[str]]:
    """Every call of driftscan in blocks of the page."""
    text = "\n".join(text for _, text in BLOCKS).replace("\\\n", " ")
    calls = re.findall(r"(?:- run: |- |^ +|^)(driftscan [a-z][^'\n#]*)", text, re.MULTILINE)
    return [shlex.split(call)[1:] for call in calls]


def test_every_call_of_the_page_has_options_that_exist() -> None:
    assert len(_commands()) > 5
    for name, *words in _commands():
        command: Any = group.get_command(click.Context(group), name)
        assert command is not None, name
        known = {spelling for each in command.params for spelling in each.opts}
        assert {word for word in words if word.startswith("--")} <= known


def test_the_cache_is_where_the_page_says() -> None:
    from driftscan.store.location import cache_place

    assert "DRIFTSCAN_CACHE_DIR" in PAGE
    place = cache_place({"HOME": "/home/me"}, Path("/src"))
    assert str(place.directory).startswith("/home/me/.cache/driftscan")
    assert os.path.isabs(str(place.directory))
