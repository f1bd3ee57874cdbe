"""Rust: what a file says (extractor) and where it leads (language)."""
