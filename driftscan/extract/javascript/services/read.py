"""Content of one file to what it says of services, whatever its grammar."""

import re

from driftscan.extract.generated import is_generated
from driftscan.extract.javascript.services.clients import client_calls
from driftscan.extract.javascript.services.data import accesses
from driftscan.extract.javascript.services.gate import may_tell
from driftscan.extract.javascript.services.messaging import messages
from driftscan.extract.javascript.services.picking import Picker
from driftscan.extract.javascript.services.program import Program
from driftscan.extract.javascript.services.remote import stub_calls
from driftscan.extract.javascript.services.serving import entries_of, served
from driftscan.extract.javascript.services.stores import stores
from driftscan.extract.javascript.services.texts import Texts
from driftscan.extract.javascript.services.values import values
from driftscan.extract.javascript.services.wrappers import sites_of
from driftscan.extract.syntax.alternatives import leading_names
from driftscan.extract.syntax.parameters import through_calls
from driftscan.extract.syntax.parsed import Parsed
from driftscan.model.service_fact import ServiceFacts

_TESTS = re.compile(rb"^(?:describe|it|test|suite)(?:\.\w+)?\(\s*['\"`]", re.MULTILINE)
_LARGEST = 1 << 20
_LONGEST_LINE = 500


def is_worth_reading(content: bytes) -> bool:
    """Whether a person wrote it, for use, and it speaks of anything that matters here."""
    if len(content) > _LARGEST or not may_tell(content):
        return False
    lines = content.count(b"\n") + 1
    if len(content) > 5000 and len(content) / lines > _LONGEST_LINE:
        return False
    return not _TESTS.search(content) and not is_generated(content, "javascript")


def facts_of(parsed: Parsed) -> ServiceFacts:
    """All facts of a parsed file, those of each kind in the order of the text."""
    program = Program(parsed)
    picker = Picker(program, Texts(program))
    sites = sites_of(picker)
    said = [*client_calls(picker), *messages(picker), *stub_calls(picker)]
    calls = [call for call in through_calls(said, sites) if call.address or call.kind != "http"]
    opened = sorted(through_calls(stores(picker), sites), key=lambda fact: fact.line)
    used = through_calls(accesses(picker), sites)
    return ServiceFacts(
        values=tuple(values(picker, leading_names(calls, opened))),
        calls=tuple(sorted(calls, key=lambda fact: fact.line)),
        served=tuple(sorted(served(picker), key=lambda fact: fact.line)),
        stores=tuple(opened),
        accesses=tuple(sorted(used, key=lambda fact: fact.line)),
        marks=tuple(entries_of(picker)),
        problems=parsed.problems,
    )
