"""JavaScript that holds nothing but data, read without running it."""
