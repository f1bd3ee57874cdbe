"""driftscan.yaml to Spec, from bytes to names; the stages stop only where nothing can follow.

yaml and pydantic are imported when a spec is read, for they cost more than the rest of start-up.
"""

from driftscan.model.spec import Spec
from driftscan.spec.problem import InvalidSpecError, Position, SpecProblem, printable
from driftscan.spec.text import decoded
from driftscan.spec.tree import Problems, Value
from driftscan.spec.version import knows_version


def parse_spec(text: bytes, file: str) -> Spec:
    """The spec that the text says; file is its shown path.

    Raises InvalidSpecError, a SpecError, whose message has one line for each problem, sorted by
    line, as 'file:line: what is wrong; what to do', and their number in the last line.
    """
    from driftscan.spec.read_yaml import read_yaml

    shown = printable(file)
    tree, found = read_yaml(decoded(text, shown), shown)
    problems = Problems(tree)
    problems.found += found
    spec = _read(tree.value, shown, problems)
    if problems.found or spec is None:
        raise InvalidSpecError(shown, problems.found)
    return spec


def _read(value: Value, file: str, problems: Problems) -> Spec | None:
    """The spec of a whole file; None where its parts cannot even be told."""
    from driftscan.spec.meaning.spec import read_spec
    from driftscan.spec.shapes.read import read_shapes

    if not isinstance(value, dict):
        _add_not_a_spec(value, problems)
        return None
    if not knows_version(value, problems):
        return None
    return read_spec(read_shapes(value, problems), value, file, problems)


def _add_not_a_spec(value: Value, problems: Problems) -> None:
    what = "is empty" if value is None else "must be a mapping of keys"
    message = f"the file {what}; write `driftscan: 1` as its first line and the keys below it"
    problems.found.append(SpecProblem(Position(), message))
