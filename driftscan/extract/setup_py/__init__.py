"""setup.py: a project's name, layout and requirements, read as text and never run."""
