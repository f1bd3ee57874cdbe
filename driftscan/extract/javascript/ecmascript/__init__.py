"""JavaScript and JSX files."""
