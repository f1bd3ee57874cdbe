"""What of a configuration has no equal, rule by rule and option by option."""

from driftscan.migrate.builder import Builder
from driftscan.migrate.dependency_cruiser.code import is_code, tell_code, unknown
from driftscan.migrate.dependency_cruiser.config import Config, CruiserRule, is_preset
from driftscan.migrate.dependency_cruiser.cycles import NO_CIRCULAR, changes_preset
from driftscan.migrate.dependency_cruiser.options import tell_options
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
# What a rule may say of either side; of cycles the rest, too.
_KNOWN = frozenset(
    ("path", "pathNot", "dependencyTypes", "dependencyTypesNot", "reachable", "circular", "orphan")
)
_OF_CYCLES = frozenset(("via", "viaOnly", "viaNot", "viaSomeNot"))
_PRESET = (
    "of {} the rule no-circular is here; orphans, undeclared, deprecated and unresolved packages "
    "have no equal"
)


def refusal(config: Config, rule: CruiserRule) -> tuple[int, str] | None:
    """Why no rule is made of one that forbids, with the line; None where one may be."""
    line = rule.node.line
    if rule.severity == "ignore":
        return line, "its severity is ignore, so no rule was made of it"
    for piece in unknown(rule):
        return (
            piece.line,
            f"{is_code(piece)}; no rule was made of it, state by hand what it demands",
        )
    if changes_preset(config, rule):
        is_here = rule.name == NO_CIRCULAR
        return None if is_here else (line, "the rule of the extended set has no equal")
    why = refused(rule)
    return (line, why) if why else None


def refused(rule: CruiserRule) -> str:
    """Why a rule has no equal, by what it goes by; '' if it may have one."""
    if rule.node.get("module"):
        return "how many use a module is not counted"
    if rule.source.get("orphan").value is True:
        return "code that nothing uses is not looked for"
    if rule.target.get("reachable").value is False:
        return "code that is not reached is not looked for"
    is_cyclic = rule.target.get("circular").value is True
    if rule.is_about_folders and not is_cyclic:
        return "its scope is folder, and no rule holds names of folders against each other"
    known = _KNOWN | (_OF_CYCLES if is_cyclic else set())
    for side in (rule.source, rule.target):
        for key, node in side.entries():
            if key not in known:
                return _OF_TARGETS.get(key, f"it goes by {key}, which is not known here")
            if key in ("path", "pathNot") and not _is_of_texts(node):
                return f"its {key} is neither a text nor a list of texts"
    if rule.target.get("circular").value is False:
        return "no rule speaks of dependencies outside cycles"
    return ""


def _is_of_texts(node: Node) -> bool:
    """Whether an expression is written as it should be; without one it would mean everything."""
    if isinstance(node.value, list):
        return all(isinstance(each.value, str) for each in node.elements())
    return node.value is None or isinstance(node.value, str)


def tell(build: Builder, config: Config) -> None:
    """A sentence for each setting without an equal, and for what is code."""
    tell_code(build, config)
    tell_options(build, config.node.get("options"))
    for node in _each(config.node.get("extends")):
        build.no_equal(node.line, _extended(node.text))
    for rule in config.rules("required"):
        build.no_equal(
            rule.node.line,
            f"required {rule.name}: that each module depends on another is not checked; `expect` "
            "says it of components",
        )


def _extended(name: str) -> str:
    if is_preset(name):
        return f"extends: {_PRESET.format(name)}"
    return f"extends: {name} is another file; move what it says with --from, too"


def _each(node: Node) -> list[Node]:
    return [node] if node.text else [each for each in node.elements() if each.text]
