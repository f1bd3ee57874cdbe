"""Trouble of every sort becomes one clear message and exit code 2; nothing else does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import click
import pytest

from driftscan.cli import commands, progress
from driftscan.cli.output import Output, wants_color
from driftscan.errors import DriftscanError, UsageError
from driftscan.report.view import PLAIN

Run = Callable[..., Any]


def replace_schema(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Makes `driftscan schema` raise: the error handling is the same for every command."""

    @click.command()
    def raising() -> None:
        raise error

    monkeypatch.setitem(commands.COMMANDS, "schema", "tests_raising:raising")
    monkeypatch.setattr(commands, "import_module", lambda _: type("M", (), {"raising": raising}))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nope"],
        ["chek"],
        ["check", "--nope"],
        ["explain"],
        ["check", "--today", "soon"],
        ["check", "--workers", "0"],
        ["check", "--output-format", "yaml"],
        [],
    ],
)
def test_bad_arguments(driftscan: Run, arguments: list[str]) -> None:
    result = driftscan(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert "Usage: driftscan" in result.err


def test_a_misspelt_command_gets_a_suggestion(driftscan: Run) -> None:
    assert "Did you mean 'baseline'?" in driftscan("basline").err


def test_an_error_on_purpose(driftscan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_schema(monkeypatch, DriftscanError("a.yaml:3: first\na.yaml:9: \x1b[31msecond\u202e"))
    result = driftscan("schema")
    assert (result.code, result.out) == (2, "")
    assert result.err == "driftscan: a.yaml:3: first\na.yaml:9: \\x1b[31msecond\\u202e\n"


def test_an_unexpected_error(driftscan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_schema(monkeypatch, KeyError("lost"))
    monkeypatch.delenv("DRIFTSCAN_DEBUG")
    result = driftscan("schema")
    assert (result.code, result.out) == (2, "")
    assert "unexpected error: KeyError: 'lost'" in result.err
    assert "report it" in result.err
    assert "Traceback" not in result.err
    monkeypatch.setenv("DRIFTSCAN_DEBUG", "1")
    result = driftscan("schema")
    assert result.code == 2
    assert "Traceback" in result.err


def test_interruption(driftscan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_schema(monkeypatch, KeyboardInterrupt())
    assert driftscan("schema").code == 130


def test_ctrl_c_ends_quietly(system: Path) -> None:
    program = (
        "import sys, time\n"
        "import driftscan.cli.schema as schema\n"
        "def wait(name): print('ready', flush=True); time.sleep(60)\n"
        "schema._schema = wait\n"
        "from driftscan.cli.run import run\n"
        "sys.exit(run(['schema']))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in errors


def test_a_closed_pipe_is_quiet_and_keeps_the_exit_code(system: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-m", "driftscan", "check"],
        cwd=system,
        stdout=writing,
        stderr=subprocess.PIPE,
    )
    os.close(writing)
    assert result.stderr == b""
    assert result.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_trouble(system: Path) -> None:
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "driftscan", "check"],
            cwd=system,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert result.returncode == 2
    assert b"cannot write to standard output" in result.stderr


def test_a_terminal_that_lacks_a_character(system: Path) -> None:
    (system / "analytics" / "日本.py").write_text("import billing.models\n")
    result = subprocess.run(
        [sys.executable, "-m", "driftscan", "check"],
        cwd=system,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert result.returncode == 1
    assert rb"\u65e5\u672c.py" in result.stdout


def test_output_is_replaced_in_one_step_or_not_at_all(system: Path) -> None:
    target = system / "missing" / "out.txt"
    with pytest.raises(UsageError, match="cannot write to"):
        Output(format="text", file=str(target), view=PLAIN).write("text")
    Output(format="text", file=str(system / "out.txt"), view=PLAIN).write("text")
    assert (system / "out.txt").read_text() == "text"
    assert [path.name for path in system.iterdir() if "out.txt" in path.name] == ["out.txt"]


def test_a_named_pipe_is_written_to_not_replaced(system: Path) -> None:
    pipe = system / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    Output(format="text", file=str(pipe), view=PLAIN).write("text")
    assert os.read(reader, 10) == b"text"
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("choice", "file", "environment", "color"),
    [
        (None, "", {}, True),
        (None, "", {"NO_COLOR": "1"}, False),
        (None, "", {"NO_COLOR": ""}, True),
        (None, "", {"TERM": "dumb"}, False),
        (None, "report.txt", {}, False),
        (True, "report.txt", {"NO_COLOR": "1"}, True),
        (False, "", {}, False),
    ],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch,
    choice: bool | None,
    file: str,
    environment: dict[str, str],
    color: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert wants_color(choice, file) is color


def test_progress_speaks_only_when_it_takes_long() -> None:
    stream = StringIO()
    shown = progress.TerminalProgress(stream, patience=0.05)
    with shown.step("Reading the code"):
        pass
    assert stream.getvalue() == ""
    with shown.step("Reading the code"):
        time.sleep(0.3)
    assert stream.getvalue() == "\rReading the code ...\r\x1b[K"


def test_no_progress_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert progress.terminal_progress()
    monkeypatch.setenv("CI", "true")
    assert progress.terminal_progress() is None
    monkeypatch.delenv("CI")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert progress.terminal_progress() is None


def test_the_version_is_quick_and_loads_little() -> None:
    program = (
        "import sys\n"
        "from driftscan.cli.run import run\n"
        "run(['--version'])\n"
        "heavy = {'pydantic', 'networkx', 'grimp', 'yaml', 'tree_sitter', 'pebble', 'msgspec',\n"
        "         'sqlite3', 'driftscan.pipeline'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("driftscan ")


def test_progress_counts_within_a_step_that_is_shown() -> None:
    stream = StringIO()
    shown = progress.TerminalProgress(stream, patience=0.0)
    shown.advance(1, 9)
    with shown.step("Reading the history"):
        while "..." not in stream.getvalue():
            time.sleep(0.001)
        shown.advance(4096, 22624)
    shown.advance(9, 9)
    assert stream.getvalue().endswith("Reading the history ... 4,096 of 22,624\r\x1b[K")
