"""Where bytes come from: a work tree, or any revision straight from git's object database."""

from driftscan.sources.opening import open_source
from driftscan.sources.source import MAX_FILE_BYTES, Source

__all__ = ["MAX_FILE_BYTES", "Source", "open_source"]
