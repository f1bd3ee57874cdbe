"""Through which roots an absolute import is searched, stage by stage."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeAlias

from driftscan.extract.python.roots import Root, ancestors, project_above
from driftscan.extract.python.standpoint import Standpoint, Surroundings

Groups: TypeAlias = tuple[tuple[Root, ...], ...]


class Stages:
    """Groups of roots in search order; a group's roots are equals, none goes before another.

    Only roots that may hold the name are there, each in the first stage it fits. A stage is made
    when it is looked at: most searches end before the last one.
    """

    def __init__(self, stand: Standpoint, around: Surroundings, top: str) -> None:
        """top: the top-level name that is searched."""
        self._stand, self._around, self._top = stand, around, top
        self._folders = around.layout.folders_with.get(top, frozenset())
        self._base = project_above(stand.folder, around.projects)
        self._taken: set[Root] = set()

    @property
    def are_empty(self) -> bool:
        """Whether no root that may be searched holds anything of this name."""
        return not (any(self.own) or any(self.near) or any(self.required) or any(self.elsewhere))

    @cached_property
    def own(self) -> Groups:
        """The folder of a script, and the file's own root."""
        beside = [Root(self._stand.folder)] if self._stand.script else []
        return self._each_alone([*beside, self._stand.own])

    @cached_property
    def near(self) -> Groups:
        """Where the file is run, the same project, every folder above."""
        _, folder = self.own, self._stand.folder  # what is taken there is not taken here
        here = self._each_alone([Root(folder)])
        same = self._together(lambda project: project == self._base)
        above = self._each_alone(map(Root, ancestors(folder)))
        return (*here, same, *above)

    @cached_property
    def required(self) -> Groups:
        """Projects of the tree that the own manifest asks for."""
        _ = self.near
        project = self._around.projects.get(self._base)
        wanted = self._around.providing(project.requirements if project else ())
        return (self._together(wanted.__contains__),)

    @cached_property
    def elsewhere(self) -> Groups:
        """Any other root. Those in tests, docs, examples... serve only files beside them, unless
        they belong to a project that another one asks for."""
        _ = self.required
        return (self._together(lambda _: True),)

    def _each_alone(self, roots: Iterable[Root]) -> Groups:
        return tuple((root,) for root in roots if self._may_hold(root) and self._take(root))

    def _together(self, fits: Callable[[str], bool]) -> tuple[Root, ...]:
        """Roots of a tree that may be searched, by the project that each belongs to."""
        known, folder = self._around.candidates, self._stand.folder
        holding = known.holding(self._top)
        fitting = (root for root in holding if fits(known.project(root)))
        return tuple(root for root in fitting if known.serves(root, folder) and self._take(root))

    def _may_hold(self, root: Root) -> bool:
        if root.prefix:
            return root.prefix.partition(".")[0] == self._top
        return root.directory in self._folders

    def _take(self, root: Root) -> bool:
        """Whether no stage has the root yet."""
        is_new = root not in self._taken
        self._taken.add(root)
        return is_new
