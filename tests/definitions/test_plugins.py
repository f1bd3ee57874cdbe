"""Components that lie in one folder of plug-ins: what differs there is meant."""

from driftscan.definitions.compare import compared
from driftscan.definitions.gathered import gathered
from driftscan.extract.definition_registry import load_definition_extractor

ONE = b"export interface Parcel { lane: string; seal: string; weight: boolean }\n"
OTHER = b"export interface Parcel { lane: string; seal: string; weight: string }\n"


ASKED = b"export const isSentParcel = (parcel: Parcel) => parcel.state === 'sent'\n"
MORE = (
    b"export const isSentParcel = (parcel: Parcel) => parcel.state === 'sent' && parcel.rows < 2\n"
)


def _relation(one: bytes, other: bytes, texts: tuple[bytes, bytes] = (ONE, OTHER)) -> str:
    extract = load_definition_extractor("typescript-definitions").extract
    facts = sorted([(one, extract(texts[0])), (other, extract(texts[1]))])
    parts = {one: "one", other: "two"}
    (term,) = compared(gathered(facts, lambda path: parts[path])).terms
    return term.relation


def test_each_of_two_plugins_speaks_to_a_system_of_its_own() -> None:
    assert _relation(b"packages/connectors/one/a.ts", b"packages/connectors/two/a.ts") == "unsure"


def test_what_lies_beside_them_or_in_another_folder_is_of_one_program() -> None:
    assert _relation(b"packages/connectors/one/a.ts", b"packages/core/two/a.ts") == "differs"
    assert _relation(b"packages/one/a.ts", b"packages/two/a.ts") == "differs"
    assert _relation(b"packages/connectors/a.ts", b"packages/connectors/two/a.ts") == "differs"


def test_each_of_two_plugins_asks_its_own_system() -> None:
    texts = (ASKED, MORE)
    assert _relation(b"server/plugins/one/a.ts", b"server/plugins/two/a.ts", texts) == "unsure"
    assert _relation(b"server/one/a.ts", b"server/two/a.ts", texts) == "differs"


def test_what_is_of_a_sample_need_not_agree() -> None:
    assert _relation(b"packages/one/a.ts", b"samples/two/src/a.ts") == "unsure"
    assert _relation(b"packages/one/a.ts", b"two/src/org/samples/a.ts") == "differs"


def test_folders_of_plugins_may_say_of_what() -> None:
    assert _relation(b"acme-connectors-v2/one/a.ts", b"acme-connectors-v2/two/a.ts") == "unsure"
    lake, mail = b"engine/lake-plugins/one/src/a.ts", b"engine/mail-plugins/two/src/a.ts"
    assert _relation(lake, mail) == "unsure"
    assert _relation(lake, b"engine/two/src/a.ts") == "differs"
    assert _relation(b"engine/lake-plugins/a.ts", mail) == "differs"
