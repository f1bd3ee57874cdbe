"""A git directory of our own that stands in for a scanned one: its data, none of its settings.

Objects, references and the index are linked in; configuration, hooks, alternates, attributes,
grafts, promisor settings and the work tree's place are not, so there is nothing that could name
a command, another repository or the network. What is linked in is first looked through for
symbolic links and pipes, which git would follow or wait for.
"""

import os
import re
import weakref
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from driftscan.errors import SourceError
from driftscan.sources.repository import SMALL_BYTES, Repository
from driftscan.sources.small_file import read_small_file, why
from driftscan.sources.wording import shown

_CONFIG = "[core]\n\tbare = true\n\trepositoryformatversion = {version}\n"
_HEAD = re.compile(rb"ref:\s*refs/\S|[0-9a-f]{40}")
_ABSENT = b"absent"
_REFERENCES = (b"refs", b"packed-refs", b"shallow", b"logs", b"reftable")


class StandIn:
    """The stand-in for one repository, removed when the object goes away or the program ends.

    path: the git directory to give to git.
    """

    def __init__(self, repository: Repository) -> None:
        self.path = _make_directory()
        self._finalizer = weakref.finalize(self, _remove, self.path, os.getpid())
        with _preparing():
            os.mkdir(os.path.join(self.path, b"objects"))
            self._write(b"config", _configuration(repository).encode())

    def link_index(self, repository: Repository) -> None:
        """Give access to the list of tracked files, and to nothing else."""
        self.link_index_file(repository, os.path.join(repository.git_dir, b"index"))

    def link_index_file(self, repository: Repository, index: bytes) -> None:
        """The same with another index file; git makes temporary ones for partial commits."""
        with _preparing(), os.scandir(repository.git_dir) as entries:
            os.mkdir(os.path.join(self.path, b"refs"))
            self._write(b"HEAD", b"ref: refs/heads/none\n")
            if os.path.lexists(index):
                self._link(index, b"index")
            for entry in entries:
                if entry.name.startswith(b"sharedindex."):
                    self._link(entry.path, entry.name)

    def link_objects(self, repository: Repository, ids: Sequence[str]) -> None:
        """Give access to these objects: a repository may hold loose ones by the ten thousand, and
        each that is linked in is looked at first."""
        objects = _own_objects(repository)
        with _preparing():
            for name in sorted({b"pack", *(id[:2].encode() for id in ids)}):
                path = os.path.join(objects, name)
                known = os.path.lexists(os.path.join(self.path, b"objects", name))
                if os.path.lexists(path) and not known:
                    self._link(path, b"objects/" + name)

    def link_history(self, repository: Repository) -> None:
        """Give access to objects and references."""
        with _preparing():
            self._copy_heads(repository.git_dir)
            for name in _REFERENCES:
                path = os.path.join(repository.common_dir, name)
                if os.path.lexists(path):
                    self._link(path, name)
        self.link_all_objects(repository)

    def link_all_objects(self, repository: Repository) -> None:
        """One by one: `objects/info` would bring alternates, which lead to other repositories."""
        objects = _own_objects(repository)
        with _preparing(), os.scandir(objects) as entries:
            for entry in entries:
                if entry.name != b"info" and not entry.name.startswith(b"tmp_"):
                    self._link(entry.path, b"objects/" + entry.name)

    def pretend_empty(self, id: str) -> None:
        """Let git find a content that the repository lacks, as an empty one. It lies apart, below
        our own directory: `objects` may lead into the repository."""
        with _preparing():
            self._write_alternates()
            directory = os.path.join(self.path, _ABSENT, id[:2].encode())
            os.makedirs(directory, exist_ok=True)
            with open(os.path.join(directory, id[2:].encode()), "wb") as file:
                file.write(zlib.compress(b"blob 0\0"))

    def _write_alternates(self) -> None:
        info = os.path.join(self.path, b"objects", b"info")
        if not os.path.isdir(info):
            os.mkdir(info)
            self._write(b"objects/info/alternates", os.path.join(self.path, _ABSENT) + b"\n")

    def _copy_heads(self, git_dir: bytes) -> None:
        """HEAD, FETCH_HEAD, ORIG_HEAD...: copies, because git takes no symbolic link for HEAD."""
        with os.scandir(git_dir) as entries:
            heads = sorted(entry.name for entry in entries if entry.name.endswith(b"HEAD"))
        for name in heads:
            source = os.path.join(git_dir, name)
            self._write(name, _head(source))

    def _link(self, source: bytes, name: bytes) -> None:
        _refuse_links(source)
        os.symlink(source, os.path.join(self.path, name))

    def _write(self, name: bytes, content: bytes) -> None:
        with open(os.path.join(self.path, name), "xb") as file:
            file.write(content)


