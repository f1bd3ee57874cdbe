"""The script and the style of the HTML report, as they lie in the package."""

from collections.abc import Sequence
from importlib.resources import files

from driftscan.report.html.page import SCRIPTS, STYLES, PageParts


def page_parts() -> PageParts:
    """Both, each in one piece."""
    return PageParts(script=_joined("js", SCRIPTS), style=_joined("css", STYLES))


def _joined(kind: str, names: Sequence[str]) -> str:
    folder = files("driftscan.report.html") / "page"
    return "\n".join((folder / f"{name}.{kind}").read_text("utf-8") for name in names)
