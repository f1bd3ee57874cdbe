"""Options of dependency-cruiser: which code it looks at, and how."""

from driftscan.migrate.builder import Builder
from driftscan.migrate.documents import texts
from driftscan.notation.javascript.values import Code
from driftscan.notation.node import Node

_MEANT = frozenset(("exclude", "tsPreCompilationDeps"))
_ALL_CODE = "a spec is about all code"
_RESOLVING = "how modules are found is not said in a spec"
_SHOWN = "how results are shown is said with --output-format, not in the spec"
_WORKING = "how a run does its work is not said in a spec"
_OPTIONS = {
    "includeOnly": "code that it leaves out is looked at; leave it out under `sources: exclude`",
    "doNotFollow": "code that it does not follow is read all the same, if it is in the tree",
    "focus": _ALL_CODE,
    "reaches": _ALL_CODE,
    "collapse": _ALL_CODE,
    "maxDepth": _ALL_CODE,
    "affected": f"{_ALL_CODE}; `driftscan check --base REV` tells what is new since a revision",
    "baseDir": "paths were taken as relative to the directory of this file",
    "moduleSystems": "imports count whatever module system they are of",
    "exoticRequireStrings": "functions of your own that load modules are not known",
    "detectJSDocImports": "imports in comments are not looked for",
    "tsConfig": _RESOLVING,
    "webpackConfig": _RESOLVING,
    "babelConfig": _RESOLVING,
    "enhancedResolveOptions": _RESOLVING,
    "externalModuleResolutionStrategy": _RESOLVING,
    "preserveSymlinks": "symlinks are not followed",
    "builtInModules": "which modules come with the platform is not said in a spec",
    "extraExtensionsToScan": "files that hold no code are not looked at",
    "combinedDependencies": "packages of folders above count where they are declared",
    "knownViolations": "what was accepted is not read; --accept or `driftscan baseline` accepts it",
    "highlight": _SHOWN,
    "prefix": _SHOWN,
    "reporterOptions": _SHOWN,
    "progress": _SHOWN,
    "metrics": "sizes and stability are not measured",
    "experimentalStats": "sizes and stability are not measured",
    "cache": _WORKING,
    "forceDeriveDependents": _WORKING,
    "parser": _WORKING,
    "skipAnalysisNotInRules": _WORKING,
}


def tell_options(build: Builder, options: Node) -> None:
    """A sentence for each option without an equal."""
    for key, node in options.entries():
        is_told = key in _MEANT or isinstance(node.value, Code) or not node.value
        if not is_told and not _says_packages_only(key, node):
            sentence = _OPTIONS.get(key, "this option is not known here")
            build.no_equal(node.line, f"options.{key}: {sentence}")
    dynamic = options.get("exclude", "dynamic")
    if isinstance(dynamic.value, bool):
        sentence = "dynamic imports count like all others, in the files that are looked at"
        build.no_equal(dynamic.line, f"options.exclude.dynamic: {sentence}")


def _says_packages_only(key: str, node: Node) -> bool:
    """doNotFollow of node_modules is what driftscan does anyway."""
    if key != "doNotFollow":
        return False
    paths = [*texts(node), *texts(node.get("path"))]
    return all("node_modules" in path for path in paths)
