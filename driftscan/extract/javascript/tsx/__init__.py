"""TypeScript files with JSX."""
