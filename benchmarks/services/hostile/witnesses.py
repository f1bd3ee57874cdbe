"""Two plain services beside each attack: they must be found whatever stands beside them."""

import json
from pathlib import Path

_COMPOSE = """services:
  witness-a:
    build: ./a
  witness-b:
    build: ./b
"""
_CALL = 'import requests\n\nrequests.get("http://witness-b:8080/here")\n'


def place(tree: Path) -> None:
    """Write them into a folder of their own."""
    for name in "ab":
        folder = tree / "witnesses" / name
        folder.mkdir(parents=True)
        (folder / "Dockerfile").write_text("FROM python:3.12\n")
        (folder / "requirements.txt").write_text("requests\n")
        (folder / "app.py").write_text(_CALL if name == "a" else "")
    (tree / "witnesses" / "docker-compose.yml").write_text(_COMPOSE)


def are_found(out: bytes) -> bool:
    """Whether the graph has their one edge."""
    edges = json.loads(out)["edges"]
    return any((e["source"], e["target"]) == ("witness-a", "witness-b") for e in edges)
