"""Programs that a package of npm has: commands that it installs, and what `npm start` runs."""

from collections.abc import Iterator

from driftscan.model.fact import PROGRAM, SettingFact
from driftscan.notation.node import Node


def programs(document: Node) -> Iterator[SettingFact]:
    """`bin` is one file, called like the package, or a table of names; `scripts.start` has the
    package's name, the command behind it."""
    name = document.get("name").text.strip()
    commands = document.get("bin")
    if commands.text:
        yield SettingFact(PROGRAM, ("npm-bin", name.rpartition("/")[2]), commands.line)
    for command, file in commands.entries():
        yield SettingFact(PROGRAM, ("npm-bin", command), file.line)
    start = document.get("scripts", "start")
    if start.text.strip():
        yield SettingFact(PROGRAM, ("npm-start", name, start.text.strip()), start.line)
