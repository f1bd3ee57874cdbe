"""What of a configuration has no equal, rule by rule and option by option."""

from driftscan.migrate.builder import Builder
from driftscan.migrate.dependency_cruiser.config import Config, CruiserRule, is_preset
from driftscan.migrate.documents import texts
from driftscan.notation.node import Node

_OF_TARGETS = {
    "couldNotResolve": "what cannot be found is counted under `coverage: resolved`, not a rule",
    "license": "licences of packages are not read",
    "licenseNot": "licences of packages are not read",
    "dynamic": "no `via` tells dynamic imports from others",
    "exoticallyRequired": "functions of your own that load modules are not known",
    "exoticRequire": "functions of your own that load modules are not known",
    "exoticRequireNot": "functions of your own that load modules are not known",
    "preCompilationOnly": "what a compiler drops is not known",
    "moreUnstable": "stability is not measured",
    "moreThanOneDependencyType": "how often a package is declared is not checked",
    "ancestor": "no rule speaks of folders above another",
}
_OPTIONS = {
    "includeOnly": "code that it leaves out is looked at; leave it out under `sources: exclude`",
    "doNotFollow": "code that it does not follow is read all the same, if it is in the tree",
    "focus": "a spec is about all code",
    "reaches": "a spec is about all code",
    "collapse": "a spec is about all code",
    "maxDepth": "a spec is about all code",
    "tsConfig": "how modules are found is not said in a spec",
    "webpackConfig": "how modules are found is not said in a spec",
    "babelConfig": "how modules are found is not said in a spec",
    "enhancedResolveOptions": "how modules are found is not said in a spec",
    "combinedDependencies": "packages of folders above count where they are declared",
    "knownViolations": "what was accepted is not read; --accept or `driftscan baseline` accepts it",
}
_PRESET = (
    "of {} the rule no-circular is here; orphans, undeclared, deprecated and unresolved packages "
    "have no equal"
)


def refusal(rule: CruiserRule) -> str:
    """Why a rule that forbids has no equal, by what it goes by; '' if it may have one."""
    if rule.node.get("module"):
        return "how many use a module is not counted"
    if rule.source.get("orphan").value is True:
        return "code that nothing uses is not looked for"
    if rule.target.get("reachable").value is False:
        return "code that is not reached is not looked for"
    if rule.target.get("circular").value is False:
        return "no rule speaks of dependencies outside cycles"
    for key, sentence in _OF_TARGETS.items():
        if rule.target.get(key):
            return sentence
    return ""


def tell(build: Builder, config: Config) -> None:
    """A sentence for each setting without an equal, and for what is code."""
    for unread in config.document.unread:
        build.no_equal(unread.line, f"`{unread.text}` is code, which is not run; move it by hand")
    for node in _each(config.node.get("extends")):
        build.no_equal(node.line, _extended(node.text))
    for rule in config.rules("required"):
        build.no_equal(
            rule.node.line,
            f"required {rule.name}: that each module depends on another is not checked; `expect` "
            "says it of components",
        )
    for key, node in config.node.get("options").entries():
        if key in _OPTIONS and node.value and not _says_packages_only(key, node):
            build.no_equal(node.line, f"options.{key}: {_OPTIONS[key]}")


def _extended(name: str) -> str:
    if is_preset(name):
        return f"extends: {_PRESET.format(name)}"
    return f"extends: {name} is another file; move what it says with --from, too"


def _each(node: Node) -> list[Node]:
    return [node] if node.text else [each for each in node.elements() if each.text]


def _says_packages_only(key: str, node: Node) -> bool:
    """doNotFollow of node_modules is what driftscan does anyway."""
    if key != "doNotFollow":
        return False
    paths = [*texts(node), *texts(node.get("path"))]
    return all("node_modules" in path for path in paths)
