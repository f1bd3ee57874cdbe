"""Runs import-linter on a configuration file and tells what it says of each contract."""

import subprocess
import sys
from pathlib import Path

import msgspec

from benchmarks.verdicts.verdict import Verdict

_REPORT = """
import json, sys
from copy import deepcopy
from importlinter import configuration
configuration.configure()
from importlinter.application import use_cases
from importlinter.domain.contract import registry
options = use_cases.read_user_options(config_filename=sys.argv[1])
def pairs(links):
    return [[link["importer"], link["imported"]] for link in links]
def direct(details):
    return [pair for data in details for route in routes(data) for pair in route]
def routes(data):
    for chain in data.get("chains") or data.get("routes") or ():
        if isinstance(chain, dict):
            if len(chain["chain"]) == 1:
                yield pairs([*chain["chain"], *chain["extra_firsts"], *chain["extra_lasts"]])
        elif len(chain) == 1:
            yield pairs(chain)
use_cases._register_contract_types(options)
graph = use_cases._build_graph(
    root_package_names=options.session_options["root_packages"],
    cache_dir=None,
    include_external_packages=use_cases._get_include_external_packages(options),
    exclude_type_checking_imports=use_cases._get_exclude_type_checking_imports(options),
    verbose=False,
)
found = {}
for each in options.contracts_options:
    try:
        contract = registry.get_contract_class(each["type"])(
            name=each["name"], session_options=options.session_options, contract_options=each
        )
        check = contract.check(deepcopy(graph), verbose=False)
    except Exception as error:
        found[each["name"]] = {"kept": False, "error": f"{type(error).__name__}: {error}"}
        continue
    data = check.metadata
    cycles = data.get("cycle_breakers_by_package", {})
    edges = direct([*data.get("invalid_chains", ()), *data.get("invalid_dependencies", ())])
    edges += [list(pair) for breakers in cycles.values() for pair in breakers]
    links = [each.illegal_links for each in data.get("illegal_imports", ())]
    edges += [pair for each in links for pair in pairs(each)]
    edges += [[module, ""] for module in data.get("undeclared_modules", ())]
    found[contract.name] = {"kept": check.kept, "edges": edges, "packages": sorted(cycles)}
json.dump(found, sys.stdout)
"""


def import_linter_says(config: Path, root: Path) -> dict[str, Verdict]:
    """Verdicts by contract name; import-linter runs in a process of its own.

    root: the folder that the packages can be imported from; nothing of them is run.
    """
    done = subprocess.run(
        [sys.executable, "-c", _REPORT, str(config)],
        check=True,
        capture_output=True,
        cwd=config.parent,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
    )
    output = done.stdout[done.stdout.index(b'{"') :]  # its own progress lines come first
    return msgspec.json.decode(output, type=dict[str, Verdict])
