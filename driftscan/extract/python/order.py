"""The search for an absolute import: nearest first, and never a guess."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.python.distributions import (
    is_shared,
    may_require,
    requirement_for,
    well_known,
)
from driftscan.extract.python.layout import PythonFile
from driftscan.extract.python.roots import Root
from driftscan.extract.python.run_folders import RunFolder
from driftscan.extract.python.search import Match, Place, look_in
from driftscan.extract.python.stages import Stages
from driftscan.extract.python.standpoint import Standpoint, Surroundings
from driftscan.extract.python.stdlib import STANDARD_LIBRARY

# One of several files that fit stands nearer in the tree than the others.
_NEAREST_OF_SEVERAL = 0.9


class Answer(Struct, frozen=True):
    """Where an absolute import leads; one of file, external and cause says it.

    file: internal target. external: import name of a package outside, with its distribution and
    whether it is the standard library's, and its scope. cause: why it is unresolved, see
    model.graph.Unresolved.
    None of the three: a namespace folder, which loads no file.
    missing: the file is only the package above; the last part of the name was not found.
    run_from: beside a package outside or a cause: where the name leads for files below a folder, if
    a program is run from that.
    """

    file: PythonFile | None = None
    external: str = ""
    distribution: str = ""
    standard: bool = False
    cause: str = ""
    detail: str = ""
    confidence: float = 1.0
    missing: bool = False
    scope: str = ""
    run_from: tuple[RunFolder, ...] = ()


# Without a manifest that asks for it, both are possible.
_AMBIGUOUS = "ambiguous"
_BARE_FOLDER = "the folder {}, which has no __init__.py, or a package outside"

MISSING = Answer(cause="missing")
NAMESPACE_ONLY = Answer()


class SearchOrder:
    """Answers the absolute imports of all files with one standpoint.

    A package or module in the own root wins over everything, as it does on sys.path. The standard
    library wins over all other roots. A bare folder yields to a requirement of its name from
    outside, unless both may share that name (PEP 420). A package that holds the beginning of a
    name but not the rest ends the search: the same name in an unrelated service is not what the
    author meant.
    """

    def __init__(self, stand: Standpoint, around: Surroundings) -> None:
        self.stand = stand
        self._around = around
        project = around.project_of(stand.folder)
        # What the tree itself provides is found through its roots; it explains no name outside.
        self._requirements: Mapping[str, str] = {
            name: written
            for name, written in (project.requirements.items() if project else ())
            if name not in around.distributions
        }
        self.answers: dict[tuple[str, str], Answer] = {}
        self.unanswered: set[tuple[str, str]] = set()  # asked of an index that this one stands for
        self._may_be_required: dict[str, bool] = {}
        self._stages: dict[str, Stages] = {}  # by top-level name

    def searches_like(self, other: "SearchOrder") -> bool:
        """Whether an answer of either can only differ where the layouts of their trees do, at a
        place called like a part of the question."""
        one, two = self._around, other._around
        folder = self.stand.folder
        return (
            (self.stand, self._requirements) == (other.stand, other._requirements)
            and one.candidates.seen_from(folder) == two.candidates.seen_from(folder)
            and one.projects == two.projects
            and not any(root.prefix for root in [*one.roots.used, *one.roots.declared])
        )

    def find(self, module: str, name: str) -> Answer:
        """Where `import module` (name '') or `from module import name` ('*': a star) leads."""
        question = (module, name)
        answer = self.answers.get(question)
        if answer is None:
            answer = self.answers[question] = self._search(module, name)
        return answer

    def _search(self, module: str, name: str) -> Answer:
        top = module.partition(".")[0]
        required = self._requirement(top, f"{module}.{name}")
        stages = self._stages_for(top)
        if stages.are_empty:
            return self._or_inside(self._outside(top, required), module, name)
        only_regular = required is not None and not is_shared(required[0])
        own = self._try(stages.own, module, name, only_regular)
        if own not in (None, NAMESPACE_ONLY):
            return own
        if top in STANDARD_LIBRARY:
            return self._outside(top, required)
        near = self._try(stages.near, module, name, only_regular)
        if near not in (None, NAMESPACE_ONLY):
            return self._or_inside(near, module, name) if near.cause == _AMBIGUOUS else near
        wanted = self._try(stages.required, module, name, only_regular=False)
        if wanted not in (None, NAMESPACE_ONLY):
            return wanted
        if required:
            return self._outside(top, required)
        far = self._try(stages.elsewhere, module, name, only_regular, nearest=True)
        found = far or wanted or near or own
        loose = module == top and not name and not self._is_namespace(top, stages)
        if found is None or (found is NAMESPACE_ONLY and loose):
            found = Answer(cause=_AMBIGUOUS, detail=_BARE_FOLDER.format(top))
        return self._or_inside(found, module, name)

    def _or_inside(self, answer: Answer, module: str, name: str) -> Answer:
        """An answer from far away, with where the name leads if a program is run from a folder
        inside the own root. A package that is asked for is no code of the tree."""
        if answer.standard or answer.distribution:
            return answer
        below = max(self.stand.folder, self.stand.own.directory, key=len)
        found = self._around.run_folders.around(below, module, name)
        return replace(answer, run_from=found) if found else answer

    def _requirement(self, top: str, dotted: str) -> tuple[str, str] | None:
        """See requirement_for; a top-level name that begins no requirement is asked only once."""
        if top not in self._may_be_required:
            self._may_be_required[top] = may_require(top, self._requirements)
        return requirement_for(dotted, self._requirements) if self._may_be_required[top] else None

    def _try(
        self,
        groups: Sequence[Sequence[Root]],
        module: str,
        name: str,
        only_regular: bool,
        nearest: bool = False,
    ) -> Answer | None:
        namespace = None
        for roots in groups:
            places = [look_in(root, self._around.layout, module, name) for root in roots]
            if only_regular:
                places = [place for place in places if place.regular]
            if answer := self._choose(places, nearest):
                return answer
            if any(place.match is Match.BROKEN for place in places):
                return MISSING
            if any(place.match is Match.NAMESPACE for place in places):
                namespace = NAMESPACE_ONLY
        return namespace

    def _choose(self, places: Sequence[Place], nearest: bool) -> Answer | None:
        whole = {p.file.path: p.file for p in places if p.match is Match.MODULE and p.file}
        parents = {p.file.path: p.file for p in places if p.match is Match.PARENT and p.file}
        found = list((whole or parents).values())
        if not found:
            return None
        if len(found) == 1:
            return Answer(file=found[0], missing=not whole)
        closest = _closest(self.stand.folder, found)
        if nearest and len(closest) == 1:
            return Answer(file=closest[0], confidence=_NEAREST_OF_SEVERAL, missing=not whole)
        return Answer(cause=_AMBIGUOUS, detail=", ".join(sorted(f.importable for f in closest)))

    def _stages_for(self, top: str) -> Stages:
        if top not in self._stages:
            self._stages[top] = Stages(self.stand, self._around, top)
        return self._stages[top]

    def _is_namespace(self, top: str, stages: Stages) -> bool:
        """Whether a bare folder holds packages; one that holds only scripts may mean nothing."""
        groups = (*stages.own, *stages.near, *stages.elsewhere)
        places = (root.importable(top) for roots in groups for root in roots)
        return any(place in self._around.layout.around_packages for place in places)

    def _outside(self, top: str, required: tuple[str, str] | None) -> Answer:
        """No root leads to it: a package outside, unless a stray file in the tree has its name."""
        if top in STANDARD_LIBRARY:
            return Answer(external=top, standard=True)
        if required:
            name, distribution = required
            return Answer(external=name, distribution=distribution, scope=self._scope(name))
        stray = self._around.layout.strays.get(top)
        if stray is not None and not well_known(top):
            return Answer(cause="outside-path", detail=stray)
        return Answer(external=top, scope=self._scope(top))

    def _scope(self, name: str) -> str:
        return self._around.purposes.of(name, self.stand.folder)


def _closest(folder: str, files: Sequence[PythonFile]) -> list[PythonFile]:
    """Those that share the longest way from the tree's root with a folder."""
    shared = [_shared_parts(folder, file.folder) for file in files]
    most = max(shared)
    return [file for file, parts in zip(files, shared, strict=True) if parts == most]


def _shared_parts(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one.split("/"), other.split("/"), strict=False):
        if left != right:
            break
        count += 1
    return count
