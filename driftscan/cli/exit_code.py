"""What the exit code of driftscan says; it is never a count."""

CLEAN = 0
FINDINGS = 1
TROUBLE = 2  # the tool could not do its job
INTERRUPTED = 130
