"""Source to what somebody made at home, and to members of packages that do several things.

Lexical, for ten languages alike: texts and comments are blanked, a class or function ends where its
braces or its indentation do. What is not understood so is not found; nothing is guessed.
"""
