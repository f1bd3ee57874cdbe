"""Programs that code and build files of tiny trees declare."""

from pathlib import Path

import pytest

from tests.services.tiny_tree import graph_of, write_tree

MAIN_RS = "fn main() {}\n"
CARGO = '[package]\nname = "shop"\nversion = "1.0.0"\n'
SDK = '<Project Sdk="Microsoft.NET.Sdk{}">\n<PropertyGroup>\n{}\n</PropertyGroup>\n</Project>\n'
EXE = "<OutputType>Exe</OutputType>"
GO_MAIN = "package main\n\nfunc main() {}\n"
MANAGE = "import os\nif __name__ == '__main__':\n    os.getenv('X')\n"
LOADS = "<?php\n\nrequire __DIR__.'/../vendor/autoload.php';\n"
ROWS: dict[str, tuple[dict[str, str], list[str]]] = {
    "Cargo finds binaries by where files lie": (
        {
            "Cargo.toml": CARGO,
            "src/main.rs": MAIN_RS,
            "src/bin/a.rs": MAIN_RS,
            "src/bin/b/main.rs": "#[tokio::main]\nasync fn main() {}\n",
            "src/bin/b/other.rs": "pub fn x() {}\n",
            "build.rs": MAIN_RS,
        },
        [
            "cargo-bin shop src/main.rs:1",
            "cargo-bin a src/bin/a.rs:1",
            "cargo-bin b src/bin/b/main.rs:2",
        ],
    ),
    "Cargo lists them, the same file is not told twice": (
        {
            "Cargo.toml": CARGO + '[[bin]]\nname = "till"\npath = "src/main.rs"\n',
            "src/main.rs": MAIN_RS,
        },
        ["cargo-bin till Cargo.toml:4"],
    ),
    "a main function beside tests": (
        {"Cargo.toml": CARGO, "src/main.rs": MAIN_RS + "#[test]\nfn x() {}\n"},
        ["cargo-bin shop src/main.rs:1"],
    ),
    "what documentation tries out is none where there is another": (
        {
            "Cargo.toml": CARGO,
            "src/main.rs": MAIN_RS,
            "docs/design/spike/listen.mjs": "require('http').createServer(f).listen(80);\n",
            "rfcs/0001/try/main.go": GO_MAIN,
        },
        ["cargo-bin shop src/main.rs:1"],
    ),
    "documentation alone": (
        {"docs/design/spike/listen.mjs": "require('http').createServer(f).listen(80);\n"},
        ["server of http docs/design/spike/listen.mjs docs/design/spike/listen.mjs:1"],
    ),
    "a package of the name further down is none": (
        {"src/docs/listen.mjs": "require('http').createServer(f).listen(80);\n"},
        ["server of http src/docs/listen.mjs src/docs/listen.mjs:1"],
    ),
    "Cargo is told not to look, and what looks for faults": (
        {
            "Cargo.toml": CARGO + "autobins = false\n",
            "src/main.rs": MAIN_RS,
            "x/Cargo.toml": CARGO + '[dependencies]\nlibfuzzer-sys = "1"\n[[bin]]\nname = "f"\n',
        },
        [],
    ),
    "an example of how to test is one beside its siblings": (
        {
            "Cargo.toml": '[workspace]\nmembers = ["examples/*"]\n',
            "examples/hello/Cargo.toml": CARGO,
            "examples/hello/src/main.rs": MAIN_RS,
            "examples/testing/Cargo.toml": CARGO.replace("shop", "example-testing"),
            "examples/testing/src/main.rs": MAIN_RS,
            "testing/Cargo.toml": CARGO,
            "testing/src/main.rs": MAIN_RS,
        },
        [
            "cargo-bin example-testing examples/testing/src/main.rs:1",
            "cargo-bin shop examples/hello/src/main.rs:1",
        ],
    ),
    "a workspace of Cargo shuts a package out": (
        {
            "Cargo.toml": '[workspace]\nmembers = ["a"]\nexclude = ["b"]\n',
            "a/Cargo.toml": CARGO,
            "a/src/main.rs": MAIN_RS,
            "b/Cargo.toml": CARGO,
            "b/src/main.rs": MAIN_RS,
            "b/c/Cargo.toml": CARGO + '[[bin]]\nname = "till"\n',
        },
        ["cargo-bin shop a/src/main.rs:1"],
    ),
    "an application of Rails is one, with the file that starts it": (
        {
            "config.ru": "require_relative 'config/environment'\nrun Rails.application\n",
            "config/application.rb": "module Shop\nclass Application < Rails::Application\n"
            "end\nend\n",
            "api/config.ru": "require 'sinatra'\nrun Sinatra::Application\n",
        },
        [
            "app of rails config/application.rb config/application.rb:2",
            "app of sinatra api/config.ru api/config.ru:1",
        ],
    ),
    "a server of a bundler is none of the system": (
        {
            "package.json": "{}",
            "server.js": "const app = require('express')();\napp.listen(80);\n",
            "build/dev-server.js": "const app = require('express')();\napp.listen(80);\n",
        },
        ["server of listen server.js server.js:2"],
    ),
    "samples further down are left out, a package that is called so is not": (
        {
            "sdk/a/go.mod": "module acme.org/a\n",
            "sdk/a/main.go": GO_MAIN,
            "sdk/a/b/examples/c/main.go": GO_MAIN,
            "sdk/a/b/http-demo/main.go": GO_MAIN,
            "x/pom.xml": "<project><artifactId>x</artifactId></project>",
            "x/src/main/java/com/example/demo/App.java": "class App {\n"
            " static void main(String[] a) {}\n}\n",
        },
        ["go-main a sdk/a/main.go:3", "jvm-main App x/src/main/java/com/example/demo/App.java:2"],
    ),
    "samples alone are what there is": (
        {"go.mod": "module acme.org/a\n", "b/c/d/examples/e/main.go": GO_MAIN},
        ["go-main e b/c/d/examples/e/main.go:3"],
    ),
    "a folder of Go is one program, and no other package is": (
        {
            "go.mod": "module acme.org/shop/v2\n",
            "main.go": GO_MAIN,
            "cmd/api/main.go": GO_MAIN,
            "cmd/api/a_windows.go": GO_MAIN,
            "gen.go": "//go:build ignore\n\n" + GO_MAIN,
            "tool/gen.go": "//go:build ignore\n\n" + GO_MAIN,
            "x/x.go": "package x\n\nfunc main() {}\n",
        },
        ["go-main shop main.go:3", "go-main api cmd/api/main.go:3"],
    ),
    "projects of .NET whose output is no library": (
        {
            "a/A.csproj": SDK.format("", EXE),
            "b/B.csproj": SDK.format(".Web", ""),
            "c/C.csproj": SDK.format(".Web", "<OutputType>Library</OutputType>"),
            "d/D.csproj": SDK.format("", ""),
            "d/Builder.cs": "class B { void X() { var b = WebApplication.CreateBuilder(); } }\n",
            "e/E.csproj": SDK.format("", EXE + "<IsTestProject>true</IsTestProject>"),
            "fuzz/F.csproj": SDK.format("", EXE + '<PackageReference Include="SharpFuzz" />'),
        },
        ["dotnet-exe A a/A.csproj:3", "dotnet-exe B b/B.csproj:1"],
    ),
    "main methods of Java, not of its tests": (
        {
            "pom.xml": "<project><artifactId>x</artifactId></project>",
            "src/main/java/x/Main.java": "class Main {\n static void main(String[] a) {}\n}\n",
            "src/test/java/x/Other.java": "class Other {\n static void main(String[] a) {}\n}\n",
        },
        ["jvm-main Main src/main/java/x/Main.java:2"],
    ),
    "scripts and applications of Python": (
        {
            "pyproject.toml": '[project]\nname = "x"\n[project.scripts]\nshop = "x:main"\n',
            "old/setup.py": "from setuptools import setup\nsetup(name='y', entry_points={\n"
            " 'console_scripts': ['y = y:main'], 'z': ['a = b']})\n",
            "older/setup.cfg": "[metadata]\nname = z\n[options.entry_points]\nconsole_scripts =\n"
            "  z = z:main\n",
            "q/pyproject.toml": '[tool.poetry]\nname = "p"\n[tool.poetry.scripts]\np = "p:main"\n',
            "x/app.py": "from flask import Flask\napp = Flask(__name__)\nb = Flask(__name__)\n",
            "manage.py": MANAGE,
            "requirements.txt": "Django\n",
        },
        [
            "app of flask x/app.py x/app.py:2",
            "console-script shop pyproject.toml:4",
            "console-script p q/pyproject.toml:4",
            "console-script y old/setup.py:3",
            "console-script z older/setup.cfg:5",
            "django manage.py manage.py:2",
        ],
    ),
    "a manage.py of others than Django": ({"manage.py": MANAGE}, []),
    "commands and starts of npm; a copy of others' and what only builds is none": (
        {
            "a/package.json": '{"name": "@acme/a", "bin": "x.js",\n"scripts": {"start": "node ."}}',
            "b/package.json": '{"name": "b", "bin": {\n"b1": "x.js"}, "scripts": {'
            '"start": "npm run dev", "dev": "tsc -w"}}',
            "c/wwwroot/lib/d/package.json": '{"name": "d", "scripts": {"start": "node ."}}',
        },
        [
            "npm-bin a a/package.json:1",
            "npm-bin b1 b/package.json:2",
            "npm-start @acme/a a/package.json:2",
        ],
    ),
    "a context of NestJS listens on nothing": (
        {
            "seeds.ts": 'import { NestFactory } from "@nestjs/core";\n'
            "await NestFactory.createApplicationContext(Seeds);\n",
            "main.ts": 'import { NestFactory } from "@nestjs/core";\n'
            "const app = await NestFactory.create(Shop);\nawait app.listen(80);\n",
        },
        ["context of nestjs seeds.ts seeds.ts:2", "server of nestjs main.ts main.ts:2"],
    ),
    "the server of Meteor": (
        {
            "app/package.json": '{"name": "app", "meteor": {"mainModule": {"client": "c.js",\n'
            '"server": "server/main.js"}}}',
            "lib/package.json": '{"name": "lib", "meteor": {"mainModule": "index.js"}}',
            "b/package.json": '{"name": "b", "meteor": {"mainModule": {"client": "c.js"}}}',
        },
        [
            "meteor-main index.js lib/package.json:1",
            "meteor-main server/main.js app/package.json:2",
        ],
    ),
    "scripts and the front of PHP": (
        {
            "composer.json": '{"name": "a/b", "bin": [\n"bin/tool"]}',
            "bin/console": "#!/usr/bin/env php\n<?php\n",
            "bin/deploy": "#!/bin/sh\n",
            "public/index.php": LOADS,
            "src/other.php": LOADS,
        },
        [
            "composer-bin tool composer.json:2",
            "php-front public/index.php public/index.php:3",
            "php-script bin/console bin/console:1",
        ],
    ),
    "executables of a gem": (
        {
            "x.gemspec": "Gem::Specification.new do |s|\n s.name = 'x'\n"
            " s.executables = ['x', 'y']\nend\n"
        },
        ["gem-executable x x.gemspec:3", "gem-executable y x.gemspec:3"],
    ),
}


