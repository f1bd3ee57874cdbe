"""Charts of Helm: templates, read without running them, values and dependencies."""
