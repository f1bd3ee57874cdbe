"""Sets of files as other tools write them: expressions and globs, and the components they make."""
