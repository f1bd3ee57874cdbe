"""A file of the catalogue: what it says, and what is said of one that is broken."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.errors import SpecError
from driftscan.spec.catalogue.parse import parse_capability

HEAD = "capability: jobs\ntitle: Jobs\nabout: Runs work.\n"


@pytest.mark.parametrize(
    ("section", "entry", "imports", "family"),
    [
        ("pypi", "Django-RQ:", ("django_rq",), "Django-RQ"),
        ("npm", '"@nestjs/bull":', ("@nestjs/bull",), "@nestjs/bull"),
        ("crates", "tokio-cron:", ("tokio_cron",), "tokio-cron"),
        (
            "go",
            "github.com/hibiken/asynq:",
            ("github.com/hibiken/asynq",),
            "github.com/hibiken/asynq",
        ),
        ("nuget", "Hangfire*: {family: hangfire}", ("Hangfire",), "hangfire"),
        ("maven", "org.quartz:quartz: org.quartz", ("org.quartz",), "org.quartz:quartz"),
        ("packagist", "a/b: [A\\B, C]", ("A\\B", "C"), "a/b"),
        ("python", "sched: {import: sched, family: std}", ("sched",), "std"),
    ],
)
def test_what_an_entry_says(
    section: str, entry: str, imports: tuple[str, ...], family: str
) -> None:
    (solution,) = parse_capability(f"{HEAD}{section}:\n  {entry}\n".encode(), "f").solutions
    assert (solution.imports, solution.family) == (imports, family)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("title: x\nabout: y\n", ["f:1: 'capability' is missing; write one as text"]),
        (f"{HEAD}pypy: {{}}\n", ["f:4: 'pypy' is no key of a capability; did you mean 'pypi'?"]),
        (f"{HEAD}pypi: [a]\n", ["f:4: 'pypi' must be a mapping of packages"]),
        (
            f"{HEAD}maven:\n  a:b:\n",
            [
                "f:5: 'a:b' needs the names by which code imports it; write them behind it, as in "
                "'a:b: NAME'"
            ],
        ),
        (
            f"{HEAD}pypi:\n  rq: {{famly: x}}\n",
            ["f:5: 'famly' is no key of a package; did you mean 'family'?"],
        ),
        (f"{HEAD}pypi:\n  rq: {{import: {{}}}}\n", ["f:5: this must be a name or a list of names"]),
        (f"{HEAD}pypi:\n  rq:\n  rq:\n", ["f:6: 'rq' is written twice, first in line 5; keep one"]),
        (f"{HEAD}tests: maybe\n", ["f:4: 'tests' must be true or false"]),
        (
            "- a\n",
            ["f:1: a file of the catalogue is a mapping that begins with 'capability: NAME'"],
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, messages: list[str]) -> None:
    with pytest.raises(SpecError) as raised:
        parse_capability(text.encode(), "f")
    assert str(raised.value).splitlines()[:-1] == messages


@given(st.text(max_size=80))
def test_any_text_is_a_capability_or_a_message(text: str) -> None:
    with suppress(SpecError):
        assert parse_capability(f"{HEAD}{text}".encode(), "f").name == "jobs"
