"""What compose puts into its files before it reads them: the variables of the .env beside, or
of the example that stands in for one.

Those within the environment of a container are left to readings.py, which tells the way; but one
that is only passed on (`- CART_ADDR`) would lead to itself there.
"""

from collections import defaultdict
from collections.abc import Mapping

from msgspec.structs import replace

from driftscan.model.service_fact import Piece, Text, ValueFact, Variable, WorkloadFact
from driftscan.services.dotenvs import in_its_place, is_example
from driftscan.services.facts import FactFile, TreeFacts, folder_of
from driftscan.services.texts import command, literal

_DEEPEST = 8
_LONGEST = 10_000  # characters of one text


class _DotEnv:
    """The variables of one folder, each filled in once at every depth."""

    def __init__(self, given: Mapping[str, Text], *, is_example: bool) -> None:
        self.given = given
        self.is_example = is_example
        self._known: dict[tuple[str, int], Text] = {}

    def text(self, text: Text, depth: int = 0) -> Text:
        """A variable that the .env does not hold stays one: it comes from whoever starts compose.
        So does a text that would grow without end."""
        found = _joined([part for piece in text for part in self._parts(piece, depth)])
        return found if sum(len(piece.value) for piece in found) < _LONGEST else text

    def _parts(self, piece: Piece, depth: int) -> Text:
        if piece.kind != "env" or piece.value not in self.given or depth >= _DEEPEST:
            return (piece,)
        key = (piece.value, depth)
        if key not in self._known:
            self._known[key] = self.text(self.given[piece.value], depth + 1)
        return self._known[key]


def interpolated(tree: TreeFacts) -> TreeFacts:
    """The same facts, the variables of compose files filled in as far as a .env gives them."""
    given = {
        folder_of(path): _DotEnv(found, is_example=is_example(path))
        for path, found in _variables(tree).items()
    }
    files = tuple(_filled_in(file, given.get(folder_of(file.path))) for file in tree.files)
    return replace(tree, files=files) if given else tree


def _variables(tree: TreeFacts) -> dict[bytes, dict[str, Text]]:
    """By path of each folder's .env, or the example of one, what it says."""
    files: dict[bytes, dict[str, Text]] = defaultdict(dict)
    for path, value in tree.each("values"):
        assert isinstance(value, ValueFact)
        if value.kind == "env" and b"env" in path.rpartition(b"/")[2]:
            files[path][value.name] = value.text
    folders = {folder_of(path): b"" for path in files}
    for folder in folders:
        folders[folder] = in_its_place(folder + b"/.env" if folder else b".env", files) or b""
    return {file: files[file] for file in folders.values() if file}


def _filled_in(file: FactFile, variables: _DotEnv | None) -> FactFile:
    if not variables or not any(fact.form == "compose" for fact in file.facts.workloads):
        return file
    workloads = tuple(_workload(fact, variables) for fact in file.facts.workloads)
    return replace(file, facts=replace(file.facts, workloads=workloads))


def _workload(fact: WorkloadFact, variables: _DotEnv) -> WorkloadFact:
    return replace(
        fact,
        image=variables.text(fact.image),
        build=None if fact.build is None else _path(fact.build, variables),
        dockerfile=_path(fact.dockerfile, variables),
        command=variables.text(fact.command),
        env=tuple(_variable(each, variables) for each in fact.env),
    )


def _variable(variable: Variable, variables: _DotEnv) -> Variable:
    passed_on = [piece for piece in variable.text if piece.value == variable.name]
    if variables.is_example and any(piece.default for piece in passed_on):
        return variable  # what an example says does not hide the default, see readings.py
    if len(variable.text) == len(passed_on) == 1 and variable.name in variables.given:
        return replace(variable, text=variables.given[variable.name])
    return variable


def _path(path: str, variables: _DotEnv) -> str:
    return (literal(variables.text(command(path))) or path) if "$" in path else path


def _joined(pieces: list[Piece]) -> Text:
    """Texts beside each other as one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and piece.kind == found[-1].kind == "text":
            found[-1] = Piece("text", found[-1].value + piece.value)
        else:
            found.append(piece)
    return tuple(found)
