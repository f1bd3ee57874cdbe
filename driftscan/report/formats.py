"""The formats of each command's result, each a module with one render function."""

from importlib import import_module

from driftscan.model.scan import Scan
from driftscan.report.view import View

# The text formats are for people and take a View; the others are the same for everyone.
TEXT = "text"
CHECK_FORMATS = {
    TEXT: "driftscan.report.terminal",
    "json": "driftscan.report.check_json",
    "sarif": "driftscan.report.sarif",
    "gitlab": "driftscan.report.code_quality",
    "junit": "driftscan.report.junit",
    "github": "driftscan.report.github",
    "rdjson": "driftscan.report.rdjson",
    "markdown": "driftscan.report.markdown",
    "csv": "driftscan.report.csv",
}


def rendered(scan: Scan, format_name: str, view: View) -> str:
    """The scan in a format of CHECK_FORMATS."""
    render = import_module(CHECK_FORMATS[format_name]).render
    text = render(scan, view) if format_name == TEXT else render(scan)
    assert isinstance(text, str)
    return text
