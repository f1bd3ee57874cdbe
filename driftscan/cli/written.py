"""Writes a new spec and its baseline, and says what comes next."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from driftscan.errors import UsageError
from driftscan.model.baseline import Baseline
from driftscan.report.escape import terminal
from driftscan.spec.load import FILE_NAMES
from driftscan.stages.request import Request
from driftscan.store.atomic import write_atomically
from driftscan.store.baseline import save_baseline


def spec_place(request: Request, output: str, dry_run: bool) -> Path:
    """Where a new spec will stand. Raises UsageError where that can't be told."""
    if output:
        if os.path.isdir(output):
            raise UsageError(f"{output} is a directory; name a file, such as driftscan.yaml in it")
        return Path(output)
    if request.revision and not dry_run:
        raise UsageError(
            "a spec for a revision needs a place of its own: name one with --output, or look at "
            "it with --dry-run"
        )
    names = [name for name in FILE_NAMES if os.path.lexists(os.path.join(request.path, name))]
    return Path(request.path, names[0] if names else FILE_NAMES[0])


def refuse_to_overwrite(files: Sequence[Path], force: bool) -> None:
    """Raises UsageError for files that are there, unless forced."""
    present = [str(file) for file in files if os.path.lexists(file)]
    if present and not force:
        verb = "is" if len(present) == 1 else "are"
        raise UsageError(
            f"{' and '.join(present)} {verb} there already; --force replaces, --output writes to "
            "another place, --dry-run only shows"
        )


def write_spec(text: str, spec_file: Path, baseline: Baseline | None, baseline_file: Path) -> None:
    """Write both; the baseline first, for a spec without it would fail at once."""
    if baseline is not None:
        save_baseline(baseline_file, baseline)
    try:
        write_atomically(spec_file, text.encode())
    except OSError as error:
        raise UsageError(f"cannot write to {spec_file}: {error.strerror or error}") from error


def next_steps(request: Request, written: Sequence[Path], *, is_default: bool) -> Iterator[str]:
    """What was written, and the command that checks it. written: the spec first."""
    yield ""
    for file in written:
        yield f"wrote {terminal(str(file))}"
    words = ["driftscan", "check"]
    if not is_default or request.path != ".":
        words.append(request.path)
    if request.revision:
        words += ["--rev", request.revision]
    if not is_default:
        words += ["--config", str(written[0])]
    yield f"read the spec, change what should be otherwise, then run: {terminal(' '.join(words))}"
