"""Paths as a spec writes them: relative to the scanned root, with '/' between parts."""

from driftscan.spec.problem import quoted


class PathError(ValueError):
    """The path cannot be meant; the message is the end of a sentence about it."""


def relative_path(text: str) -> str:
    """The path without '.' and empty parts; '.' is the root itself. Raises PathError."""
    shown = quoted(text)
    if "\\" in text:
        raise PathError(f"is {shown}, with a backslash; write '/' between the parts of a path")
    if text.startswith("/"):
        raise PathError(f"is {shown}, an absolute path; write it relative to the scanned root")
    if not text.isprintable():
        raise PathError(f"is {shown}, with a control character; remove it")
    parts = [part for part in text.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise PathError(f"is {shown}, with '..'; a path must stay inside the scanned root")
    return "/".join(parts) or "."
