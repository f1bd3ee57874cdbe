"""Java: imports, the types it declares, and the names it uses without an import."""
