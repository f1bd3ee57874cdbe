"""go.mod: the module that a folder holds, and what it requires."""
