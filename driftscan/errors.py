"""The errors driftscan raises on purpose; each becomes one clear message and exit code 2."""


class DriftscanError(Exception):
    """The tool could not do its job. The message says what is wrong, where, and what to do."""


class SourceError(DriftscanError):
    """The place to scan, or a revision in it, cannot be read."""


class SpecError(DriftscanError):
    """The spec has problems; the message holds all of them, each with its line."""


class BaselineError(DriftscanError):
    """The baseline file cannot be read or does not fit."""


class NothingMatchedError(DriftscanError):
    """A component, rule or exception matches nothing, or less was read than the spec demands."""


class UsageError(DriftscanError):
    """An argument does not fit what was scanned (an unknown finding, a missing file)."""


class HistoryError(DriftscanError):
    """There is no history, or too little of it for what was asked."""
