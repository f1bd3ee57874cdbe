"""What manifests of a tree say of its terms: which code is one program, where null is checked, and
what stands at the top of the tree."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from driftscan.journeys.definitions import map_definitions
from driftscan.model.term import Term
from driftscan.stages.request import Request

Terms = Callable[[dict[str, str]], dict[str, Term]]

_WEB = "export interface Parcel { lane: string; seal: string; weight%s: string }\n"
_NEEDED, _OPTIONAL = _WEB % "", _WEB % "?"
_RUST = "pub struct Parcel { pub lane: String, pub seal: String, pub weight: %s }\n"
_KINDS = "pub enum ParcelKind { Raw, Boxed, Loose%s }\n"
_GO = """package a

type ParcelKind string

const (
\tParcelKindRaw ParcelKind = "raw"
\tParcelKindBoxed ParcelKind = "boxed"
\tParcelKindLoose ParcelKind = "loose"
)
"""
_PAGE_KINDS = "export type ParcelKind = 'raw' | 'boxed' | 'loose' | 'bulk';\n"


@pytest.fixture
def terms(tmp_path: Path) -> Terms:
    def terms(files: dict[str, str]) -> dict[str, Term]:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        today = datetime.date(2026, 11, 23)
        request = Request(path=str(tmp_path), use_cache=False, today=today, workers=1)
        return {term.name: term for term in map_definitions(request).terms}

    return terms


def _crate(name: str, needs: str = "") -> str:
    asked = f'[dependencies]\n{needs} = {{ path = "../{needs}" }}\n' if needs else ""
    return f'[package]\nname = "{name}"\nversion = "1.0.0"\n\n{asked}'


@pytest.mark.parametrize(
    ("needed", "relation"),
    [
        ({"api": "store"}, "unsure"),
        ({"api": "kit", "kit": "store"}, "unsure"),  # by way of another
        ({}, "differs"),
        # Each is built with a third, and neither with the other.
        ({"api": "kit", "store": "kit"}, "differs"),
    ],
)
def test_layers_of_a_compiled_program(terms: Terms, needed: dict[str, str], relation: str) -> None:
    files = {f"{name}/Cargo.toml": _crate(name, needed.get(name, "")) for name in ("api", "kit")}
    files["store/Cargo.toml"] = _crate("store", needed.get("store", ""))
    files["api/src/lib.rs"] = _RUST % "Option<String>" + _KINDS % ", Bulk"
    files["store/src/lib.rs"] = _RUST % "String" + _KINDS % ""
    files["kit/src/lib.rs"] = "pub fn kit() {}\n"
    found = terms(files)
    assert found["parcel"].relation == relation
    assert found["parcel kind"].relation == relation


@pytest.mark.parametrize(
    ("name", "needs", "relation"),
    [
        ("ParcelDto", '{"core": "1"}', "unsure"),
        ("ParcelDto", "{}", "differs"),
        ("Parcel", '{"core": "1"}', "differs"),
    ],
)
def test_what_a_server_sends_of_what_its_library_keeps(
    terms: Terms, name: str, needs: str, relation: str
) -> None:
    found = terms(
        {
            "core/package.json": '{"name": "core"}',
            "core/a.ts": _NEEDED,
            "server/package.json": f'{{"name": "server", "dependencies": {needs}}}',
            "server/a.ts": _OPTIONAL.replace("Parcel", name),
        }
    )
    assert found["parcel"].relation == relation


@pytest.mark.parametrize(
    ("settings", "relation"),
    [
        ({"web/tsconfig.json": '{"compilerOptions": {"strict": true}}'}, "differs"),
        ({"web/tsconfig.json": '{"compilerOptions": {"strict": false}}'}, "same"),
        ({"web/tsconfig.json": '{"compilerOptions": {"target": "es2020"}}'}, "same"),
        (
            {
                "web/tsconfig.json": '{"compilerOptions": {"strict": true, '
                '"strictNullChecks": false}}'
            },
            "same",
        ),
        ({}, "differs"),
        # A package of a registry may say so.
        ({"web/tsconfig.json": '{"extends": "@tsconfig/node22/tsconfig.json"}'}, "differs"),
        (
            {
                "tsconfig.base.json": '{"compilerOptions": {"strictNullChecks": true}}',
                "web/tsconfig.json": '{"extends": "../tsconfig.base.json"}',
            },
            "differs",
        ),
        (
            {
                "web/tsconfig.json": '{"files": [], "references": [{"path": "./a/tsconfig.json"}]}',
                "web/a/tsconfig.json": '{"compilerOptions": {"strict": true}}',
            },
            "differs",
        ),
    ],
)
def test_where_null_is_not_checked_a_type_without_a_mark_says_nothing(
    terms: Terms, settings: dict[str, str], relation: str
) -> None:
    files = {
        "web/package.json": '{"name": "web"}',
        "web/src/a.ts": _NEEDED,
        "server/package.json": '{"name": "server"}',
        "server/a.ts": _OPTIONAL,
    }
    assert terms({**files, **settings})["parcel"].relation == relation


_TOP = {
    "go.mod": "module example.org/acme/shop/v2\n\ngo 1.22\n",
    "types/kind.go": _GO,
    "web/package.json": '{"name": "web"}',
    "web/src/kind.ts": _PAGE_KINDS,
}


def test_a_server_at_the_top_of_a_tree_is_a_part_beside_its_pages(terms: Terms) -> None:
    assert terms(_TOP)["parcel kind"].components == ("shop", "web")


@pytest.mark.parametrize(
    "more",
    [
        # Scripts and settings of packages, not a program.
        {"types/kind.go": "package a\n", "package.json": '{"name": "all"}', "kind.ts": _PAGE_KINDS},
        # What is at the top is built into a part that has no manifest of its own.
        {
            "compose.yaml": "services:\n  admin:\n    build: ./admin\n",
            "admin/Dockerfile": "FROM a\n",
            "admin/main.go": "package main\n\nfunc main() {}\n",
        },
    ],
)
def test_what_stands_at_the_top_and_is_no_part(terms: Terms, more: dict[str, str]) -> None:
    assert "parcel kind" not in terms({**_TOP, **more})


def test_an_image_of_a_database_is_not_built_with_what_is_at_the_top(terms: Terms) -> None:
    """It has no manifest, and no code that could need one."""
    image = {
        "compose.yaml": "services:\n  db:\n    build: ./store\n",
        "store/Dockerfile": "FROM postgres:16\n",
    }
    assert terms({**_TOP, **image})["parcel kind"].components == ("shop", "web")


_NPM_TOP = {"src/kind.ts": "export type ParcelKind = 'raw' | 'boxed' | 'loose';\n"}


@pytest.mark.parametrize(
    ("start", "is_read"),
    [
        ("TZ=UTC node ./dist/server.js", True),
        ("nodemon --watch src src/server.ts", True),
        ("npm --prefix web start", False),
        ("node web/server.js", False),  # of a part
        ("node scripts/serve.js", False),
    ],
)
def test_a_server_of_javascript_at_the_top(terms: Terms, start: str, is_read: bool) -> None:
    files = {each: _TOP[each] for each in ("web/package.json", "web/src/kind.ts")}
    manifest = f'{{"name": "shop", "scripts": {{"start": "{start}"}}}}'
    found = terms({**files, **_NPM_TOP, "package.json": manifest})
    assert ("parcel kind" in found) == is_read


@pytest.mark.parametrize(
    ("folder", "is_read"),
    [
        ("src", True),
        ("data/1665300135-sign-in.", False),
        ("data/1.0.0_beta.14-1665300135_", False),
        ("data/20251118032116_", False),
        ("data/v2-12345-", True),
        ("data/555-0199-2024-", True),
        ("migrations", False),
        ("data/migration", False),
        ("alembic/versions", False),
        ("database/revisions/tenant/versions", False),
        ("revisions", True),  # of a document
    ],
)
def test_migrations_in_code_say_what_was(terms: Terms, folder: str, is_read: bool) -> None:
    found = terms(
        {
            "web/package.json": '{"name": "web"}',
            "web/a.ts": _OPTIONAL,
            "server/package.json": '{"name": "server"}',
            f"server/{folder}{'' if folder[-1] in '-_.' else '/'}a.ts": _NEEDED,
        }
    )
    assert ("parcel" in found) == is_read


_KIT = '{"name": "kit"}'
_ASKS = '{"name": "web", "dependencies": {"kit": "1"}}'


@pytest.mark.parametrize(
    ("more", "relation"),
    [
        ({}, "unsure"),
        ({"_reference/kit/yarn.lock": ""}, "differs"),  # it is installed by itself
        ({"_reference/kit/docker/Dockerfile": "FROM node:20\n"}, "differs"),
        ({"packages/web/package.json": _ASKS}, "differs"),
        # The one of that name that the workspace has is meant.
        ({"packages/web/package.json": _ASKS, "packages/kit/package.json": _KIT}, "unsure"),
        ({"package.json": '{"name": "all", "workspaces": ["packages/*", "_*/*"]}'}, "differs"),
        ({"package.json": '{"name": "all"}'}, "differs"),
    ],
)
def test_a_package_that_nothing_builds_need_not_agree(
    terms: Terms, more: dict[str, str], relation: str
) -> None:
    files = {
        "package.json": '{"name": "all", "workspaces": ["packages/*"]}',
        "packages/web/package.json": '{"name": "web"}',
        "packages/web/src/b.ts": "export type ParcelKind = 'raw' | 'boxed' | 'loose' | 'bulk';\n",
        "_reference/kit/package.json": _KIT,
        "_reference/kit/src/a.ts": "export type ParcelKind = 'raw' | 'boxed' | 'loose';\n",
    }
    assert terms(files | more)["parcel kind"].relation == relation
