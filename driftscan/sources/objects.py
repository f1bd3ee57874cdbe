"""Reading many objects out of git's database through one `git cat-file --batch`."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from driftscan.errors import SourceError
from driftscan.sources.git import GitProcess, run, time_limit
from driftscan.sources.wording import first_line

MOST_DEATHS = 50
"""git ends itself at a damaged object; it is started again for the next one this often."""

MISSING = "its content is not in this clone (a partial or shallow clone, or damaged)"


class UnreadableObject(Struct, frozen=True):
    """Stands where content would, with a plain reason."""

    reason: str


class Objects:
    """The objects of one git directory, by full hexadecimal id."""

    def __init__(
        self, git_dir: bytes, prepare: Callable[[Sequence[str]], None] | None = None
    ) -> None:
        """prepare: makes objects reachable; told the ids before git is asked for them."""
        self._git_dir = git_dir
        self._prepare = prepare

    def measure(self, ids: Sequence[str]) -> list[int | None]:
        """The size of each object in bytes; None if it is not there."""
        if self._prepare and ids:
            self._prepare(ids)
        return measure_objects(self._git_dir, ids)

    def read(self, ids: Sequence[str]) -> Iterator[bytes | UnreadableObject]:
        """The content of each object, in order."""
        if self._prepare and ids:
            self._prepare(ids)
        return read_objects(self._git_dir, ids)


def read_objects(git_dir: bytes, ids: Sequence[str]) -> Iterator[bytes | UnreadableObject]:
    """The content of each object, in order. ids: full hexadecimal object ids."""
    done = 0
    deaths = 0
    while done < len(ids):
        requests = _requests(ids[done:])
        with GitProcess(git_dir, (b"cat-file", b"--batch"), requests) as process:
            with time_limit(process):
                for content in _answers(process, len(ids) - done):
                    done += 1
                    yield content
            if done == len(ids):
                return
            with time_limit(process):
                _, errors = process.finish()
        deaths += 1
        if deaths > MOST_DEATHS:
            raise SourceError(
                f"git failed on more than {MOST_DEATHS} objects of this repository, the last "
                f"time saying: {first_line(errors)}. Run `git fsck` on it."
            )
        done += 1
        yield UnreadableObject(f"git cannot read its content: {first_line(errors)}")


def measure_objects(git_dir: bytes, ids: Sequence[str]) -> list[int | None]:
    """The size of each object in bytes; None if it is not there."""
    if not ids:
        return []
    output = run(git_dir, (b"cat-file", b"--batch-check=%(objectsize)"), _requests(ids))
    answers = output.stdout.split(b"\n")[:-1]
    if output.code or len(answers) != len(ids):
        raise SourceError(f"git cannot measure the files: {first_line(output.stderr)}")
    return [int(answer) if answer.isdigit() else None for answer in answers]


def _requests(ids: Sequence[str]) -> bytes:
    return b"".join(id.encode("ascii") + b"\n" for id in ids)


def _answers(process: GitProcess, expected: int) -> Iterator[bytes | UnreadableObject]:
    """Answers until git has given all, or has ended in the middle of one."""
    for _ in range(expected):
        header = process.output.readline()
        if not header.endswith(b"\n"):
            return
        words = header.split()
        if len(words) != 3:
            yield UnreadableObject(MISSING)
            continue
        size = int(words[2])
        content = process.output.read(size + 1)
        if len(content) != size + 1:
            return
        yield content[:-1]
