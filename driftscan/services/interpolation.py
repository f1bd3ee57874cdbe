"""What compose puts into its files before it reads them: the variables of the .env beside.

Those within the environment of a container are left to readings.py, which tells the way; but one
that is only passed on (`- CART_ADDR`) would lead to itself there.
"""

from collections import defaultdict
from collections.abc import Mapping

from msgspec.structs import replace

from driftscan.model.service_fact import Piece, Text, ValueFact, Variable, WorkloadFact
from driftscan.services.facts import FactFile, TreeFacts, folder_of
from driftscan.services.texts import command, literal

_DEEPEST = 8


def interpolated(tree: TreeFacts) -> TreeFacts:
    """The same facts, the variables of compose files filled in as far as a .env gives them."""
    given = _variables(tree)
    files = tuple(_filled_in(file, given.get(folder_of(file.path), {})) for file in tree.files)
    return replace(tree, files=files) if given else tree


def _variables(tree: TreeFacts) -> dict[bytes, dict[str, Text]]:
    """By folder what its .env says."""
    found: dict[bytes, dict[str, Text]] = defaultdict(dict)
    for path, value in tree.each("values"):
        assert isinstance(value, ValueFact)
        if value.kind == "env" and path.rpartition(b"/")[2] == b".env":
            found[folder_of(path)][value.name] = value.text
    return found


def _filled_in(file: FactFile, variables: Mapping[str, Text]) -> FactFile:
    if not variables or not any(fact.form == "compose" for fact in file.facts.workloads):
        return file
    workloads = tuple(_workload(fact, variables) for fact in file.facts.workloads)
    return replace(file, facts=replace(file.facts, workloads=workloads))


def _workload(fact: WorkloadFact, variables: Mapping[str, Text]) -> WorkloadFact:
    return replace(
        fact,
        image=_text(fact.image, variables),
        build=None if fact.build is None else _path(fact.build, variables),
        dockerfile=_path(fact.dockerfile, variables),
        command=_text(fact.command, variables),
        env=tuple(_variable(each, variables) for each in fact.env),
    )


def _variable(variable: Variable, variables: Mapping[str, Text]) -> Variable:
    passed_on = [piece for piece in variable.text if piece.value == variable.name]
    if len(variable.text) == len(passed_on) == 1 and variable.name in variables:
        return replace(variable, text=variables[variable.name])
    return variable


def _path(path: str, variables: Mapping[str, Text]) -> str:
    return (literal(_text(command(path), variables)) or path) if "$" in path else path


def _text(text: Text, variables: Mapping[str, Text], depth: int = 0) -> Text:
    """A variable that the .env does not hold stays one: it comes from whoever starts compose."""
    found: list[Piece] = []
    for piece in text:
        if piece.kind == "env" and piece.value in variables and depth < _DEEPEST:
            found += _text(variables[piece.value], variables, depth + 1)
        else:
            found.append(piece)
    return _joined(found)


def _joined(pieces: list[Piece]) -> Text:
    """Texts beside each other as one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and piece.kind == found[-1].kind == "text":
            found[-1] = Piece("text", found[-1].value + piece.value)
        else:
            found.append(piece)
    return tuple(found)
