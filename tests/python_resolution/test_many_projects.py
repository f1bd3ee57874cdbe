"""A tree of thousands of projects: what each import costs does not grow with their number."""

from driftscan.extract.python.language import build_index
from driftscan.model.fact import FileFacts, ImportFact, RequirementFact
from tests.bounded import bounded

_MANY = 6_000
_ASKING = FileFacts(requirements=(RequirementFact("requests", 1),))
_IMPORTS = FileFacts(
    imports=tuple(ImportFact(name, "", 0, line) for line, name in enumerate(("requests", "own"), 1))
)


def test_each_project_finds_its_own_module_and_asks_for_a_package() -> None:
    folders = [f"group{number % 30}/project{number}" for number in range(_MANY)]
    paths = sorted(f"{each}/{name}.py".encode() for each in folders for name in ("own", "start"))
    manifests = {f"{each}/requirements.txt".encode(): (_ASKING,) for each in folders}
    with bounded():
        index = build_index(paths, manifests, (), ())
        for folder in folders:
            found = index.resolve(f"{folder}/start.py".encode(), _IMPORTS)
            (own,) = found.internal
            assert index.modules[own.target].path == f"{folder}/own.py".encode()
            assert [each.name for each in found.external] == ["requests"]
