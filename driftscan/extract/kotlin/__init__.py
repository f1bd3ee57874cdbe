"""Kotlin: imports, what it declares, and the names it uses without an import."""
