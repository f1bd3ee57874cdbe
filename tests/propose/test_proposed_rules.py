"""Tiny trees and the rules proposed for them."""

from pathlib import Path

import pytest

from driftscan.model.rule import Acyclic, Covered, Deny, Independent, Layers, Public
from tests.propose.trees import first_spec, package, plant


def imports(**uses: str) -> dict[str, str]:
    """Packages of `shop`, three modules each; each import is written three times."""
    files = package("shop")
    for name, targets in uses.items():
        files |= package(f"shop/{name}", *"abc")
        for at, target in enumerate(targets.split()):
            for module in "abc":
                files[f"shop/{name}/{module}.py"] += f"from shop.{target} import {'abc'[at % 3]}\n"
    return files


def orders(root: Path) -> list[list[tuple[str, ...]]]:
    rules = first_spec(root).spec.rules
    return [
        [layer.members for layer in rule.order]
        for rule in rules
        if isinstance(rule, Layers) and not rule.containers
    ]


ORDERS = {
    "a chain": (
        {"api": "domain store", "domain": "store", "store": ""},
        [("api",), ("domain",), ("store",)],
    ),
    "siblings share a level": (
        {"api": "left right", "left": "store", "right": "store", "store": ""},
        [("api",), ("left", "right"), ("store",)],
    ),
    "what nobody uses stands right above what it uses": (
        {"api": "left", "left": "store", "plug": "store", "store": ""},
        [("api",), ("left", "plug"), ("store",)],
    ),
    "what imports each other has no place": (
        {"api": "one two store", "one": "two store", "two": "one one one store", "store": ""},
        [("api",), ("two",), ("store",)],
    ),
}


@pytest.mark.parametrize("name", ORDERS)
def test_layers_of_components(name: str, tmp_path: Path) -> None:
    uses, expected = ORDERS[name]
    found = orders(plant(tmp_path, imports(**uses)))
    assert found == [expected]


def test_no_layers_where_everything_imports_everything(tmp_path: Path) -> None:
    files = imports(a="b c d", b="a c d", c="a b d", d="a b c")
    first = first_spec(plant(tmp_path, files))
    assert not [rule for rule in first.spec.rules if isinstance(rule, Layers | Deny)]
    assert first.baseline.findings == ()


def test_two_there_and_two_back_make_no_order(tmp_path: Path) -> None:
    files = imports(api="store store", store="", side="store")
    files["shop/store/a.py"] = "import shop.side.a\n" * 2
    assert orders(plant(tmp_path, files)) == []  # two units are no order


def test_one_slip_against_a_clear_order_goes_to_the_baseline(tmp_path: Path) -> None:
    files = imports(api="domain store store", domain="store", store="")
    files["shop/store/a.py"] = "import shop.api.a\n"
    first = first_spec(plant(tmp_path, files))
    assert [(e.rule, e.source, e.target) for e in first.baseline.findings] == [
        ("layers of components", "shop.store.a", "shop.api.a")
    ]
    assert "# 1 dependency breaks it and stands in the baseline" in first.text


def test_the_type_checker_s_imports_do_not_spoil_an_order(tmp_path: Path) -> None:
    files = imports(api="domain store", domain="store", store="")
    for module in "abc":
        files[f"shop/store/{module}.py"] = (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
            "    from shop.api import a\n    from shop.domain import b\n"
        )
    first = first_spec(plant(tmp_path, files))
    (layers,) = [rule for rule in first.spec.rules if isinstance(rule, Layers)]
    assert layers.via == ("import",)
    assert first.baseline.findings == ()


def test_two_packages_with_one_direction_get_an_arrow(tmp_path: Path) -> None:
    first = first_spec(plant(tmp_path, imports(api="store", store="")))
    (deny,) = [rule for rule in first.spec.rules if isinstance(rule, Deny)]
    assert (deny.source.components, deny.target.components) == (("store",), ("api",))
    assert (
        deny.head.reason
        == "api imports store 3 times; when proposed, store imports none of the others."
    )


def services(*others: str) -> dict[str, str]:
    files: dict[str, str] = {}
    for name in ("pay", "see", "tell"):
        files |= {
            f"{name}/Dockerfile": "",
            **package(f"{name}/{name}", *"abc"),
            f"{name}/{name}/a.py": f"import {name}.b\nimport {name}.c\nimport common.api\n",
        }
    files |= {"libs/common/pyproject.toml": "", **package("libs/common/common", "api")}
    for line in others:
        path, _, code = line.partition(": ")
        files[path] = files.get(path, "") + code + "\n"
    return files