@pytest.mark.parametrize("row", ROWS)
def test_declared(row: str, tmp_path: Path) -> None:
    files, wanted = ROWS[row]
    graph = graph_of(write_tree(tmp_path, files))
    found = [f"{p.form} {p.name} {p.where.path.decode()}:{p.where.line}" for p in graph.programs]
    assert found == wanted


def test_dockerfiles_of_tests_are_left_out(tmp_path: Path) -> None:
    files = dict.fromkeys(
        ("Dockerfile", "web/Dockerfile.dev", "tests/Dockerfile", "x/Dockerfile.j2"), "FROM x:1\n"
    )
    nothing = {"api/Dockerfile": "", "job/Dockerfile": "# to be written\n"}
    graph = graph_of(write_tree(tmp_path, files | nothing))
    assert graph.dockerfiles == (b"Dockerfile", b"web/Dockerfile.dev")


def test_dockerfiles_of_samples_are_left_out_where_there_are_others(tmp_path: Path) -> None:
    samples = dict.fromkeys(
        ("dev/ide/example/Dockerfile", "a/b/c/samples/Dockerfile"), "FROM x:1\n"
    )
    graph = graph_of(
        write_tree(tmp_path / "one", {"demo-app/Dockerfile.api": "FROM x:1\n"} | samples)
    )
    assert graph.dockerfiles == (b"demo-app/Dockerfile.api",)
    alone = graph_of(write_tree(tmp_path / "two", samples))
    assert alone.dockerfiles == (b"a/b/c/samples/Dockerfile", b"dev/ide/example/Dockerfile")
