"""Functions of all languages as rows of tokens, by a lexical scan."""
