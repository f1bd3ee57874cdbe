"""What of a deptrac.yaml has no equal, and violations that it skips."""

from driftscan.migrate.areas.drafting import Land
from driftscan.migrate.builder import Builder
from driftscan.migrate.deptrac.classes import Place, class_paths
from driftscan.migrate.deptrac.config import Config
from driftscan.migrate.deptrac.rulesets import layers_of, rule_name
from driftscan.migrate.draft import DraftException
from driftscan.notation.words import listed

_KEYS = {
    "formatters": "how results are shown is said with --output-format, not in the spec",
    "analyser": "which uses of a class count is not said in a spec: every one does",
    "analyzer": "which uses of a class count is not said in a spec: every one does",
    "use_relative_path_from_depfile": "paths of a spec are always relative to the scanned root",
    "services": "code of your own is not run or read",
}


def tell(build: Builder, config: Config) -> None:
    """A sentence for each setting without an equal."""
    for source in config.sources:
        for key, node in source.body.entries():
            if key in _KEYS and (node.is_table or node.value):
                build.no_equal(node.line, f"{key}: {_KEYS[key]}", source.name)
    for source, node in config.lists("paths"):
        if node.text.startswith("/"):
            sentence = f"paths: {node.text} is absolute; it was taken for the scanned root"
            build.no_equal(node.line, sentence, source.name)
    for name, line in config.missing:
        build.no_equal(
            line, f"imports: {name} was not found in the tree; move what it says by hand"
        )


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
