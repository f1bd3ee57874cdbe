"""PHP: sources as facts, and where their names lead."""
