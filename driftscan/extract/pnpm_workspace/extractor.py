"""pnpm-workspace.yaml as facts: the patterns of its packages."""

from driftscan.extract.manifest.harvest import unreadable
from driftscan.model.fact import FileFacts, SettingFact
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml


def extract(content: bytes) -> FileFacts:
    """Settings: `workspaces` (pattern), one per line of `packages`."""
    try:
        document = parse_yaml(content)
    except UnreadableTextError as error:
        return unreadable(error.code, error.reason, error.line)
    return FileFacts(
        settings=tuple(
            SettingFact("workspaces", (pattern.text,), pattern.line)
            for pattern in document.get("packages").elements()
            if pattern.text
        )
    )
