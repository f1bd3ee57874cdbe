"""What of a deptrac.yaml has no equal, and violations that it skips."""

from driftscan.migrate.areas.drafting import Land
from driftscan.migrate.builder import Builder
from driftscan.migrate.deptrac.classes import Place, class_paths
from driftscan.migrate.deptrac.config import Config, Source
from driftscan.migrate.deptrac.rulesets import layers_of, rule_name
from driftscan.migrate.draft import DraftException
from driftscan.notation.node import Node
from driftscan.notation.words import listed

_SERVICES = "services: code of your own is not run or read"
_KEYS = {
    "formatters": "how results are shown is said with --output-format, not in the spec",
    "analyser": "which uses of a class count is not said in a spec: every one does",
    "analyzer": "which uses of a class count is not said in a spec: every one does",
    "use_relative_path_from_depfile": "paths of a spec are always relative to the scanned root",
    "ignore_uncovered_internal_classes": "code in no layer has no rule, whatever it uses",
    "cache_file": "driftscan keeps a cache of its own",
}
_MEANT = frozenset(("paths", "exclude_files", "layers", "ruleset", "skip_violations"))
_AROUND = frozenset(("deptrac", "parameters", "imports", "services"))


def tell(build: Builder, config: Config, layers: frozenset[str]) -> None:
    """A sentence for each setting without an equal."""
    for source in config.sources:
        _tell_of_keys(build, source)
    for source, node in config.lists("paths"):
        if node.text.startswith("/"):
            sentence = f"paths: {node.text} is absolute; it was taken for the scanned root"
            build.no_equal(node.line, sentence, source.name)
    for each in config.unread:
        sentence = f"imports: {each.resource} was not read: {each.why}; move what it says, too"
        build.no_equal(each.line, sentence, each.by)
    for source, name, node in config.tables("ruleset"):
        _tell_of_unknown(build, source, name, node, layers)


def _tell_of_keys(build: Builder, source: Source) -> None:
    services = [source.document.get("services"), source.body.get("services")]
    for node in services:
        if node:
            build.no_equal(node.line, _SERVICES, source.name)
    # Among parameters stand those of the user, too.
    is_own = source.body.path != ("parameters",)
    for key, node in source.body.entries():
        if key in _KEYS and (node.is_table or node.value):
            build.no_equal(node.line, f"{key}: {_KEYS[key]}", source.name)
        elif is_own and key not in _MEANT | _AROUND | set(_KEYS):
            build.no_equal(node.line, f"{key}: this setting is not known here", source.name)


def _tell_of_unknown(
    build: Builder, source: Source, name: str, node: Node, layers: frozenset[str]
) -> None:
    """Layers that a ruleset names and no file has."""
    if name not in layers:
        sentence = f"ruleset of {name}: no layer is called '{name}', so no rule was made of it"
        build.no_equal(node.line, sentence, source.name)
    for each in node.elements():
        word = each.text.lstrip("+")
        if word not in layers:
            sentence = f"ruleset of {name}: no layer is called '{word}', so it allows nothing"
            build.no_equal(each.line, sentence, source.name)


def skipped(build: Builder, config: Config, land: Land, places: tuple[Place, ...]) -> None:
    """skip_violations as exceptions, for the file of the class that depends."""
    for source, name, node in config.tables("skip_violations"):
        targets = [each.text for each in node.elements()]
        homes = [(path, land.home(path)) for path in class_paths(name, places)]
        found = [(path, cell) for path, cell in homes if cell and layers_of(cell)]
        for path, cell in found:
            rule = rule_name(layers_of(cell))
            reason = f"skip_violations of deptrac: {name} on {listed(targets)}"
            build.exceptions.append(
                DraftException(finding=rule, where=path, imports=(), reason=reason)
            )
            build.no_equal(
                node.line,
                f"skip_violations of {name}: the exception from '{rule}' is for its whole file, "
                f"not for {listed(targets)} alone",
                source.name,
            )
        if not found:
            build.no_equal(
                node.line,
                f"skip_violations of {name}: no composer.json says in which file that is; run "
                "`driftscan baseline` once the spec is in place, or write an exception",
                source.name,
            )
