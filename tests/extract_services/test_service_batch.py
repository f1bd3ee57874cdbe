"""One crew for services and imports: what is parsed for the one is told of the other, too."""

import pytest

from driftscan.extract.batch import IF_PARSED, extract_batch, job_key
from driftscan.extract.claims import extractors_for
from driftscan.extract.registry import EXTRACTORS
from driftscan.extract.service_batch import OF_SERVICES, extract_either, extract_service_batch
from driftscan.extract.service_registry import SERVICE_EXTRACTORS, service_extractors_for

CALLS = b"""using System.Net.Http;
using Shop.Stock;
class Cart { void Ask(HttpClient http, Stock stock) { http.GetAsync("http://stock/items"); } }
"""
QUIET = b"using Shop.Stock;\nclass Cart { Stock stock; }\n"
SERVICES, IMPORTS = job_key("csharp-services", b"Cart.cs"), job_key("csharp", b"Cart.cs")


@pytest.mark.parametrize(
    ("content", "is_parsed"),
    [
        (CALLS, True),
        (b"\xef\xbb\xbf" + CALLS, True),
        (CALLS.replace(b"\n", b"\r\n"), True),
        (CALLS + b"#if A\nclass B {\n#else\nclass C {\n#endif\n}\n", None),
        (QUIET, False),
        (CALLS.decode().encode("utf-16"), None),
    ],
)
def test_imports_of_what_was_parsed(content: bytes, is_parsed: bool | None) -> None:
    """None: either will do."""
    extract_service_batch([(SERVICES, b"class Other { void Main() {} }")])
    own, imports = extract_either([(SERVICES, content, OF_SERVICES), (IMPORTS, content, IF_PARSED)])
    assert [own] == extract_service_batch([(SERVICES, content)])
    assert is_parsed is None or bool(imports) == is_parsed
    assert not imports or [imports] == extract_batch([(IMPORTS, content)])


def test_without_a_mark_imports_are_told() -> None:
    jobs = [(IMPORTS, CALLS), (IMPORTS, QUIET)]
    assert extract_either(jobs) == extract_batch(jobs)


def test_a_tree_at_hand_is_that_of_its_file_alone() -> None:
    said = extract_batch([(IMPORTS, QUIET)])
    extract_either([(SERVICES, CALLS, OF_SERVICES)])
    assert extract_either([(IMPORTS, QUIET, IF_PARSED)]) == [b""]
    assert extract_either([(IMPORTS, QUIET)]) == said


def test_those_that_read_the_same_tree() -> None:
    """Their imports are those of an extractor that claims the same files, with the same grammar."""
    for name, entry in SERVICE_EXTRACTORS.items():
        if entry.imports:
            language = EXTRACTORS[entry.imports]
            files = [b"A" + suffix for suffix in language.suffixes]
            assert files, name
            assert all(extractors_for(file) == (entry.imports,) for file in files)
            assert all(name in service_extractors_for(file) for file in files)
