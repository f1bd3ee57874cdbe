"""Do we give the same verdict as import-linter, for the same reasons?"""
