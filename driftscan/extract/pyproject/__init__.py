"""pyproject.toml: a project's name, layout and requirements, one file per build tool."""
