"""Components that lie in one folder of plug-ins: what differs there is meant."""

from driftscan.definitions.compare import compared
from driftscan.definitions.gathered import gathered
from driftscan.extract.definition_registry import load_definition_extractor

ONE = b"export interface Parcel { lane: string; seal: string; weight: boolean }\n"
OTHER = b"export interface Parcel { lane: string; seal: string; weight: string }\n"


def _relation(one: bytes, other: bytes) -> str:
    extract = load_definition_extractor("typescript-definitions").extract
    facts = sorted([(one, extract(ONE)), (other, extract(OTHER))])
    parts = {one: "one", other: "two"}
    (term,) = compared(gathered(facts, lambda path: parts[path])).terms
    return term.relation


def test_each_of_two_plugins_speaks_to_a_system_of_its_own() -> None:
    assert _relation(b"packages/connectors/one/a.ts", b"packages/connectors/two/a.ts") == "unsure"


def test_what_lies_beside_them_or_in_another_folder_is_of_one_program() -> None:
    assert _relation(b"packages/connectors/one/a.ts", b"packages/core/two/a.ts") == "differs"
    assert _relation(b"packages/one/a.ts", b"packages/two/a.ts") == "differs"
    assert _relation(b"packages/connectors/a.ts", b"packages/connectors/two/a.ts") == "differs"
