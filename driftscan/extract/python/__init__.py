"""Python: an import extractor (extractor.py) and a resolver (language.py)."""
