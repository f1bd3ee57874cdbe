"""A directory on disk as the walk sees it: names and sizes, no content but ignore files."""

import os
import stat
import sys
from collections.abc import Sequence

from driftscan.model.source import LeftOut, SourceFile
from driftscan.sources.directories import Directories
from driftscan.sources.gitignore import Matcher
from driftscan.sources.ignore_files import NAME, read_ignore_file
from driftscan.sources.small_file import why
from driftscan.sources.source import MAX_FILE_BYTES, TOO_LARGE, Claims
from driftscan.sources.walk import Folder, link_destination

_ENCODING = sys.getfilesystemencoding()
_ERRORS = sys.getfilesystemencodeerrors()
_SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a directory by now",
    stat.S_IFLNK: "a symbolic link by now, which is not followed",
}


class DiskTree:
    """Implements walk.Tree. directories: of the scanned root, open for as long as the walk is."""

    def __init__(self, directories: Directories) -> None:
        self._directories = directories
        self._descriptor = -1

    def open_folder(self, path: bytes, claims: Claims, /) -> Folder | LeftOut:
        """The names in a directory."""
        try:
            self._descriptor = self._directories.descriptor(path)
            with os.scandir(self._descriptor) as found:
                entries = list(found)
        except OSError as problem:
            return LeftOut(path, "unreadable", why(problem))
        return _sorted_out(entries, claims)

    def file(self, folder: bytes, name: bytes, /) -> SourceFile | LeftOut:
        """A claimed file with its stamp, or why it cannot be one."""
        path = folder + b"/" + name if folder else name
        try:
            status = os.stat(name, dir_fd=self._descriptor, follow_symlinks=False)
        except OSError as problem:
            return LeftOut(path, "unreadable", why(problem))
        return (
            SourceFile(path, status.st_size, "", stamp(status))
            if (stat.S_ISREG(status.st_mode) and status.st_size <= MAX_FILE_BYTES)
            else unfit(path, status)
        )

    def state(self, path: bytes, /) -> None:
        """A directory on disk has to be looked into."""

    def ignore_file(self, folder: bytes, names: frozenset[bytes], /) -> Matcher | LeftOut | None:
        """The directory's .gitignore."""
        if NAME not in names:
            return None
        path = folder + b"/" + NAME if folder else NAME
        return read_ignore_file(NAME, path, self._descriptor)

    def links_to_files(self, links: Sequence[bytes], /) -> frozenset[bytes]:
        """Of these links, those whose text names a plain file inside the tree."""
        return frozenset(link for link in links if self._leads_to_file(link))

    def _leads_to_file(self, link: bytes) -> bool:
        folder, _, name = link.rpartition(b"/")
        try:
            target = os.readlink(name, dir_fd=self._directories.descriptor(folder))
            destination = link_destination(link, target)
            if destination is None:
                return False
            folder, _, name = destination.rpartition(b"/")
            descriptor = self._directories.descriptor(folder)
            status = os.stat(name or b".", dir_fd=descriptor, follow_symlinks=False)
        except OSError:  # dangling, or a link on the way: then it names no plain file
            return False
        return stat.S_ISREG(status.st_mode)


def stamp(status: os.stat_result) -> tuple[int, ...]:
    """What changes when the file does."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def unfit(path: bytes, status: os.stat_result) -> LeftOut:
    """Why a path is not a file to be read."""
    if stat.S_ISREG(status.st_mode):
        return LeftOut(path, "too-large", TOO_LARGE)
    kind = _SPECIAL.get(stat.S_IFMT(status.st_mode), "neither file nor directory")
    return LeftOut(path, "not-a-file", kind)


def _sorted_out(entries: Sequence["os.DirEntry[str]"], claims: Claims) -> Folder:
    """scandir of an open directory gives text; its bytes are restored with the same encoding,
    as os.fsencode does, less its checks, and all at once."""
    text = "\0".join([entry.name for entry in entries])
    names = text.encode(_ENCODING, _ERRORS).split(b"\0") if entries else []
    folders: list[bytes] = []
    files: list[bytes] = []
    links: list[bytes] = []
    for name, entry in zip(names, entries, strict=True):
        if entry.is_file(follow_symlinks=False):  # first, because most entries are files
            if claims(name):
                files.append(name)
        elif entry.is_dir(follow_symlinks=False):
            folders.append(name)
        elif entry.is_symlink():
            links.append(name)
        elif claims(name):
            files.append(name)
    return Folder(frozenset(names), folders, files, links)
