"""Vue and Svelte files."""
