"""A copy of a system, and everything that is planted in it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.services.planted.kinds.choosing import Choosing
from benchmarks.services.planted.kinds.data import mapped_data, shared_data
from benchmarks.services.planted.kinds.decoys import decoys
from benchmarks.services.planted.kinds.http import http_calls
from benchmarks.services.planted.kinds.messages import grpc_calls, topics
from benchmarks.services.planted.kinds.spring import routes, spring_calls
from benchmarks.services.planted.manifests import override, with_environment, with_variables
from benchmarks.services.planted.plants import Plant, Variable
from benchmarks.services.planted.systems import System

KINDS = (http_calls, spring_calls, routes, grpc_calls, topics, shared_data, mapped_data, decoys)
_PLAIN = "- name: {name}\n  value: {value}"
_KEYED = (
    "- name: {name}\n  valueFrom: {{configMapKeyRef: {{name: planted-{service}, key: {name}}}}}"
)


def plants_for(system: System, count: int, seed: int) -> list[Plant]:
    """All that is added to a system."""
    choosing = Choosing(system, seed)
    return [plant for kind in KINDS for plant in kind(choosing, count)]


def plant(tree: Path, system: System, plants: Sequence[Plant]) -> None:
    """Write files and entries of manifests."""
    for each in plants:
        for path, text in each.files:
            place = tree / path
            place.parent.mkdir(parents=True, exist_ok=True)
            assert not place.exists(), path
            place.write_text(text)
    variables: dict[str, list[Variable]] = defaultdict(list)
    for each in plants:
        for variable in each.variables:
            variables[variable.service].append(variable)
    if system.compose:
        _into_compose(tree, system, variables, [need for each in plants for need in each.needs])
    if system.kubernetes:
        _into_kubernetes(tree, system, variables)


def _into_compose(
    tree: Path,
    system: System,
    variables: dict[str, list[Variable]],
    needs: Iterable[tuple[str, str]],
) -> None:
    """Half of the variables into the file itself, half into one that only adds to it."""
    place = tree / system.compose
    text, added, dotenv = place.read_text(), "", ""
    starts_after: dict[str, set[str]] = defaultdict(set)
    for service, need in needs:
        starts_after[service].add(need)
    for service in sorted({*variables, *starts_after}):
        given = variables.get(service, [])
        pairs = [(v.name, f"${{{v.name}}}" if v.how == "dotenv" else v.value) for v in given]
        dotenv += "".join(f"{v.name}={v.value}\n" for v in given if v.how == "dotenv")
        half = len(pairs) // 2
        if half:
            text = with_environment(text, service, pairs[:half])
        added += override(service, pairs[half:], sorted(starts_after[service]))
    place.write_text(text)
    if added:
        (place.parent / "docker-compose.override.yml").write_text("services:\n" + added)
    if dotenv:
        with (place.parent / ".env").open("a") as file:
            file.write("\n" + dotenv)


def _into_kubernetes(tree: Path, system: System, variables: dict[str, list[Variable]]) -> None:
    folder = tree / system.kubernetes
    for service, given in sorted(variables.items()):
        entries = [
            (_KEYED if v.how == "configmap" else _PLAIN).format(
                name=v.name, value=v.value, service=service
            )
            for v in given
            if v.how != "configmap-all"
        ]
        whole = [v for v in given if v.how == "configmap-all"]
        keyed = [v for v in given if v.how == "configmap"]
        names = [f"planted-{service}-all"] if whole else []
        place = folder / f"{service}.yaml"
        place.write_text(with_variables(place.read_text(), entries, names))
        for name, group in ((f"planted-{service}", keyed), (f"planted-{service}-all", whole)):
            if group:
                (folder / f"{name}.yaml").write_text(_configmap(name, group))


def _configmap(name: str, group: Sequence[Variable]) -> str:
    data = "".join(f'  {v.name}: "{v.value}"\n' for v in group)
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\ndata:\n{data}"
