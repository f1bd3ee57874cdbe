"""libs.versions.toml: the names that Gradle builds give to libraries."""
