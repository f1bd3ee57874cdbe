"""What a name outside the tree belongs to: the framework, a package, or who knows what.

Of System.* all is the framework unless a package is asked for by that very name. Otherwise the
longest package name that the namespace begins with counts, a project's own packages before those
of projects that it refers to. Microsoft.* of ASP.NET and its extensions is the framework where no
package has that name and the project is a web project or asks for the framework.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.extract.csharp.projects import Project
from driftscan.extract.csharp.view import View
from driftscan.graph.resolved import ExternalReference
from driftscan.model.graph import Kind

_ALWAYS = ("Microsoft.CSharp", "Microsoft.Win32", "Microsoft.VisualBasic", "Microsoft.NETCore")
_WEB = ("Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.JSInterop", "Microsoft.Net")
_WEB_SDKS = frozenset(
    {
        "Microsoft.NET.Sdk.Web",
        "Microsoft.NET.Sdk.Razor",
        "Microsoft.NET.Sdk.Worker",
        "Microsoft.NET.Sdk.BlazorWebAssembly",
    }
)


class Packages:
    """The packages that a project can use, by lower-case name: name as written, scope."""

    def __init__(self, view: View, projects: Sequence[Project]) -> None:
        self._by_name: dict[str, tuple[str, str]] = {}
        self._known: dict[str, tuple[str, str] | None] = {}
        seen = [projects[number] for number in view.seen if number >= 0]
        for project in seen:
            for key, package in project.packages.items():
                self._by_name.setdefault(key, package)
        self._is_web = any(map(_is_web, seen))
        self.firsts = frozenset(key.partition(".")[0] for key in self._by_name) | frozenset(
            setting.values[0].partition(".")[0].lower()
            for project in seen
            for setting in project.all("Reference")
        )

    def package_of(self, name: str) -> tuple[str, str] | None:
        """The package whose name a namespace begins with, and its scope."""
        if name not in self._known:  # files of a project use the same few
            self._known[name] = self._longest(name.lower())
        return self._known[name]

    def _longest(self, begin: str) -> tuple[str, str] | None:
        while begin:
            if found := self._by_name.get(begin):
                return found
            begin = begin.rpartition(".")[0]
        return None

    def reference(self, name: str, lines: tuple[int, ...]) -> ExternalReference:
        """A namespace, or a type in one, as a package."""
        parts = name.partition("`")[0].split(".")
        if found := self.package_of(name):
            package, scope = found
            return ExternalReference(package, package, False, Kind.IMPORT, lines, scope=scope)
        return ExternalReference(
            ".".join(parts[:2]), "", self._is_standard(name), Kind.IMPORT, lines
        )

    def may_be_outside(self, name: str) -> bool:
        """Whether a namespace that the tree does not hold could come from anywhere else."""
        first = name.partition(".")[0].lower()
        return first in ("system", "microsoft") or first in self.firsts

    def _is_standard(self, name: str) -> bool:
        if name == "System" or name.startswith(("System.", *_ALWAYS)):
            return True
        return self._is_web and name.startswith(_WEB)


def _is_web(project: Project) -> bool:
    return any(each.values[0] in _WEB_SDKS for each in project.all("Sdk")) or any(
        each.values[0] == "Microsoft.AspNetCore.App" for each in project.all("FrameworkReference")
    )


def merged(references: Sequence[ExternalReference]) -> tuple[ExternalReference, ...]:
    """Each package once, with all its lines, sorted."""
    found: dict[tuple[str, str, bool], ExternalReference] = {}
    for each in references:
        key = (each.name, each.distribution, each.standard)
        known = found.get(key, each)
        lines = tuple(sorted({*known.lines, *each.lines}))
        found[key] = replace(known, lines=lines)
    return tuple(found[key] for key in sorted(found))
