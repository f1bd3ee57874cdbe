"""What holds for the resolution of any small tree."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from driftscan.extract.java import extractor
from driftscan.extract.jvm import language
from driftscan.extract.jvm.layout import root_of
from driftscan.extract.jvm.scopes import Reach, innermost, parents, sorted_spans
from driftscan.model.fact import FileFacts

NAMES = "ABC"
PACKAGES = ("a", "b", "a.c")
files = st.dictionaries(
    st.tuples(st.sampled_from(("one", "two")), st.sampled_from(PACKAGES), st.sampled_from(NAMES)),
    st.lists(st.sampled_from([*NAMES, "a.A", "b.B", "import a.c.C;", "import b.*;"]), max_size=4),
    min_size=1,
    max_size=8,
)


def source(package: str, name: str, words: Sequence[str]) -> str:
    imports = [word for word in words if word.startswith("import")]
    fields = [f"{word} f{at};" for at, word in enumerate(words) if word not in imports]
    return "\n".join([f"package {package};", *imports, f"class {name} {{", *fields, "}"])


def resolved(tree: Mapping[bytes, FileFacts]) -> dict[bytes, list[tuple[bytes, tuple[int, ...]]]]:
    hints = {path: language.hints(facts) for path, facts in tree.items()}
    paths = sorted(tree)
    index = language.build_index(paths, {}, (), language.infer(paths, {}, (), hints))
    return {
        path: [
            (index.modules[ref.target].path, ref.lines)
            for ref in index.resolve(path, facts).internal
        ]
        for path, facts in tree.items()
    }


def tree_of(drawn: Mapping[tuple[str, str, str], Sequence[str]]) -> dict[bytes, FileFacts]:
    return {
        f"{root}/{package.replace('.', '/')}/{name}.java".encode(): extractor.extract(
            source(package, name, words).encode()
        )
        for (root, package, name), words in drawn.items()
    }


@given(files)
def test_the_order_of_files_does_not_matter(drawn: dict[tuple[str, str, str], list[str]]) -> None:
    tree = tree_of(drawn)
    assert resolved(tree) == resolved(dict(reversed(tree.items())))


@given(files)
def test_no_file_refers_to_itself(drawn: dict[tuple[str, str, str], list[str]]) -> None:
    for path, references in resolved(tree_of(drawn)).items():
        assert path not in [target for target, _ in references]


@given(st.recursive(st.just([]), lambda inner: st.lists(inner, max_size=4), max_leaves=20))
def test_the_innermost_span_is_the_smallest_around_a_point(shape: list[object]) -> None:
    found: list[tuple[int, int]] = []

    def lay(node: object, begin: int) -> int:
        end = begin + 1
        for child in node if isinstance(node, list) else ():
            end = lay(child, end)
        found.append((begin, end + 1))
        return end + 1

    length = lay(shape, 0)
    nested = sorted_spans(found)
    points = list(range(length + 1))
    for point, at in zip(points, innermost(nested, points), strict=True):
        around = [span for span in nested if span[0] <= point < span[1]]
        smallest = min(around, key=lambda span: span[1] - span[0], default=None)
        assert (nested[at] if at >= 0 else None) == smallest
    for span, at in zip(nested, parents(nested), strict=True):
        around = [each for each in nested if each[0] <= span[0] and span[1] <= each[1]]
        smallest = min(
            (each for each in around if each != span), key=lambda s: s[1] - s[0], default=None
        )
        assert (nested[at] if at >= 0 else None) == smallest


@given(st.lists(st.sampled_from([(0, 20), (2, 8), (3, 5), (9, 12), (10, 11), (25, 30)])))
def test_a_name_holds_where_any_of_its_spans_is(chosen: list[tuple[int, int]]) -> None:
    reach = Reach()
    for span in chosen:
        reach.add(b"x", span)
    for point in range(32):
        expected = any(begin <= point < end for begin, end in chosen)
        assert reach.holds(b"x", point) is expected


def test_the_root_is_above_the_package_or_what_the_builds_say() -> None:
    assert root_of("core/src/main/java/com/acme", "com.acme") == "core/src/main/java"
    assert root_of("com/acme", "com.acme") == ""
    assert root_of("core/src/main/kotlin/web", "com.acme.web") == "core/src/main/kotlin"
    assert root_of("scripts", "com.acme") == "scripts"
    assert root_of("code/web", None, ("code",)) == "code"
    assert root_of("src/test/java/a", None) == "src/test/java"
