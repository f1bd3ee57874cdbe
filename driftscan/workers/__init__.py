"""Supervised worker processes: untrusted bytes are parsed where a crash costs one file."""
