"""Documents in YAML, JSON or TOML whose form says what they mean: a module for each."""
