"""What languages that are parsed with tree-sitter share to say what their terms mean."""
