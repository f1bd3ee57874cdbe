"""Lines added to compose files and to Deployments of Kubernetes."""

import re
from collections.abc import Sequence


def with_environment(text: str, service: str, pairs: Sequence[tuple[str, str]]) -> str:
    """A compose file that gives a service more variables."""
    lines = text.splitlines()
    start, indent = _service(lines, service)
    end = _end(lines, start, indent)
    inner = indent + 2
    for at in range(start + 1, end):
        if re.fullmatch(rf" {{{inner}}}environment:\s*", lines[at]):
            first = lines[at + 1]
            pad = first[: len(first) - len(first.lstrip())]
            shown = [_entry(pad, pair, first.lstrip().startswith("-")) for pair in pairs]
            return "\n".join([*lines[: at + 1], *shown, *lines[at + 1 :], ""])
    pad = " " * inner
    added = [f"{pad}environment:", *(_entry(pad + "  ", pair, is_list=True) for pair in pairs)]
    return "\n".join([*lines[: start + 1], *added, *lines[start + 1 :], ""])


def override(service: str, pairs: Sequence[tuple[str, str]], needs: Sequence[str]) -> str:
    """A compose file that only adds to a service of another, below `services:`."""
    lines = [f"  {service}:"]
    if pairs:
        lines += ["    environment:", *(f'      {name}: "{value}"' for name, value in pairs)]
    if needs:
        lines += ["    depends_on:", *(f"      - {need}" for need in needs)]
    return "\n".join(lines) + "\n"


def with_variables(text: str, entries: Sequence[str], all_of: Sequence[str]) -> str:
    """A Deployment whose first container gets more entries of `env:` (lines of an item each,
    without indent) and all variables of some ConfigMaps."""
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip() == "containers:") + 1
    pad = " " * (lines[at].index("- ") + 2)
    new = [f"{pad}envFrom:", *(f"{pad}- configMapRef: {{name: {name}}}" for name in all_of)]
    lines[at + 1 : at + 1] = new if all_of else []
    env = next((n for n, line in enumerate(lines) if line == f"{pad}env:"), None)
    if env is None:
        lines[at + 1 : at + 1] = [f"{pad}env:"]
        env = at + 1
    follows = lines[env + 1] if env + 1 < len(lines) else ""
    inner = follows[: follows.index("- ")] if follows.lstrip().startswith("- ") else pad
    shown = [inner + line for entry in entries for line in entry.splitlines()]
    return "\n".join([*lines[: env + 1], *shown, *lines[env + 1 :], ""])


def _service(lines: Sequence[str], service: str) -> tuple[int, int]:
    """Its line and indent: below `depends_on:` the same name stands deeper."""
    found = [
        (len(match[1]), at)
        for at, line in enumerate(lines)
        if (match := re.fullmatch(r"( *)([\w-]+):\s*", line)) and match[2] == service
    ]
    indent, at = min(found)
    return at, indent


def _end(lines: Sequence[str], start: int, indent: int) -> int:
    for at in range(start + 1, len(lines)):
        bare = lines[at].lstrip()
        if bare and not bare.startswith("#") and len(lines[at]) - len(bare) <= indent:
            return at
    return len(lines)


def _entry(pad: str, pair: tuple[str, str], is_list: bool) -> str:
    name, value = pair
    return f"{pad}- {name}={value}" if is_list else f'{pad}{name}: "{value}"'
