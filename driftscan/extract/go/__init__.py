"""Go: an extractor of imports and names (extractor.py) and a resolver (language.py)."""
