"""Tiny trees and the components proposed for them: name, kind, paths."""

import subprocess
from pathlib import Path

import pytest

from tests.propose.trees import components_of, package, plant

PYPROJECT = {"pyproject.toml": "[project]\nname = 'x'\n"}


def project(folder: str, *names: str, **more: str) -> dict[str, str]:
    """A project with a package of the same name."""
    name = folder.rpartition("/")[2]
    manifest = f"[project]\nname = '{name}'\n"
    return {f"{folder}/pyproject.toml": manifest, **package(f"{folder}/{name}", *names), **more}


CASES = {
    "a container file makes a service": (
        {"services/pay/Dockerfile": "", "services/pay/main.py": "", "services/see/Dockerfile": "",
         "services/see/main.py": ""},
        {"pay": ("service", "services/pay"), "see": ("service", "services/see")},
    ),
    "a container file beside the code's folder": (
        {"pay/docker/Dockerfile": "", **project("pay", "a"), **project("see", "b")},
        {"pay": ("service", "pay"), "see": ("module", "see")},
    ),
    "a container file where Maven keeps it": (
        {"pay/src/main/docker/Dockerfile": "", "pay/pom.xml": "<project/>",
         "pay/src/main/java/pay/A.java": "package pay; class A {}", **project("see", "b")},
        {"pay": ("service", "pay"), "see": ("module", "see")},
    ),
    "few files beside many tests are no tests": (
        {"pay/pom.xml": "<project/>", "pay/src/main/java/pay/A.java": "package pay; class A {}",
         **{f"pay/src/test/java/pay/T{at}Test.java": f"package pay; class T{at}Test {{}}"
            for at in range(9)},
         "see/pom.xml": "<project/>", "see/src/main/java/see/B.java": "package see; class B {}"},
        {"pay": ("library", "pay"), "see": ("library", "see")},
    ),
    "an image for building or testing deploys nothing": (
        {"pay/Dockerfile.test": "", "pay/.devcontainer/Dockerfile": "", **project("pay", "a"),
         "see/Dockerfile.prod": "", "see/ci.Dockerfile": "", **project("see", "b")},
        {"pay": ("module", "pay"), "see": ("service", "see")},
    ),
    "a module that a package of its name hides stands in its folder": (
        {**package("shop", "a"), **package("shop/api", "x", "y", "z"),
         **package("shop/store", "x", "y", "z"), **package("shop/domain", "x", "y", "z"),
         **package("shop/api/tests", "t"), "shop/api/tests.py": ""},
        {"api": ("module", "shop/api"), "domain": ("module", "shop/domain"),
         "store": ("module", "shop/store"), "shop": ("module", "shop")},
    ),
    "what holds the projects of a workspace is none, though they import something of it": (
        {"web/package.json": '{"name": "w"}', "web/theme.ts": "export const t = 1",
         "web/shop/package.json": '{"name": "shop"}', "web/shop/a.ts": "import '../theme'",
         "web/shop/b.ts": "", "web/ui/package.json": '{"name": "ui"}', "web/ui/c.ts": ""},
        {"web": ("module", "web"), "shop": ("library", "web/shop"), "ui": ("library", "web/ui")},
    ),
    "what others import is a library": (
        {**project("libs/common", "api"), "svc/a/Dockerfile": "",
         "svc/a/main.py": "import common.api\n"},
        {"common": ("library", "libs/common"), "a": ("service", "svc/a")},
    ),
    "what is imported and imports a service more is no library": (
        {**project("glue", "api"), "glue/glue/api.py": "import pay.x\nimport pay.y\n",
         **project("pay", "x", "y"), "pay/Dockerfile": "", **project("user", "u"),
         "user/user/u.py": "import glue.api\n"},
        {"glue": ("module", "glue"), "pay": ("service", "pay"), "user": ("module", "user")},
    ),
    "a project that runs a web server is a service": (
        {**project("one", "app"), "one/one/app.py": "import fastapi\n", **project("two", "x")},
        {"one": ("service", "one"), "two": ("library", "two")},
    ),
    "a job runner without a web server": (
        {"nightly/Dockerfile": "", "nightly/run.py": "import celery\n", "web/Dockerfile": "",
         "web/run.py": "import flask\nimport celery\n"},
        {"nightly": ("job", "nightly"), "web": ("service", "web")},
    ),
    "beside services a job runner is one of them": (
        {"s/a/Dockerfile": "", "s/a/x.py": "", "s/b/Dockerfile": "", "s/b/x.py": "",
         "s/c/Dockerfile": "", "s/c/x.py": "import celery\n"},
        {"a": ("service", "s/a"), "b": ("service", "s/b"), "c": ("service", "s/c")},
    ),
    "a front end has screens; other code is known to exist": (
        {"web/package.json": "{}", "web/src/a.tsx": "import 'react'", "sdk/package.json": "{}",
         "sdk/a.ts": "", "go/go.mod": "module x", "go/Dockerfile": "", "go/main.go": "package main",
         "ios/Package.swift": "", "ios/Dockerfile": "", "ios/main.swift": ""},
        {"web": ("frontend", "web"), "sdk": ("module", "sdk"), "go": ("service", "go"),
         "ios": ("service", "ios")},
    ),
    "folders in which nothing is read": (
        {"a.py": "", "site/package.json": "{}", "site/index.html": "", "proxy/package.json": "{}",
         "proxy/Dockerfile": "", "app/Package.swift": "", "app/help.html": ""},
        {"site": ("frontend", "site"), "proxy": ("service", "proxy"), "app": ("module", "app"),
         "project-files": ("module", "*.py")},
    ),
    "kinds in Java, by packages below the frameworks": (
        {"shop/pom.xml": "<project/>", "shop/src/main/java/shop/A.java":
         "package shop; import org.springframework.web.bind.annotation.GetMapping; class A {}",
         "jobs/night/pom.xml": "<project/>", "jobs/night/src/main/java/night/B.java":
         "package night; import org.springframework.boot.SpringApplication;"
         "import org.springframework.batch.core.Job; class B {}",
         "hub/pom.xml": "<project/>", "hub/src/main/java/hub/C.java":
         "package hub; import org.springframework.boot.SpringApplication; class C {}",
         "lib/pom.xml": "<project/>", "lib/src/main/java/lib/D.java":
         "package lib; import org.springframework.util.StringUtils; class D {}"},
        {"shop": ("service", "shop"), "night": ("job", "jobs/night"), "hub": ("service", "hub"),
         "lib": ("library", "lib")},
    ),
    "kinds in Go: a client that is imported, a server, a program": (
        {"go.mod": "module acme", "cmd/main.go": 'package main\nimport "acme/push"\n',
         "push/go.mod": "module acme/push", "push/push.go": 'package push\nimport '
         '"google.golang.org/grpc"\n',
         "web/go.mod": "module web\nrequire github.com/labstack/echo/v4 v4.1.0\n",
         "web/a.go": 'package web\nimport "github.com/labstack/echo/v4"\n',
         "tool/go.mod": "module tool", "tool/main.go": "package main\n"},
        {"push": ("library", "push"), "web": ("service", "web"), "tool": ("module", "tool"),
         "project-files": ("module", "cmd")},
    ),
    "a package of Java is called examples": (
        {"pom.xml": "<project/>",
         **{f"src/main/java/org/samples/{name}/{name.title()}.java":
            f"package org.samples.{name}; class {name.title()} {{}}" for name in ("pay", "see")}},
        {"pay": ("module", "src/main/java/org/samples/pay"),
         "see": ("module", "src/main/java/org/samples/see")},
    ),
    "folders of Rails, where names begin in each": (
        {"config.ru": "", "config/routes.rb": "",
         **{f"app/models/{name}.rb": f"class {name.title()}; end" for name in ("pay", "see")},
         **{f"app/jobs/{name}_job.rb": f"class {name.title()}Job\n  {name.title()}.x\n"
            f"  {name.title()}.y\nend" for name in ("pay", "see")}},
        {"models": ("module", "app/models"), "app/jobs": ("module", "app/jobs"),
         "config": ("module", "config", "config.ru")},
    ),
    "files between projects": (
        {**{f"src/{name}/{name}.csproj": "<Project/>" for name in ("A", "B")},
         "src/A/A.cs": "namespace A; class X { Common.One a; Common.Two b; Common.Three c; }",
         "src/B/B.cs": "namespace B; class Y { Common.One a; Common.Two b; Common.Three c; }",
         **{f"src/Common/{name}.cs": f"namespace Common; public class {name} {{}}"
            for name in ("One", "Two", "Three")}},
        {"A": ("library", "src/A"), "B": ("library", "src/B"),
         "Common": ("module", "src/Common")},
    ),
    "a program beside services is one": (
        {**{f"src/{name}/{name}.csproj": "<Project/>" for name in ("A", "B", "C", "D")},
         "src/A/A.cs": "using Microsoft.AspNetCore.Mvc;\nnamespace A; class X {}",
         "src/B/B.cs": "using Microsoft.AspNetCore.Mvc;\nnamespace B; class X {}",
         "src/C/Program.cs": "System.Console.WriteLine();",
         "src/D/D.cs": "using Microsoft.Maui;\nnamespace D; class X {}"},
        {"A": ("service", "src/A"), "B": ("service", "src/B"), "C": ("service", "src/C"),
         "D": ("frontend", "src/D")},
    ),
    "small packages that others import, and scripts": (
        {"go.mod": "module acme", "main.go": 'package main\nimport "acme/auth"\n',
         "auth/auth.go": 'package auth\nimport "acme/mail"\n', "mail/mail.go": "package mail\n",
         "hack/main.go": 'package main\nimport "acme/mail"\n',
         **{f"web/{name}.go": "package web\n" for name in "abcde"}},
        {"web": ("module", "web"), "small-packages": ("module", "auth", "mail"),
         "project-files": ("module", "hack", "*.go")},
    ),
    "what stands beside projects without a manifest": (
        {"s/a/Dockerfile": "", "s/a/x.py": "", "s/b/Dockerfile": "", "s/b/x.py": "",
         "s/mail/digest.py": ""},
        {"a": ("service", "s/a"), "b": ("service", "s/b"), "mail": ("module", "s/mail")},
    ),
    "packages of a single project, and the rest": (
        {**PYPROJECT, **package("shop"), **package("shop/cart", "a", "b"),
         **package("shop/pay", "a", "b"), "shop/main.py": ""},
        {"cart": ("module", "shop/cart"), "pay": ("module", "shop/pay"),
         "shop": ("module", "shop")},
    ),
    "src layout with a namespace package": (
        {**PYPROJECT, **package("src/acme/web/a", "x"), **package("src/acme/web/b", "x"),
         "src/acme/web/c.py": ""},
        {"a": ("module", "src/acme/web/a"), "b": ("module", "src/acme/web/b"),
         "web": ("module", "src/acme/web")},
    ),
    "top-level packages of one project, also small ones that import the others": (
        {"manage.py": "", **package("users", "models", "views", "urls"),
         **package("orders", "models", "views"), "orders/views.py": "import users.models\n",
         "tools/x.py": "import users\n"},
        {"users": ("module", "users"), "orders": ("module", "orders"),
         "project-files": ("module", "tools", "*.py")},
    ),
    "tests are told by name and by content": (
        {**package("shop/a", "x"), **package("shop/b", "x"), "tests/test_a.py": "import shop.a\n",
         **{f"t/unit/{name}.py": "import pytest\n" for name in "abcde"}},
        {"a": ("module", "shop/a"), "b": ("module", "shop/b"), "tests": ("module", "t", "tests")},
    ),
    "a package called test that the product uses is product": (
        {**package("shop/core", "x"), "shop/core/x.py": "import shop.test\n",
         **package("shop/test", "client")},
        {"core": ("module", "shop/core"), "test": ("module", "shop/test")},
    ),
    "names that mean something else": (
        {**package("acme/services", "x"), **package("acme/modules", "x"),
         **package("acme/on", "x")},
        {"acme/services": ("module", "acme/services"), "acme/modules": ("module", "acme/modules"),
         "acme/on": ("module", "acme/on")},
    ),
    "fixtures and examples with manifests are no projects": (
        {**package("shop/a", "x"), **package("shop/b", "x"),
         **project("fixtures/demo_system", *"abcde"), **project("lib/examples/one", *"abcde")},
        {"a": ("module", "shop/a"), "b": ("module", "shop/b"),
         "fixtures": ("module", "fixtures"), "examples": ("module", "lib/examples")},
    ),
    "a folder of packages keeps what else is in it, and packages keep their tests": (
        {"site/manage.py": "", **package("site/users", *"abcdefgh"),
         "site/orders/__init__.py": "import users, users.a, users.b\n",
         **{f"site/orders/{name}.py": "" for name in "abcdefgh"},
         **{f"site/orders/tests/test_{name}.py": "" for name in "abcde"}},
        {"users": ("module", "site/users"), "orders": ("module", "site/orders"),
         "site": ("module", "site")},
    ),
    "loose files are components of their own": (
        {"a.py": "import b\n", "b.py": ""},
        {"a": ("module", "a.py"), "b": ("module", "b.py")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_components(name: str, tmp_path: Path) -> None:
    files, expected = CASES[name]
    found = components_of(plant(tmp_path, files))
    assert {each.name: (each.kind, *each.paths) for each in found.values()} == expected


def test_modules_that_all_packages_build_on_are_the_base(tmp_path: Path) -> None:
    uses = "import shop.errors, shop.const, shop.log\n" * 2
    files = {
        **package("shop", "errors", "const", "log", "main"),
        **{f"shop/{name}/__init__.py": uses for name in ("cart", "pay", "ship")},
        "shop/main.py": "import shop.cart, shop.pay, shop.ship\n",
    }
    found = components_of(plant(tmp_path, files))
    assert found["shop-base"].paths == ("shop/const.py", "shop/errors.py", "shop/log.py")
    assert found["shop"].is_rest


def test_what_stands_between_packages_is_no_base(tmp_path: Path) -> None:
    """`deploy` is used by three packages, and uses a fourth that does not use it."""
    uses = "import shop.errors, shop.const, shop.log, shop.deploy\n" * 2
    files = {
        **package("shop", "errors", "const", "log"),
        **{f"shop/{name}/__init__.py": uses for name in ("cart", "pay", "ship")},
        **package("shop/run", "a"),
        "shop/deploy.py": "import shop.run\n",
    }
    found = components_of(plant(tmp_path, files))
    assert found["shop-base"].paths == ("shop/const.py", "shop/errors.py", "shop/log.py")


def test_many_packages_are_shown_by_the_largest_and_most_used(tmp_path: Path) -> None:
    files = package("shop")
    for number in range(40):
        files |= package(f"shop/part{number:02}", *"ab")
    for number in range(10):
        files |= package(f"shop/part{number:02}", *"abcdef")
    found = components_of(plant(tmp_path, files))
    assert len(found) <= 16
    assert {f"part{number:02}" for number in range(10)} <= found.keys()
    assert found["shop"].why.startswith("26 smaller packages")


def test_a_large_project_among_small_ones_is_divided(tmp_path: Path) -> None:
    files = {"server/Dockerfile": "", "server/pyproject.toml": "", **project("cli", "x")}
    for name in ("auth", "billing", "orders"):
        files |= package(f"server/app/{name}", *"abcdefgh")
    files["server/tests/test_a.py"] = "import app.auth\n"
    found = components_of(plant(tmp_path, files))
    assert found["server"].kind == "service"
    assert found["auth"].paths == ("server/app/auth",)
    assert found["tests"].paths == ("server/tests",)
    assert found["tests"].around


def test_very_many_projects_are_shown_by_their_folder(tmp_path: Path) -> None:
    files: dict[str, str] = {}
    for number in range(30):
        files |= project(f"plugins/p{number:02}", "x")
    found = components_of(plant(tmp_path, {**files, **project("core", "x")}))
    assert found["plugins"].paths == ("plugins",)
    assert found["plugins"].why == "30 projects in one folder"


def test_projects_that_are_most_of_the_code_and_use_each_other_are_no_single_box(
    tmp_path: Path,
) -> None:
    files = project("core", "x")
    for number in range(30):
        files |= project(f"crates/p{number:02}", "x")
    files["crates/p01/p01/x.py"] = "import p00.x\n"
    found = components_of(plant(tmp_path, files))
    assert {"core", "p00", "p29"} <= found.keys()
    assert "crates" not in found


def test_what_is_deployed_is_shown_by_itself_among_very_many(tmp_path: Path) -> None:
    files: dict[str, str] = {}
    for number in range(30):
        files |= project(f"src/p{number:02}", "x")
    for number in range(4):
        files[f"src/p{number:02}/Dockerfile"] = ""
    found = components_of(plant(tmp_path, files))
    assert {name: each.kind for name, each in found.items()} == {
        "src": "library",
        **{f"p{number:02}": "service" for number in range(4)},
    }
    assert found["src"].why == "26 projects in one folder"


def test_tests_that_use_other_projects_stand_apart(tmp_path: Path) -> None:
    files: dict[str, str] = {}
    for name in ("api", "sdk", "web"):
        files |= {
            f"{name}/pyproject.toml": f"[project]\nname = '{name}'\n",
            **package(f"{name}/src/acme_{name}", "x"),
            f"{name}/tests/test_x.py": "import acme_sdk.x\n",
        }
    found = components_of(plant(tmp_path, files))
    assert found["api"].paths == ("api/src",)
    assert found["tests"].paths == ("*/tests",)


@pytest.mark.parametrize(
    ("folders", "paths"), [([""], ("plugins/*/src",)), (["local/", "cloud/"], ("plugins",))]
)
def test_the_sources_of_many_projects_in_a_folder(
    folders: list[str], paths: tuple[str, ...], tmp_path: Path
) -> None:
    """Where they lie further down, no glob of one star says it."""
    files: dict[str, str] = {}
    plugins = [f"plugins/{folders[number % len(folders)]}p{number:02}" for number in range(12)]
    for folder in (*plugins, *(f"top{number:02}" for number in range(24))):
        name = folder.rpartition("/")[2]
        files |= {
            f"{folder}/pyproject.toml": f"[project]\nname = '{name}'\n",
            **package(f"{folder}/src/{name}", "x"),
            f"{folder}/tests/test_x.py": "import top00.x\n",
        }
    found = components_of(plant(tmp_path, files))
    assert found["plugins"].paths == paths


def test_files_of_java_are_no_base_apart_from_their_package(tmp_path: Path) -> None:
    uses = "".join(f"import shop.{name};" for name in ("Errors", "Const", "Log"))
    files = {"pom.xml": "<project/>"}
    for name in ("Errors", "Const", "Log", "Main"):
        files[f"src/main/java/shop/{name}.java"] = f"package shop; public class {name} {{}}"
    for name in ("cart", "pay", "ship"):
        for at in "AB":
            path = f"src/main/java/shop/{name}/{at}.java"
            files[path] = f"package shop.{name}; {uses} class {at} {{}}"
    found = components_of(plant(tmp_path, files))
    assert found.keys() == {"cart", "pay", "ship", "shop"}
    assert found["shop"].paths == ("src/main/java/shop",)


def test_no_glob_for_tests_that_reads_like_all_sources(tmp_path: Path) -> None:
    files: dict[str, str] = {}
    for name in ("a", "b", "c"):
        files[f"{name}-tests/pom.xml"] = files[f"{name}/pom.xml"] = "<project/>"
        test = f"package {name}; import {name}.X; class XTest {{}}"
        files[f"{name}/src/main/java/{name}/X.java"] = f"package {name}; public class X {{}}"
        files[f"{name}-tests/src/test/java/{name}/XTest.java"] = test
    found = components_of(plant(tmp_path, files))
    assert "*/src" not in [path for each in found.values() for path in each.paths]


def test_what_others_wrote_is_around_the_product(tmp_path: Path) -> None:
    gem = {f"vendor/gems/env/lib/env/{name}.rb": "" for name in "abcde"}
    files = {"a.py": "", "vendor/gems/env/env.gemspec": "", **gem}
    plant(tmp_path, files)
    # It is read only where it is tracked.
    for command in ("init", "add ."):
        subprocess.run(
            ["git", "-C", str(tmp_path), "-c", "core.excludesFile=", *command.split()],
            check=True,
            capture_output=True,
        )
    found = components_of(tmp_path)
    assert found["vendor"].around
    assert found["vendor"].paths == ("vendor",)