def test_services_are_independent_and_libraries_do_not_know_them(tmp_path: Path) -> None:
    first = first_spec(plant(tmp_path, services()))
    rules = {type(rule): rule for rule in first.spec.rules}
    independent, deny = rules[Independent], rules[Deny]
    assert isinstance(independent, Independent)
    assert independent.members == ("pay", "see", "tell")
    assert "When proposed, 0 of 9 imports" in independent.head.reason
    assert isinstance(deny, Deny)
    assert (deny.source.text, deny.target.text) == ("libraries", "services")


def test_services_that_do_import_each_other_are_not_called_independent(tmp_path: Path) -> None:
    extra = [f"pay/pay/{name}.py: import see.{name}, see.a, see.b, tell.a" for name in "abc"]
    first = first_spec(plant(tmp_path, services(*extra)))
    assert not [rule for rule in first.spec.rules if isinstance(rule, Independent)]


def test_a_job_that_runs_the_code_of_a_service_is_not_called_independent(tmp_path: Path) -> None:
    body = "".join(f"import pay.m{at}\n" for at in range(60))
    extra = [f"pay/pay/a.py: {body}", "tell/tell/b.py: import pay.a, pay.b, pay.c"]
    files = services(*extra) | {f"pay/pay/m{at}.py": "" for at in range(60)}
    first = first_spec(plant(tmp_path, files))
    assert not [rule for rule in first.spec.rules if isinstance(rule, Independent)]


def test_nothing_is_built_on_tests(tmp_path: Path) -> None:
    files = imports(api="store", store="") | {
        "tests/test_api.py": "import shop.api.a\n",
        "docs/conf.py": "",
    }
    first = first_spec(plant(tmp_path, files))
    (rule,) = [
        rule for rule in first.spec.rules if isinstance(rule, Deny) and rule.source.everything
    ]
    assert rule.target.components == ("tests",)


@pytest.mark.parametrize(
    ("started", "targets"),
    [
        ("", ("jobs-code",)),  # nobody uses it: scripts, perhaps
        ("import jobs.a\n", ()),  # a program that starts it is no slip, it is what it is there for
    ],
)
def test_what_is_started_by_one_import_is_no_part_of_a_rule(
    tmp_path: Path, started: str, targets: tuple[str, ...]
) -> None:
    files = imports(api="store", store="", mail="store", tax="store") | {
        f"jobs/{name}.py": "import shop.store.a\n" for name in "abcde"
    }
    files["shop/main.py"] = started
    rules = first_spec(plant(tmp_path, files)).spec.rules
    denied = [rule for rule in rules if isinstance(rule, Deny) and rule.source.everything]
    assert tuple(name for rule in denied for name in rule.target.components) == targets


@pytest.mark.parametrize(
    ("index", "found"),
    [
        ("from shop.store import a, b, c\n", [("store", ("shop.store",))]),
        ("", []),  # asked for most, but nothing stands behind it
    ],
)
def test_a_package_used_through_its_index_has_an_interface(
    tmp_path: Path, index: str, found: list[tuple[str, tuple[str, ...]]]
) -> None:
    files = imports(api="", store="") | {
        f"shop/user/{name}.py": "import shop.store\n" * 3 for name in "abcdefgh"
    }
    files["shop/store/__init__.py"] = index
    first = first_spec(plant(tmp_path, files))
    rules = [rule for rule in first.spec.rules if isinstance(rule, Public)]
    assert [(rule.component, rule.modules) for rule in rules] == found


INTERFACES = {
    # What tests import; the modules that are public, and whether tests have to keep to them.
    "no tests": ({}, [(("shop.store",), True)]),
    "tests keep to it": (
        {"tests/test_store.py": "import shop.store\n"},
        [(("shop.store",), True)],
    ),
    "a test goes past it": (
        {"tests/test_store.py": "import shop.store.a\n"},
        [(("shop.store",), False)],
    ),
    "a test beside the code goes past it": (
        {"shop/user/test_a.py": "import shop.store.a\n"},
        [(("shop.store",), False)],
    ),
    "tests go past it more often than the product keeps to it": (
        {f"tests/test_{at}.py": "import shop.store.a\nimport shop.store.b\n" for at in range(30)},
        [(("shop.store",), False)],
    ),
    "one for tests alone": (
        {f"shop/user/{name}.py": "import shop.store.a\n" for name in "abcdefgh"}
        | {f"tests/test_{at}.py": "import shop.store\n" * 9 for at in range(30)},
        [],
    ),
}


