"""Patterns and the words of rules, spelled out as soon as it is known what the tree holds."""
