"""The HTML report: one file with its style, its script, and the document of the audit as data."""

import msgspec
from msgspec import Struct

from driftscan.report.audit.document import render as as_json
from driftscan.report.audit.documents import AuditJson
from driftscan.report.escape import json_document
from driftscan.report.html.escape import content, data, digest
from driftscan.report.html.levels import Level, levels_of
from driftscan.report.html.service_map import ServiceMap, service_map
from driftscan.report.terminal import audit as text
from driftscan.report.view import PLAIN

# In this order; each file uses what stands before it.
SCRIPTS = (
    *("dom", "system", "links", "quotes", "clipboard", "listing", "sparkline", "evidence"),
    *("shell", "curve", "trend", "summary", "cycles", "findings", "overlay", "graph", "paths"),
    *("services", "map", "matrix", "treemap", "hotspots", "data", "beside", "ways", "terms"),
    *("twice", "owners", "main"),
)
STYLES = ("base", "views", "map", "twice", "narrow", "print")
_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; "
    "base-uri 'none'; form-action 'none'"
)
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header id="header"></header>
<main id="main" tabindex="-1"></main>
<noscript><pre>{summary}</pre><p>The rest of this report needs JavaScript, which is all in this
file: it loads nothing.</p></noscript>
<script type="application/json" id="audit">{audit}</script>
<script type="application/json" id="pictures">{pictures}</script>
<script type="module">{script}</script>
</body>
</html>
"""


class PageParts(Struct, frozen=True):
    """All scripts in one piece, and all styles."""

    script: str
    style: str


class Pictures(Struct):
    """What is drawn, with its places."""

    levels: list[Level]
    services: ServiceMap


def render(document: AuditJson, parts: PageParts) -> str:
    """The whole file."""
    script, style = parts.script, parts.style
    pictures = Pictures(levels_of(document), service_map(document.services))
    return _PAGE.format(
        policy=_POLICY.format(script=digest(script), style=digest(style)),
        title=content(f"{document.name}: audit"),
        style=style,
        summary=_lines(text.render(document, PLAIN)),
        audit=data(as_json(document)),
        pictures=data(json_document(msgspec.json.encode(pictures).decode())),
        script=script,
    )


def _lines(summary: str) -> str:
    return "\n".join(map(content, summary.split("\n")))