@contextmanager
def _preparing() -> Iterator[None]:
    """A full disk, or a repository that may not be read, becomes one clear message."""
    try:
        yield
    except OSError as problem:
        place = f" ({shown(problem.filename)})" if problem.filename else ""
        raise SourceError(f"The repository cannot be prepared: {why(problem)}{place}.") from problem


def _own_objects(repository: Repository) -> bytes:
    objects = os.path.join(repository.common_dir, b"objects")
    if os.path.islink(objects):
        raise _refused(objects, "it is a symbolic link")
    return objects


def _configuration(repository: Repository) -> str:
    """Our own settings; extensions only where needed, git before 2.28 knows none of these."""
    extensions = ""
    if repository.object_format != "sha1":
        extensions += f"\tobjectFormat = {repository.object_format}\n"
    if os.path.lexists(os.path.join(repository.common_dir, b"reftable")):
        extensions += "\trefStorage = reftable\n"
    config = _CONFIG.format(version=1 if extensions else 0)
    return f"{config}[extensions]\n{extensions}" if extensions else config


def _head(path: bytes) -> bytes:
    """What a file like HEAD says. In old repositories it is a link to the branch."""
    try:
        if os.path.islink(path) and (target := os.readlink(path)).startswith(b"refs/"):
            return b"ref: " + target + b"\n"
        content = read_small_file(path, SMALL_BYTES)
    except OSError as problem:
        raise _refused(path, why(problem)) from problem
    if os.path.basename(path) == b"HEAD" and not _HEAD.match(content):
        raise SourceError(f"{shown(path)} is damaged: it names neither a branch nor a commit.")
    return content


def _refuse_links(path: bytes) -> None:
    """SourceError unless the path is a plain file, or a directory of such at every depth."""
    if os.path.islink(path):
        raise _refused(path, "it is a symbolic link")
    if not os.path.isdir(path):
        # What `git gc` packs away meanwhile is gone from here, and found in its pack.
        if os.path.lexists(path) and not os.path.isfile(path):
            raise _refused(path, "it is not a regular file")
        return
    pending = [path]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    elif not entry.is_file(follow_symlinks=False):
                        raise _refused(entry.path, "it is a symbolic link or a special file")
        except FileNotFoundError:
            continue
        except OSError as problem:
            raise _refused(path, why(problem)) from problem


def _refused(path: bytes, why: str) -> SourceError:
    return SourceError(
        f"{shown(path)} is not read: {why}. driftscan reads no repository whose data lie outside "
        "of it; `git clone` makes a copy that stands by itself."
    )


def _make_directory() -> bytes:
    """A new private directory; not tempfile, whose import costs more than everything else here."""
    name = b"driftscan-" + os.urandom(10).hex().encode()
    for variable in ("TMPDIR", "TEMP", "TMP"):
        if place := os.environ.get(variable):
            break
    else:
        place = "/tmp"
    path = os.path.join(os.path.abspath(os.fsencode(place)), name)
    try:
        os.mkdir(path, 0o700)
    except OSError as problem:
        raise SourceError(
            f"No temporary directory can be made in {shown(place)} ({problem.strerror}), which "
            "reading a git repository needs; set TMPDIR to a writable directory."
        ) from problem
    return path


def _remove(path: bytes, owner: int) -> None:
    """Remove the directory; links are removed, never what they lead to."""
    if os.getpid() != owner:  # a forked worker must not clear away its parent's directory
        return
    absent = os.path.join(path, _ABSENT)
    prefixes = [os.path.join(_ABSENT, each) for each in _names_in(absent)]
    for folder in (*prefixes, _ABSENT, b"objects/info", b"objects", b"refs", b""):
        directory = os.path.join(path, folder) if folder else path
        if os.path.islink(directory) or not os.path.isdir(directory):
            continue
        with os.scandir(directory) as entries:
            names = [entry.path for entry in entries if not entry.is_dir(follow_symlinks=False)]
        for name in names:
            os.unlink(name)
        os.rmdir(directory)


def _names_in(directory: bytes) -> list[bytes]:
    return os.listdir(directory) if os.path.isdir(directory) else []
