"""Facts about terms of all files, held against each other between components. Pure."""
