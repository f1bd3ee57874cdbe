"""SARIF 2.1.0, as GitHub code scanning reads it: the new findings of a scan.

Findings that do not count (accepted, excepted, planned, there before) are left out, not marked with
`suppressions`: code scanning does not read that property and would open an alert for each.
Notifications count them.
"""

import msgspec

from driftscan import __version__
from driftscan.model.scan import Scan
from driftscan.report.costliest import costliest_first, numbered
from driftscan.report.escape import json_document, terminal
from driftscan.report.repository import project_name
from driftscan.report.sarif.document import (
    SCHEMA_URI,
    Details,
    Driver,
    Result,
    Run,
    Tool,
)
from driftscan.report.sarif.limits import MOST_RESULTS, fitting
from driftscan.report.sarif.notifications import invocation
from driftscan.report.sarif.results import result
from driftscan.report.sarif.rules import rule_descriptors


def render(scan: Scan) -> str:
    """One run, a result on each line, the costliest first, within the limits of code scanning."""
    descriptors, index_of = rule_descriptors(scan)
    found = numbered(costliest_first(scan.findings))
    encoded = [
        _line(result(scan, finding, ordinal, descriptors, index_of))
        for finding, ordinal in found[:MOST_RESULTS]
    ]
    lines = encoded[: fitting(encoded)]
    run = Run(
        tool=Tool(Driver(version=__version__, rules=descriptors)),
        automation_details=Details(f"driftscan/{terminal(project_name(scan))}/"),
        invocations=[invocation(scan, len(found) - len(lines))],
    )
    head = msgspec.json.encode(run).decode().removesuffix("}")
    results = "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"
    start = f'{{\n"$schema": "{SCHEMA_URI}",\n"version": "2.1.0",\n"runs": ['
    return json_document(f'{start}{head},\n"results":{results}}}]\n}}\n')


def _line(found: Result) -> str:
    return msgspec.json.encode(found).decode()
