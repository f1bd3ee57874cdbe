"""The baseline file, driftscan-baseline.json: the user's own data, made to be read and merged.

One finding a line, sorted, so that a merge request shows each accepted finding as one line and
two branches that accept different things merge cleanly. Nearly every run looks for the file and
finds none, so what reads it is imported only then.
"""

import os
import re
import stat
from pathlib import Path

from driftscan.errors import BaselineError
from driftscan.model.baseline import AcceptedFinding, Baseline
from driftscan.store.acceptance import in_order
from driftscan.store.atomic import write_atomically

FILE_NAME = "driftscan-baseline.json"
_LARGEST = 64 << 20
# Control, bidi and zero-width characters and lone surrogates: JSON can spell them in ASCII.
_UNSEEN = "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"


def load_baseline(path: Path) -> Baseline:
    """The baseline in a file; a missing file is an empty one.

    Raises BaselineError with every problem of the file, each with its line.
    """
    try:
        content = _read_regular_file(path)
    except FileNotFoundError:
        return Baseline()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BaselineError(f"{path}: the baseline cannot be read: {reason}") from error
    return baseline_of(content, str(path))


def baseline_of(content: bytes, shown: str) -> Baseline:
    """The baseline that a file's content is; shown names the file in messages. See above."""
    from driftscan.store.baseline_json import parse_baseline

    entries, problems = parse_baseline(content)
    if problems:
        raise BaselineError("\n".join(f"{shown}:{line}: {message}" for line, message in problems))
    return Baseline(in_order(entries))


def dump_baseline(baseline: Baseline) -> bytes:
    """The file's content; equal baselines give equal bytes."""
    from driftscan.store.baseline_json import VERSION

    lines = ",\n".join(f"    {_line(entry)}" for entry in in_order(baseline.findings))
    findings = f"[\n{lines}\n  ]" if lines else "[]"
    text = f'{{\n  "driftscan_baseline": {VERSION},\n  "findings": {findings}\n}}\n'
    return re.sub(_UNSEEN, lambda match: f"\\u{ord(match[0]):04x}", text).encode()


def save_baseline(path: Path, baseline: Baseline) -> None:
    """Replace the file in one step. Raises BaselineError; the old file then stands as it was."""
    try:
        write_atomically(path, dump_baseline(baseline))
    except OSError as error:
        raise BaselineError(f"{path}: the baseline cannot be written: {error.strerror}") from error


def _line(entry: AcceptedFinding) -> str:
    import json

    fields = {
        "id": entry.id,
        "rule": entry.rule,
        "from": entry.source,
        "to": entry.target,
        "kind": entry.kind,
        "reason": entry.reason,
        "accepted": entry.accepted.isoformat(),
    }
    return json.dumps(fields, ensure_ascii=False)


def _read_regular_file(path: Path) -> bytes:
    """The file lies in the scanned tree: it could be a link out of it, or a pipe that hangs."""
    if path.is_symlink():
        raise ValueError("it is a symlink, and driftscan follows none; use a plain file")
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("it is not a plain file")
        if status.st_size > _LARGEST:
            raise ValueError(f"it is larger than {_LARGEST >> 20} MB")
        return file.read(_LARGEST + 1)
