"""import-linter: setup.cfg, .importlinter, pyproject.toml.

Written against version 2.16. Contract classes of the project's own are never loaded.
"""

from driftscan.graph.system import SystemGraph
from driftscan.migrate.builder import Builder
from driftscan.migrate.import_linter.contracts import CONTRACTS
from driftscan.migrate.import_linter.ignored import ignore_imports
from driftscan.migrate.import_linter.settings import Contract, Settings, has_section, read_settings
from driftscan.migrate.migration import ForeignFile, Migration, MigrationError
from driftscan.migrate.modules import Modules, without_nested
from driftscan.migrate.writer import spec_text
from driftscan.model.spec import SourceSettings
from driftscan.notation.words import listed

TOOL = "import-linter"
COMPANIONS: tuple[str, ...] = ()
MARK = b""
_RUNTIME = "runtime import"

recognises = has_section


def sources(_file: ForeignFile) -> SourceSettings:
    """import-linter looks at what Python would import; the tree shows where that is."""
    return SourceSettings()


def migrate(file: ForeignFile, graph: SystemGraph) -> Migration:
    """The contracts as rules. Raises MigrationError."""
    settings = read_settings(file)
    build = Builder(file, Modules(graph))
    build.via = _RUNTIME if settings.runtime_only else ""
    for name, line in settings.root_packages:
        if name not in build.modules.names:
            raise MigrationError(
                f"{file.name}:{line}: the root package '{name}' is not in the scanned tree; name "
                "the directory that holds it as PATH"
            )
        _tell_of_folders(build, name, line)
    for name, line in settings.custom_types:
        build.no_equal(
            line, f"the contract type '{name}' is code of your own, which is not run or read"
        )
    for contract in settings.contracts:
        _contract(build, settings, contract)
    draft = build.draft(_heading(file))
    return Migration(TOOL, draft, spec_text(draft), build.missing)


def _tell_of_folders(build: Builder, root: str, line: int) -> None:
    """Python imports from folders without an index file; import-linter never looks into them."""
    bare = [
        name for name in (root, *build.modules.descendants(root)) if build.modules.is_bare(name)
    ]
    if top := without_nested(bare):
        build.no_equal(
            line,
            f"{listed(top)} {'has' if len(top) == 1 else 'have'} no __init__.py, so import-linter "
            "does not look inside; driftscan does, and may find more there",
        )


def _contract(build: Builder, settings: Settings, contract: Contract) -> None:
    translate = CONTRACTS.get(contract.type)
    if translate is None:
        build.no_equal(
            contract.line,
            f"contract '{contract.name}' is of the type '{contract.type}', which driftscan does "
            "not know; state what it demands as a rule by hand",
        )
        return
    rules = translate(build, settings, contract)
    ignore_imports(build, contract, rules)


def _heading(file: ForeignFile) -> tuple[str, ...]:
    return (
        f"Moved from import-linter: what {file.name} demands, by `driftscan init --from`. Rules "
        "have the names of the contracts. As there, chains count too (through_others) but for "
        "allow_indirect_imports. Remove a rule that nobody would defend, and give the others an "
        "owner and a reason.",
    )
