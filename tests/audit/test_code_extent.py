"""Trees in, what the summary says of their files and components out."""

from pathlib import Path

import pytest

from driftscan.journeys.audit import audit
from driftscan.report.audit.document import document_of
from driftscan.stages.request import Request
from tests.audit.systems import TODAY
from tests.propose.trees import package, plant

_MARKS = "as .gitattributes, folders, names or comments at the head say."

FILES = {
    "by ending": (
        {"a.py": "", "b.py": "", "web/c.ts": ""},
        "3 files of languages whose imports are read (2 .py, 1 .ts).",
    ),
    "tests are not told apart": (
        {"a.py": "", "tests/test_a.py": ""},
        "2 files of languages whose imports are read (2 .py).",
    ),
    "what is not read is named": (
        {
            "a.py": "",
            "c/b.c": "",
            "c/b.h": "",
            "c/d.h": "",
            "e.ps1": "",
            "x.sql": "",
            "build.gradle.kts": "",
        },
        "1 file of languages whose imports are read (1 .py). "
        "Other languages are not read, as 2 .h, 1 .c and 1 .ps1. Of 1 .sql file only tables are "
        "read.",
    ),
    "a mark, a name, a folder": (
        {
            "a.py": "",
            "b.py": "# @generated\n",
            "c_pb2.py": "",
            "web/wwwroot/lib/d.js": "",
            "web/lib/own.js": "",
        },
        "5 files of languages whose imports are read (3 .py, 2 .js); at least 3 of them are "
        f"generated or copies of others' code, {_MARKS}",
    ),
    "most files of a folder that is called so bear a mark": (
        {
            "web/generated/a.ts": "// @generated\n",
            "web/generated/b.ts": "// @generated\n",
            "web/generated/index.ts": "export * from './a';\n",
            "web/c.ts": "",
        },
        "4 files of languages whose imports are read (4 .ts); at least 3 of them are "
        f"generated or copies of others' code, {_MARKS}",
    ),
    ".gitattributes comes first": (
        {
            ".gitattributes": "web/libs/** linguist-vendored\nwwwroot/lib/* -linguist-vendored\n",
            "web/libs/x/y.js": "",
            "web/z.js": "",
            "wwwroot/lib/ours.js": "",
        },
        "3 files of languages whose imports are read (3 .js); at least 1 of them is generated or a "
        f"copy of others' code, {_MARKS}",
    ),
}


def said(root: Path) -> list[str]:
    found = document_of(audit([Request(path=str(root), today=TODAY, use_cache=False)]))
    return [sentence.text for sentence in found.inventory]


@pytest.mark.parametrize("case", FILES)
def test_files_in_a_sentence(case: str, tmp_path: Path) -> None:
    files, expected = FILES[case]
    assert said(plant(tmp_path, files))[0] == expected


COPIED = {f"web/libs/{name}.js": "" for name in "abcdefgh"}


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", "the largest, web (web), has 9 files, tests apart."),
        (
            "**/libs/** linguist-vendored\n",
            "the largest, shop (shop), has 5 files, tests and what is generated or copied apart.",
        ),
    ],
)
def test_the_largest_component_is_of_own_code(
    attributes: str, expected: str, tmp_path: Path
) -> None:
    files = {".gitattributes": attributes, "web/own.js": "", "web/package.json": "{}"}
    files |= {**COPIED, **package("shop", "a", "b", "c"), "shop/setup.py": ""}
    assert said(plant(tmp_path, files))[1].endswith(expected)


def test_of_a_component_of_several_folders_they_are_told(tmp_path: Path) -> None:
    parts = "{shop: {path: [a, b, c, d, e]}, web: {path: web}}"
    files = {"driftscan.yaml": f"driftscan: 1\ncomponents: {parts}\n", "web/x.py": ""}
    files |= {f"{name}/x.py": "" for name in "abcde"}
    text = said(plant(tmp_path, files))[1]
    assert text.endswith("the largest, shop (a, b, c and 2 more), has 5 files, tests apart.")


def test_what_is_a_component_of_its_own_is_not_counted_twice(tmp_path: Path) -> None:
    files = {"web/package.json": "{}", "web/api/package.json": "{}"}
    files |= {f"web/{name}.js": "" for name in "abc"} | {f"web/api/{name}.js": "" for name in "ab"}
    text = said(plant(tmp_path, files))[1]
    assert text.endswith("web (web), has 3 files, tests and other components in it apart.")


_WORKSPACE = {
    "package.json": '{"name": "all", "workspaces": ["packages/*"]}',
    "packages/web/package.json": '{"name": "web"}',
    "packages/web/a.ts": "import './b';\n",
    "packages/web/b.ts": "import './a';\n",
    "packages/kit/package.json": '{"name": "kit"}',
    "packages/kit/c.ts": "",
    "_old/kit/package.json": '{"name": "kit"}',
    "_old/kit/a.ts": "import './b';\n",
    "_old/kit/b.ts": "import './a';\n",
    "_old/kit-ai/package.json": '{"name": "kit-ai", "dependencies": {"kit": "workspace:../kit"}}',
    "_old/kit-ai/a.ts": "import '../kit/a';\n",
}
_BOTH = "_old/kit and _old/kit-ai"
COPIES = {
    # What differs from the tree above; the folders of copies that are told.
    "called like a member, and what links it": ({}, _BOTH),
    "called like nobody else": ({"_old/kit/package.json": '{"name": "set"}'}, ""),
    "a member of the workspace": (
        {"package.json": '{"name": "all", "workspaces": ["packages/*", "_old/*"]}'},
        "",
    ),
    "installed by itself": ({"_old/kit/package-lock.json": "{}"}, ""),
    "used by a member": ({"packages/web/d.ts": "import '../../_old/kit-ai/a';\n"}, ""),
    "another with an image of its own": ({"_old/kit-ai/Dockerfile": "FROM x\n"}, ""),
}


@pytest.mark.parametrize("case", COPIES)
def test_copies_of_packages_are_no_product_code(case: str, tmp_path: Path) -> None:
    more, folders = COPIES[case]
    request = Request(path=str(plant(tmp_path, _WORKSPACE | more)), today=TODAY, use_cache=False)
    document = document_of(audit([request]))
    text = document.inventory[0].text
    assert (f"copies of packages ({folders})" in text) == bool(folders), text
    assert len(document.cycles) == (1 if folders else 2)
