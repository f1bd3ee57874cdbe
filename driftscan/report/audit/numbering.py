"""The files of all repositories in one list: every module, and what is ranked without being one."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from driftscan.model.cost import FileCost
from driftscan.model.graph import KIND_LABELS
from driftscan.report.audit.audited import Repository
from driftscan.report.audit.belonging import DECLARES, says_belonging
from driftscan.report.audit.documents import CostJson, EdgeJson, FileJson
from driftscan.report.escape import name_text, path_text
from driftscan.report.hotspots_json import file_json

_SHOWN_LINES = 5


class Numbering(Struct, frozen=True):
    """files: as in the document. first: for each repository the number of its first module; its
    others follow in their order. by_path: for each repository its files by their own paths. costs:
    expected of each file, None for what is not ranked."""

    files: list[FileJson]
    first: tuple[int, ...]
    by_path: tuple[dict[bytes, int], ...]
    costs: list[float | None]

    def cost_of(self, numbers: Iterable[int]) -> float | None:
        """Of all these files together; None where none is ranked."""
        known = [cost for number in set(numbers) if (cost := self.costs[number]) is not None]
        return round(sum(known), 1) if known else None

    def numbers(self, repository: int, paths: Iterable[bytes]) -> list[int]:
        """Those of the paths that are files here, each once, the costliest first."""
        known = self.by_path[repository]
        found = {known[path] for path in paths if path in known}
        return sorted(found, key=lambda number: (-(self.costs[number] or 0.0), number))


def numbered(repositories: Sequence[Repository]) -> Numbering:
    """All files, by repository; modules first."""
    files: list[FileJson] = []
    first, by_path = [], []
    component_at = 0
    for at, repository in enumerate(repositories):
        places = {each.name: component_at + i for i, each in enumerate(repository.components)}
        component_at += len(repository.components)
        costs = {each.path: each for each in repository.costs.files} if repository.costs else {}
        first.append(len(files))
        numbers: dict[bytes, int] = {}
        for position, module in enumerate(repository.graph.modules):
            numbers.setdefault(module.path, len(files))
            home = places.get(repository.homes[position], -1)
            files.append(_module(position, repository, at, home, costs))
        for path, cost in costs.items():
            if path not in numbers:
                numbers[path] = len(files)
                where = places.get(cost.component, -1)
                files.append(_file(path, repository, at, where, cost))
        by_path.append(numbers)
    known = [file.cost.cost if file.cost else None for file in files]
    return Numbering(files, tuple(first), tuple(by_path), known)


def edges_of(repositories: Sequence[Repository], numbering: Numbering) -> list[EdgeJson]:
    """All dependencies between files, by source, target and kind: those that circles are looked for
    in, and what only declares a file."""
    return [
        EdgeJson(
            first + edge.source,
            first + edge.target,
            DECLARES if says_belonging(edge, graph) else KIND_LABELS[edge.kind],
            len(edge.lines),
            list(edge.lines[:_SHOWN_LINES]),
        )
        for repository, first in zip(repositories, numbering.first, strict=True)
        for graph in (repository.needs or repository.graph,)
        for edge in graph.internal
    ]


def _module(
    position: int, repository: Repository, at: int, home: int, costs: dict[bytes, FileCost]
) -> FileJson:
    """What a program or others wrote is not ranked: nobody would change that to make it cheaper."""
    module = repository.graph.modules[position]
    is_vendored = position in repository.vendored
    is_copied = position in repository.copies
    is_ranked = not (module.is_test or module.is_generated or is_vendored or is_copied)
    known = costs.get(module.path) if is_ranked else None
    return FileJson(
        path=path_text(repository.prefix + module.path),
        id=name_text(module.id),
        language=module.language,
        component=home,
        repository=at,
        test=module.is_test,
        generated=module.is_generated,
        vendored=is_vendored,
        copied=is_copied,
        cost=_cost(known) if known else None,
    )


def _file(path: bytes, repository: Repository, at: int, home: int, cost: FileCost) -> FileJson:
    shown = path_text(repository.prefix + path)
    return FileJson(path=shown, component=home, repository=at, cost=_cost(cost))


def _cost(cost: FileCost) -> CostJson:
    figures = file_json(cost)
    return CostJson(**{name: getattr(figures, name) for name in CostJson.__struct_fields__})
