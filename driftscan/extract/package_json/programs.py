"""Programs that a package of npm has: commands that it installs, what `npm start` runs, and where
the server begins that Meteor makes of it."""

import re
from collections.abc import Iterator

from driftscan.model.fact import PROGRAM, SettingFact
from driftscan.notation.node import Node

_OTHER = re.compile(r"(?:npm|yarn|pnpm|bun)(?: run(?:-script)?)? ([\w:.-]+)")
_DEEPEST = 5


def programs(document: Node) -> Iterator[SettingFact]:
    """`bin` is one file, called like the package, or a table of names; `scripts.start` has the
    package's name, the command behind it that it comes to."""
    name = document.get("name").text.strip()
    commands = document.get("bin")
    if commands.text:
        yield SettingFact(PROGRAM, ("npm-bin", name.rpartition("/")[2]), commands.line)
    for command, file in commands.entries():
        yield SettingFact(PROGRAM, ("npm-bin", command), file.line)
    start = document.get("scripts", "start")
    if start.text.strip():
        yield SettingFact(PROGRAM, ("npm-start", name, _run(document.get("scripts"))), start.line)
    main = document.get("meteor").get("mainModule")
    server = main.get("server") if main.is_table else main
    if server.text.strip():
        yield SettingFact(PROGRAM, ("meteor-main", server.text.strip()), server.line)


def _run(scripts: Node) -> str:
    """What `start` comes to, where it is only another name for another script."""
    command = scripts.get("start").text.strip()
    for _ in range(_DEEPEST):
        found = _OTHER.fullmatch(command)
        if found is None or not scripts.get(found[1]).text.strip():
            break
        command = scripts.get(found[1]).text.strip()
    return command
