"""What the languages that are read with tree-sitter share: parsing, queries, comments."""
