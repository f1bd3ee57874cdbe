"""What the names of files say about folders: what is deployed, a project, a page."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct

# What an image is called that is for those who build, test or develop: nobody deploys it.
_WORKSHOP = rb"(?:build(?:er|env)?|ci|tests?|e2e|dev(?:el|elopment|container)?|lint|debug|gitpod)"
_DEPLOYED = re.compile(
    rb"(?:Dockerfile|Containerfile)(?:\.(?!%b\Z).+)?|(?!%b\.)[^/]+\.[Dd]ockerfile|Procfile"
    % (_WORKSHOP, _WORKSHOP)
)
_WORKSHOPS = frozenset(
    b".devcontainer .github .gitlab .gitpod .ci ci .circleci .buildkite .teamcity builder buildenv "
    b"build-env build-image build-images build_image toolchain".split()
)
_PACKAGE = b"package.json"
_PROJECTS = frozenset(
    b"pyproject.toml setup.py Pipfile package.json go.mod pom.xml build.gradle build.gradle.kts "
    b"Cargo.toml composer.json Gemfile".split()
)
_PROJECT_SUFFIXES = (b".csproj", b".gemspec")
_REQUIREMENTS = re.compile(rb"(?:.*[-_.])?requirements(?:[-_.].*)?\.(?:txt|in)")
# Build manifests of languages whose modules are not read.
_BUILDS = frozenset([b"build.sbt", b"mix.exs", b"Package.swift", b"CMakeLists.txt"])
_BUILD_SUFFIXES = (b".fsproj", b".vbproj")
_PAGES = (b".html", b".htm")


class Evidence(Struct, frozen=True):
    """Folders by what they directly hold; b'' is the scanned root.

    deployed: a container file or Procfile. projects: a manifest in a language that is read.
    requirements: only a list of requirements. packages: a package.json. builds: a build manifest
    of a language that is not read. pages: number of HTML files, for each folder that has some.
    exported: paths of modules that packages declare to be for others.
    """

    deployed: frozenset[bytes] = frozenset()
    projects: frozenset[bytes] = frozenset()
    requirements: frozenset[bytes] = frozenset()
    packages: frozenset[bytes] = frozenset()
    builds: frozenset[bytes] = frozenset()
    pages: Mapping[bytes, int] = MappingProxyType({})
    exported: frozenset[bytes] = frozenset()


def is_evidence(name: bytes) -> bool:
    """Whether a file of this base name says anything here."""
    return (
        name in _PROJECTS
        or name in _BUILDS
        or name.endswith(_PROJECT_SUFFIXES + _BUILD_SUFFIXES + _PAGES)
        or _DEPLOYED.fullmatch(name) is not None
        or _REQUIREMENTS.fullmatch(name) is not None
    )


def evidence_of(paths: Iterable[bytes], exported: frozenset[bytes] = frozenset()) -> Evidence:
    """paths: of files for which is_evidence() holds, relative to the scanned root. exported: see
    Evidence."""
    split = [(path.rpartition(b"/")[0], path.rpartition(b"/")[2]) for path in paths]
    return Evidence(
        deployed=frozenset(
            folder
            for folder, name in split
            if _DEPLOYED.fullmatch(name) and _WORKSHOPS.isdisjoint(folder.split(b"/"))
        ),
        projects=frozenset(
            folder
            for folder, name in split
            if name in _PROJECTS or name.endswith(_PROJECT_SUFFIXES)
        ),
        requirements=frozenset(folder for folder, name in split if _REQUIREMENTS.fullmatch(name)),
        packages=frozenset(folder for folder, name in split if name == _PACKAGE),
        builds=frozenset(
            folder for folder, name in split if name in _BUILDS or name.endswith(_BUILD_SUFFIXES)
        ),
        pages=Counter(folder for folder, name in split if name.endswith(_PAGES)),
        exported=exported,
    )
