"""TypeScript files."""
