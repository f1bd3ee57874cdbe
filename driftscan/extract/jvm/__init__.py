"""Java and Kotlin as one language, for files of both name each other."""
