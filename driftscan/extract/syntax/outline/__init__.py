"""A file of a program reduced to its calls, names, functions and types, in the same words for
several languages; and what tables of libraries make of that."""
