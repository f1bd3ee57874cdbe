"""The generator of planted cases, on a tree of its own."""