@pytest.mark.parametrize("case", INTERFACES)
def test_what_tests_import_makes_and_breaks_no_interface(tmp_path: Path, case: str) -> None:
    more, found = INTERFACES[case]
    files = imports(api="", store="") | {
        f"shop/user/{name}.py": "import shop.store\n" * 3 for name in "abcdefgh"
    }
    files["shop/store/__init__.py"] = "from shop.store import a, b, c\n"
    first = first_spec(plant(tmp_path, files | more))
    rules = [rule for rule in first.spec.rules if isinstance(rule, Public)]
    assert [(rule.modules, rule.head.tests) for rule in rules] == found
    assert [each for each in first.baseline.findings if each.rule.startswith("public")] == []


EXPORTS = {
    # `exports` of a package of which most use the index alone; the modules that are public.
    "named one by one": ('{".": "./index.ts", "./env": "./src/env.ts"}', ("index", "src.env")),
    "by a condition": (
        '{".": "./index.ts", "./env": {"types": "./src/env.ts", "default": "./dist/env.js"}}',
        ("index", "src.env"),
    ),
    "by a pattern": ('{".": "./index.ts", "./e*": "./src/e*.ts"}', ("index", "src.env")),
    "by a folder's pattern, built": ('{".": "./index.ts", "./*": "./dist/*.js"}', None),
    "what is forbidden": (
        '{".": "./index.ts", "./*": "./src/e*.ts", "./nv": null}',
        ("index",),
    ),
    "the index alone": ('{".": "./index.ts"}', ("index",)),
}


@pytest.mark.parametrize("case", EXPORTS)
def test_what_a_package_exports_is_public(tmp_path: Path, case: str) -> None:
    exports, found = EXPORTS[case]
    lib = '{"name": "@shop/lib", "exports": ' + exports + "}"
    names = ("a", "b", "c", "d", "f", "g", "h", "env")
    files = {
        "package.json": '{"name": "shop", "workspaces": ["packages/*"]}',
        "packages/lib/package.json": lib,
        "packages/lib/index.ts": "".join(f"export * from './src/{name}';\n" for name in names),
    }
    files |= {f"packages/lib/src/{name}.ts": f"export const {name} = 1;\n" for name in names}
    for at in range(30):
        files[f"packages/app/p{at}.ts"] = "import { a } from '@shop/lib';\n"
    files["packages/app/package.json"] = '{"name": "app", "dependencies": {"@shop/lib": "*"}}'
    files["packages/app/p0.ts"] = "import { env } from '@shop/lib/env';\n"
    rules = first_spec(plant(tmp_path, files)).spec.rules
    public = [rule.modules for rule in rules if isinstance(rule, Public)]
    assert public == ([] if found is None else [found])


def test_what_serves_scripts_and_tests_alone_is_no_part_of_a_rule(tmp_path: Path) -> None:
    files = imports(api="", store="") | {
        "tests/test_tidy.py": "import shop.api.a\nimport scripts.tidy\n",
        "scripts/tidy.py": "import shop.store.a\n",
    }
    first = first_spec(plant(tmp_path, files))
    (rule,) = [
        rule for rule in first.spec.rules if isinstance(rule, Deny) and rule.source.everything
    ]
    assert rule.target.components == ("tests",)


def test_layers_inside_a_service_and_no_cycles_inside_a_package(tmp_path: Path) -> None:
    files = services()
    for name, target in (("web", "domain"), ("domain", "data"), ("data", "")):
        files |= package(f"pay/pay/{name}", *"ab")
        for module in "ab":
            files[f"pay/pay/{name}/{module}.py"] = target and (
                f"import pay.{target}.a\nimport pay.{target}.b\n"
            )
    first = first_spec(plant(tmp_path, files))
    (layers,) = [r for r in first.spec.rules if isinstance(r, Layers) and r.containers == ("pay",)]
    names = [name for layer in layers.order for name in layer.members]
    assert [name for name in names if name in ("web", "domain", "data")] == [
        "web",
        "domain",
        "data",
    ]


def test_acyclic_inside(tmp_path: Path) -> None:
    files = package("shop") | package("shop/other", *"abc")
    files |= package("shop/pipes", *"abcdefgh")
    for user, used in zip("abcdefg", "bcdefgh", strict=True):
        files[f"shop/pipes/{user}.py"] = f"import shop.pipes.{used}\nimport shop.pipes.h\n"
    first = first_spec(plant(tmp_path, files))
    assert [rule.inside for rule in first.spec.rules if isinstance(rule, Acyclic)] == [("pipes",)]


