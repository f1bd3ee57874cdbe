"""package.json: name, requirements, workspaces and entry points."""
