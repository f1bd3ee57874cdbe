""".gitattributes: which paths a forge is told to show as generated."""
