"""JavaScript and TypeScript, Vue and Svelte components: extractors in folders, a resolver here."""
