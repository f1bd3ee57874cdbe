"""What manifest formats share: values with lines, TOML, requirement lines, setuptools layouts."""
