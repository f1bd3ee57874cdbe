"""A file of the catalogue: what it says, and what is said of one that is broken."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.errors import SpecError
from driftscan.spec.catalogue.load import load_capability
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
        (f"{HEAD}substitutes: x\n", ["f:4: 'substitutes' must be a list"]),
        (
            f"{HEAD}substitutes: [x]\n",
            ["f:4: this must be a mapping that begins with 'does: ...'"],
        ),
        (
            f"{HEAD}pypi:\n  rq:\n  celery:\nsubstitutes:\n  - python: [rq, celery]\n",
            ["f:8: 'does' must say it in words"],
        ),
        (
            f"{HEAD}pypi:\n  rq:\nsubstitutes:\n  - {{does: run jobs, python: [rq]}}\n",
            ["f:7: this must be a list of two families or more"],
        ),
        (
            f"{HEAD}pypi:\n  rq:\n  huey: {{for: tests}}\nsubstitutes:\n"
            "  - {does: run jobs, python: [rq, huey]}\n",
            ["f:8: 'huey' is no family of this purpose and language here"],
        ),
        (
            f"{HEAD}pypi:\n  rq:\n  huey:\nsubstitutes:\n  - {{does: x, pithon: [rq, huey]}}\n",
            ["f:8: 'pithon' is no language; did you mean 'python'?"],
        ),
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


def test_what_could_stand_for_another_does_the_same_work() -> None:
    text = (
        f"{HEAD}pypi:\n  rq:\n  celery:\n  huey: {{for: tests}}\nnpm: {{bull: , rq: }}\n"
        "substitutes:\n  - {does: run jobs, python: [rq, celery]}\n"
    )
    found = parse_capability(text.encode(), "f")
    asked = [("python", "", "rq"), ("python", "", "celery"), ("python", "tests", "huey")]
    asked += [("python", "", "bull"), ("javascript", "", "rq")]
    assert [found.work_of(*each) for each in asked] == ["run jobs", "run jobs", "", "", ""]


def test_the_catalogue_says_of_some_what_they_do_alike() -> None:
    found = load_capability("http-client")
    work = found.work_of("javascript", "", "axios")
    assert work == found.work_of("javascript", "", "got") == "send HTTP requests"
    assert not found.work_of("go", "", "net/http")  # others stand on it


@given(st.text(max_size=80))
def test_any_text_is_a_capability_or_a_message(text: str) -> None:
    with suppress(SpecError):
        assert parse_capability(f"{HEAD}{text}".encode(), "f").name == "jobs"
