"""What is nobody's own source: decided by evidence where a name alone could be wrong.

| what                                         | left out             | why that far               |
|----------------------------------------------|----------------------|----------------------------|
| .git                                         | always               | is the repository itself   |
| .hg .svn .bzr .jj CVS                        | also when tracked    | other version control      |
| node_modules bower_components jspm_packages  | also when tracked    | installed packages; a      |
| site-packages dist-packages __pypackages__   |                      | commit does not make them  |
| __pycache__                                  |                      | ours                       |
| a directory with pyvenv.cfg or conda-meta/   | also when tracked    | an environment, whatever   |
|                                              |                      | its name (`venv` alone may |
|                                              |                      | be a package: stdlib's is) |
| vendor/ with modules.txt or autoload.php     | also when tracked    | written by go and composer |
| .venv .tox .nox .eggs .*_cache .idea ...     | unless tracked       | tools' own directories     |
| a directory with CACHEDIR.TAG                | unless tracked       | says itself it is a cache  |
| *.egg-info *.dist-info                       | unless tracked       | written by installers      |
| build dist _build target out htmlcov         | unless tracked, or a | build output lies beside   |
|   beside a build manifest                    | Python package       | the manifest; pypa/build   |
|                                              |                      | is a package called build  |
| bin obj beside a .csproj                     | unless tracked       | MSBuild writes them        |
| vendor _vendor vendored third_party          | unless tracked, or a | pip/_vendor is imported as |
|   third-party                                | Python package, or   | a part of pip; a vendor is |
|                                              | in one               | also who sells things      |

"Unless tracked" means that files which git tracks inside such a directory stay in. In a revision
everything is tracked. "Generated" has no name here: generated code that is imported is part of
the system (extract/generated.py marks it), and what is not committed is in .gitignore.
"""

from enum import IntEnum


class Standing(IntEnum):
    """What a directory means for the files in it."""

    OWN = 0
    INCLUDED = 1  # the spec asks for it
    IGNORED = 2  # only tracked or included files in it stay in
    DROPPED = 3  # only included files in it stay in


_NEVER_OWN = frozenset(
    b".hg .svn .bzr .jj CVS node_modules bower_components jspm_packages site-packages "
    b"dist-packages __pypackages__ __pycache__".split()
)
_TOOLS = frozenset(
    b".venv .tox .nox .eggs .mypy_cache .pytest_cache .ruff_cache .import_linter_cache "
    b".grimp_cache .hypothesis .pytype .cache .ipynb_checkpoints .direnv .pixi .idea .vscode "
    b".gradle .terraform .serverless .next .nuxt .parcel-cache .turbo .svelte-kit .angular "
    b".yarn .pnpm-store .dart_tool .kotlin .vs .bundle".split()
)
_BUILD_OUTPUT = frozenset(b"build dist _build target out htmlcov".split())
_BUILD_MANIFESTS = frozenset(
    b"pyproject.toml setup.py setup.cfg package.json build.gradle build.gradle.kts settings.gradle "
    b"settings.gradle.kts pom.xml Cargo.toml CMakeLists.txt BUILD.bazel build.sbt".split()
)
_MSBUILD_OUTPUT = frozenset([b"bin", b"obj"])
_MSBUILD_PROJECTS = (b".csproj", b".fsproj", b".vbproj")
_VENDORED = frozenset(b"vendor _vendor vendored third_party third-party".split())
_VENDOR_MANIFESTS = frozenset([b"modules.txt", b"autoload.php"])
_ENVIRONMENT = frozenset([b"pyvenv.cfg", b"conda-meta"])
_CACHE_TAG = b"CACHEDIR.TAG"
_PACKAGE_INDEX = b"__init__.py"


def standing_by_name(name: bytes) -> Standing:
    """What the name of a directory says by itself."""
    if name in _NEVER_OWN:
        return Standing.DROPPED
    if name in _TOOLS or name.endswith((b".egg-info", b".dist-info")):
        return Standing.IGNORED
    return Standing.OWN


def standing_by_contents(
    name: bytes, siblings: frozenset[bytes], contents: frozenset[bytes]
) -> Standing:
    """What the names inside a directory, and those beside it, say about it."""
    if not contents.isdisjoint(_ENVIRONMENT):
        return Standing.DROPPED
    if name in _VENDORED and not contents.isdisjoint(_VENDOR_MANIFESTS):
        return Standing.DROPPED
    if _CACHE_TAG in contents:
        return Standing.IGNORED
    if name in _VENDORED and _PACKAGE_INDEX not in contents | siblings:
        return Standing.IGNORED
    if name in _BUILD_OUTPUT and _PACKAGE_INDEX not in contents:
        return Standing.OWN if siblings.isdisjoint(_BUILD_MANIFESTS) else Standing.IGNORED
    if name in _MSBUILD_OUTPUT and any(each.endswith(_MSBUILD_PROJECTS) for each in siblings):
        return Standing.IGNORED
    return Standing.OWN
