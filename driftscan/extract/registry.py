"""Every extractor and language there is, and which files each one claims."""

from functools import cache
from importlib import import_module
from typing import cast

from msgspec import Struct

from driftscan.extract.protocol import Beginning, Extractor, Language


class Entry(Struct, frozen=True):
    """One extractor. A file is claimed by its base name, or by that and the folder it stands in.

    folder: name of the folder in which folder_names are claimed too.
    language: the language of the modules it reads; '' for a manifest.
    serves: of a manifest, the language whose resolution it decides; '' for none.
    grammar: package of the parser whose version decides the result too; '' for our own.
    beginning: module that tells how much of a content decides the facts, see load_beginning(); ''
    where it is always the whole.
    """

    module: str
    suffixes: tuple[bytes, ...] = ()
    names: tuple[bytes, ...] = ()
    pattern: bytes = b""
    folder: bytes = b""
    folder_names: bytes = b""
    language: str = ""
    serves: str = ""
    grammar: str = ""
    beginning: str = ""


EXTRACTORS = {
    "python": Entry(
        "driftscan.extract.python.extractor",
        suffixes=(b".py", b".pyi", b".pyw"),
        language="python",
        beginning="driftscan.extract.python.beginning",
    ),
    "pyproject": Entry(
        "driftscan.extract.pyproject.extractor", names=(b"pyproject.toml",), serves="python"
    ),
    "setup_cfg": Entry(
        "driftscan.extract.setup_cfg.extractor", names=(b"setup.cfg",), serves="python"
    ),
    "setup_py": Entry(
        "driftscan.extract.setup_py.extractor", names=(b"setup.py",), serves="python"
    ),
    "pipfile": Entry("driftscan.extract.pipfile.extractor", names=(b"Pipfile",), serves="python"),
    "requirements": Entry(
        "driftscan.extract.requirements.extractor",
        pattern=rb"(?:.*[-_.])?requirements(?:[-_.].*)?\.(?:txt|in)",
        folder=b"requirements",
        folder_names=rb"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*\.(?:txt|in)",
        serves="python",
    ),
    "codeowners": Entry("driftscan.extract.codeowners.extractor", names=(b"CODEOWNERS",)),
    "gitattributes": Entry("driftscan.extract.gitattributes.extractor", names=(b".gitattributes",)),
    "go": Entry(
        "driftscan.extract.go.extractor",
        suffixes=(b".go",),
        language="go",
        grammar="tree_sitter_go",
    ),
    "go_mod": Entry("driftscan.extract.go_mod.extractor", names=(b"go.mod",), serves="go"),
    "go_work": Entry("driftscan.extract.go_work.extractor", names=(b"go.work",), serves="go"),
    "gradle": Entry(
        "driftscan.extract.gradle.extractor",
        names=(b"build.gradle", b"build.gradle.kts"),
        serves="jvm",
    ),
    "gradle_settings": Entry(
        "driftscan.extract.gradle_settings.extractor",
        names=(b"settings.gradle", b"settings.gradle.kts"),
        serves="jvm",
    ),
    "java": Entry(
        "driftscan.extract.java.extractor",
        suffixes=(b".java",),
        language="jvm",
        grammar="tree_sitter_java",
    ),
    "cargo_toml": Entry(
        "driftscan.extract.cargo_toml.extractor", names=(b"Cargo.toml",), serves="rust"
    ),
    "rust": Entry(
        "driftscan.extract.rust.extractor",
        suffixes=(b".rs",),
        language="rust",
        grammar="tree_sitter_rust",
    ),
    "csharp": Entry(
        "driftscan.extract.csharp.extractor",
        suffixes=(b".cs",),
        language="csharp",
        grammar="tree_sitter_c_sharp",
    ),
    "dotnet_solution": Entry(
        "driftscan.extract.dotnet_solution.extractor",
        suffixes=(b".sln", b".slnx"),
        serves="csharp",
    ),
    "msbuild_project": Entry(
        "driftscan.extract.msbuild_project.extractor",
        suffixes=(b".csproj", b".fsproj", b".vbproj", b".projitems", b".props", b".targets"),
        names=(b"packages.config",),
        serves="csharp",
    ),
    "php": Entry(
        "driftscan.extract.php.extractor",
        suffixes=(b".php", b".phtml", b".inc"),
        language="php",
        grammar="tree_sitter_php",
    ),
    "blade": Entry(
        "driftscan.extract.php.blade.extractor",
        suffixes=(b".blade.php",),
        language="php",
        grammar="tree_sitter_php",
    ),
    "composer_json": Entry(
        "driftscan.extract.composer_json.extractor", names=(b"composer.json",), serves="php"
    ),
    "composer_lock": Entry(
        "driftscan.extract.composer_lock.extractor", names=(b"composer.lock",), serves="php"
    ),
    "javascript": Entry(
        "driftscan.extract.javascript.ecmascript.extractor",
        suffixes=(b".js", b".jsx", b".mjs", b".cjs"),
        language="javascript",
        grammar="tree_sitter_javascript",
    ),
    "javascript_component": Entry(
        "driftscan.extract.javascript.component.extractor",
        suffixes=(b".vue", b".svelte"),
        language="javascript",
        grammar="tree_sitter_typescript",
    ),
    "javascript_tsx": Entry(
        "driftscan.extract.javascript.tsx.extractor",
        suffixes=(b".tsx",),
        language="javascript",
        grammar="tree_sitter_typescript",
    ),
    "javascript_typescript": Entry(
        "driftscan.extract.javascript.typescript.extractor",
        suffixes=(b".ts", b".mts", b".cts"),
        language="javascript",
        grammar="tree_sitter_typescript",
    ),
    "package_json": Entry(
        "driftscan.extract.package_json.extractor", names=(b"package.json",), serves="javascript"
    ),
    "pnpm_workspace": Entry(
        "driftscan.extract.pnpm_workspace.extractor",
        names=(b"pnpm-workspace.yaml",),
        serves="javascript",
    ),
    "tsconfig": Entry(
        "driftscan.extract.tsconfig.extractor",
        pattern=rb"(?:.*[-_.])?[jt]sconfig(?:[-_.].*)?\.json",
        serves="javascript",
    ),
    "bundler_config": Entry(
        "driftscan.extract.bundler_config.extractor",
        pattern=(
            rb"(?:webpack(?:[.-][\w.-]+)?|\.umirc|config-overrides|(?:astro|babel|craco|electron[.-]vite|"
            rb"jest|modern|next|nuxt|quasar|rolldown|rollup|rsbuild|rslib|rspack|svelte|umi|vite|"
            rb"vitest|vue)(?:[.-][\w-]+)*[.-]config(?:[.-][\w-]+)*)\.[cm]?[jt]s"
        ),
        serves="javascript",
        grammar="tree_sitter_typescript",
    ),
    "ruby": Entry(
        "driftscan.extract.ruby.extractor",
        suffixes=(b".rb", b".rake", b".ru"),
        names=(b"Rakefile",),
        language="ruby",
        grammar="tree_sitter_ruby",
    ),
    "gemfile": Entry(
        "driftscan.extract.gemfile.extractor",
        names=(b"Gemfile",),
        serves="ruby",
        grammar="tree_sitter_ruby",
    ),
    "gemspec": Entry(
        "driftscan.extract.gemspec.extractor",
        suffixes=(b".gemspec",),
        serves="ruby",
        grammar="tree_sitter_ruby",
    ),
    "kotlin": Entry(
        "driftscan.extract.kotlin.extractor",
        suffixes=(b".kt",),
        language="jvm",
        grammar="tree_sitter_kotlin",
    ),
    "maven": Entry("driftscan.extract.maven.extractor", names=(b"pom.xml",), serves="jvm"),
    "version_catalog": Entry(
        "driftscan.extract.version_catalog.extractor",
        names=(b"libs.versions.toml",),
        serves="jvm",
    ),
}

LANGUAGES = {
    "python": "driftscan.extract.python.language",
    "go": "driftscan.extract.go.language",
    "jvm": "driftscan.extract.jvm.language",
    "rust": "driftscan.extract.rust.language",
    "csharp": "driftscan.extract.csharp.language",
    "php": "driftscan.extract.php.language",
    "javascript": "driftscan.extract.javascript.language",
    "ruby": "driftscan.extract.ruby.language",
}


def group_of(entry: Entry) -> str:
    """The language that an extractor belongs to, be it by modules or by manifests; '' for none."""
    return entry.language or entry.serves


@cache
def load_extractor(name: str) -> Extractor:
    """The extractor's module, imported when first needed."""
    return cast(Extractor, import_module(EXTRACTORS[name].module))


@cache
def load_beginning(name: str) -> Beginning | None:
    """What tells of a content how much of it an extractor needs."""
    module = EXTRACTORS[name].beginning
    return cast(Beginning, import_module(module).beginning) if module else None


@cache
def load_language(name: str) -> Language:
    """The language's module, imported when first needed."""
    return cast(Language, import_module(LANGUAGES[name]))
