"""Ruby: sources as facts, and where their constants and `require` lead."""
