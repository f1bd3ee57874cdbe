"""Cargo.toml: a package of crates, what it depends on, and the workspace it is in."""
