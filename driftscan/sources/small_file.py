"""Reading a small file that someone else may have placed: regular files only, never a link."""

import errno
import os
import stat

OPEN_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


class NotPlainFileError(OSError):
    """The path is a link, a pipe, a device or larger than the caller is ready to read."""


def read_small_file(path: bytes | str, limit: int, directory: int | None = None) -> bytes:
    """Content of a regular file of at most limit bytes, relative to an open directory if given.

    FileNotFoundError when absent; NotPlainFileError or another OSError when not readable so.
    """
    descriptor = os.open(path, OPEN_FLAGS, dir_fd=directory)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotPlainFileError(0, "not a regular file")
        if status.st_size > limit:
            raise NotPlainFileError(0, f"larger than {limit} bytes")
        return read_to_end(descriptor, status.st_size, limit)
    finally:
        os.close(descriptor)


def read_to_end(descriptor: int, expected: int, limit: int) -> bytes:
    """All bytes of an open file; one byte more than limit at most, should it be growing."""
    content = os.read(descriptor, expected + 1)
    if len(content) == expected:  # asked for one more and got none: that is the end
        return content
    parts = [content]
    total = len(content)
    while total <= limit and (part := os.read(descriptor, limit + 1 - total)):
        parts.append(part)
        total += len(part)
    return b"".join(parts)


def why(problem: OSError) -> str:
    """The reason in words, without the path."""
    if problem.errno == errno.ELOOP:
        return "a symbolic link, which is not followed"
    return (problem.strerror or str(problem)).lower()