@pytest.mark.parametrize("files", [imports(a="b", b=""), services(), {"x.py": ""}])
def test_every_module_is_covered_and_every_rule_has_evidence_and_no_owner(
    files: dict[str, str], tmp_path: Path
) -> None:
    first = first_spec(plant(tmp_path, files))
    assert first.coverage.assigned == first.coverage.modules
    (covered,) = [rule for rule in first.spec.rules if isinstance(rule, Covered)]
    assert covered.paths == (".",)
    for rule in first.spec.rules:
        assert rule.head.owner == ""
        assert isinstance(rule, Public) or "proposed" in rule.head.reason.lower()
    stated = [rule for rule in first.spec.rules if not isinstance(rule, Public)]
    assert first.text.count("# owner: who decides?") == len(stated)


def test_the_shape_of_the_text(tmp_path: Path) -> None:
    files = imports(api="domain store", domain="store", store="")
    first = first_spec(plant(tmp_path, files | {"tests/test_api.py": "import shop.api.a\n"}))
    assert first.text == Path(__file__).with_name("shape.yaml").read_text()


def test_tests_with_a_manifest_of_their_own_may_use_other_tests(tmp_path: Path) -> None:
    files = imports(api="store", store="") | {
        "tests/kit.py": "import shop.api.a\n" * 5,
        "tests/test_api.py": "import shop.api.a\n",
        "shop/pyproject.toml": "[project]\nname = 'shop'\n",
        "checks/pyproject.toml": "[project]\nname = 'checks'\n",
        "checks/test_all.py": "import tests.kit\nimport shop.api.a\n",
        "checks/test_more.py": "import shop.api.a\n",
    }
    rules = first_spec(plant(tmp_path, files)).spec.rules
    denied = [rule for rule in rules if isinstance(rule, Deny) and rule.source.everything]
    assert not [rule for rule in denied if "tests" in rule.target.components]


@pytest.mark.parametrize(
    ("broken_by", "takes_tests", "findings"),
    [
        ("shop/store/test_a.py", False, 0),  # a test beside the code says nothing of its order
        ("shop/store/a.py", True, 1),
        ("shop/api/test_a.py", True, 0),  # and one that breaks nothing changes no rule
    ],
)
def test_tests_do_not_break_an_order(
    tmp_path: Path, broken_by: str, takes_tests: bool, findings: int
) -> None:
    files = imports(api="domain store store", domain="store", store="")
    files[broken_by] = "import shop.api.a\n"
    first = first_spec(plant(tmp_path, files))
    (layers,) = [rule for rule in first.spec.rules if isinstance(rule, Layers)]
    assert layers.head.tests is takes_tests
    assert len(first.baseline.findings) == findings


def test_what_tests_beside_the_code_share_is_no_part_of_a_rule(tmp_path: Path) -> None:
    files = imports(api="store", store="") | {
        "tests/kit.py": "import shop.api.a\n",
        "shop/api/test_a.py": "import tests.kit\n",
        "shop/api/test_b.py": "import shop.api.a\n",
    }
    rules = first_spec(plant(tmp_path, files)).spec.rules
    denied = [rule for rule in rules if isinstance(rule, Deny) and rule.source.everything]
    assert not [rule for rule in denied if "tests" in rule.target.components]


def test_no_interface_of_modules_that_no_spec_can_name(tmp_path: Path) -> None:
    """Two packages of one component call their folder `src`."""
    files = {
        "ui/package.json": '{"name": "ui"}',
        "ui/tsconfig.json": '{"compilerOptions": {"paths": {"@lib/*": ["lib/*/src/public.ts"]}}}',
    }
    for name in "ab":
        files[f"ui/lib/{name}/package.json"] = f'{{"name": "@lib/{name}"}}'
        files[f"ui/lib/{name}/src/public.ts"] = "".join(
            f"export * from './m{at}';\n" for at in range(6)
        )
        files |= {
            f"ui/lib/{name}/src/m{at}.ts": f"export const {name}{at} = 1;\n" for at in range(6)
        }
    for area in ("home", "shop", "pay", "admin"):
        for at in range(6):
            files[f"ui/src/app/{area}/p{at}.ts"] = (
                "import { a1 } from '@lib/a';\nimport { b1 } from '@lib/b';\n"
            )
    for at in range(25):  # so many projects that those of `ui` are gathered
        files[f"j{at}/pom.xml"] = f"<project><artifactId>j{at}</artifactId></project>"
        files |= {
            f"j{at}/src/main/java/j{at}/{each}.java": f"package j{at}; public class {each} {{}}"
            for each in "AB"
        }
    first = first_spec(plant(tmp_path, files))
    assert [rule for rule in first.spec.rules if isinstance(rule, Public)] == []
    assert "lib" in [component.name for component in first.spec.components]
