"""What the benchmarks compare: the graph of one language, of a tree that holds several."""

from pathlib import Path

import pytest

from benchmarks.command import GraphJson, graph_of

FILES = {
    "web/package.json": '{"name": "web"}',
    "web/a.ts": 'import "./b";\nimport "react";\nimport "./lost";\n',
    "web/b.ts": 'import page from "./Page.vue";\n',
    "web/Page.vue": '<script>import "lodash";</script>\n',
    "app/src/main/java/shop/A.java": "package shop;\nimport other.B;\nclass A { B b; }\n",
    "app/src/main/java/other/B.kt": "package other\nimport org.slf4j.Logger\nclass B\n",
    "svc/__init__.py": "",
    "svc/main.py": "from svc import money\nfrom svc.lost import x\nimport requests\n",
    "svc/money.py": "",
    # Whoever starts the tool in this directory by `python -m driftscan` runs these.
    "driftscan/__init__.py": "raise SystemExit(3)\n",
    "driftscan/__main__.py": "raise SystemExit(3)\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return tmp_path


def shown(graph: GraphJson) -> list[set[str]]:
    paths = {module.id: module.path for module in graph.modules}
    return [
        set(paths.values()),
        {f"{paths[edge.source]} -> {paths[edge.target]}" for edge in graph.edges},
        {f"{paths[edge.source]} -> {edge.target}" for edge in graph.external_edges},
        {f"{gap.path}: {gap.written}" for gap in graph.unresolved},
    ]


def test_components_are_javascript(tree: Path) -> None:
    assert shown(graph_of(tree, language="javascript")) == [
        {"web/a.ts", "web/b.ts", "web/Page.vue"},
        {"web/a.ts -> web/b.ts", "web/b.ts -> web/Page.vue"},
        {"web/a.ts -> react", "web/Page.vue -> lodash"},
        {"web/a.ts: ./lost"},
    ]


def test_java_and_kotlin_are_one_language(tree: Path) -> None:
    java, kotlin = "app/src/main/java/shop/A.java", "app/src/main/java/other/B.kt"
    assert shown(graph_of(tree, language="jvm")) == [
        {java, kotlin},
        {f"{java} -> {kotlin}"},
        {f"{kotlin} -> org.slf4j"},
        set(),
    ]


def test_every_edge_is_of_one_of_the_languages(tree: Path) -> None:
    whole = graph_of(tree)
    languages = {module.language for module in whole.modules}
    assert languages == {"javascript", "jvm", "python"}
    parts = [shown(whole.of(language)) for language in sorted(languages)]
    for kind, found in enumerate(shown(whole)):
        assert sum(len(part[kind]) for part in parts) == len(found)
        assert set().union(*(part[kind] for part in parts)) == found


def test_the_tree_it_stands_in_is_not_imported(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    modules, edges, externals, lost = shown(graph_of(Path(), language="python"))
    assert modules > {"svc/main.py", "svc/money.py", "driftscan/__init__.py"}
    assert edges == {"svc/main.py -> svc/money.py"}
    assert externals == {"svc/main.py -> requests"}
    assert lost == {"svc/main.py: svc.lost"}
