"""Makes text safe inside of an HTML page: as content, and as data for the script that is in it."""

import base64
import hashlib

from driftscan.report.escape import name_text

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
# JSON knows these escapes, and without the letters nothing in it can end a script or begin a tag.
_IN_JSON = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def content(text: str) -> str:
    """Text between tags or between the quotes of an attribute; nothing invisible in it."""
    return "".join(_ENTITIES.get(letter, letter) for letter in name_text(text))


def data(json: str) -> str:
    """JSON for a script element that holds data: the same values, no markup."""
    for letter, escape in _IN_JSON.items():
        json = json.replace(letter, escape)
    return json


def digest(text: str) -> str:
    """What a Content-Security-Policy calls an inline script or style by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
