"""Notations: TOML and INI to values that know their lines, and text to YAML. No I/O."""
