"""MSBuild files as facts: packages asked for, and settings that decide how C# names are resolved.

Settings, each with the values as written (`\\` in paths becomes `/`):
    Sdk                      the project's, e.g. Microsoft.NET.Sdk.Web
    ProjectReference, Import a path
    Compile Include/Remove   one pattern
    Using                    a namespace or type; then `static`, or the alias
    Reference, FrameworkReference
    a property of PROPERTIES
Conditions are not evaluated: what is there under any of them counts, but for SAID_OF_ALL. One
Directory.Build.props says of all projects around it under which condition they are tests, so a
package that is asked for under one is optional.
"""

from collections.abc import Iterator

from driftscan.extract.manifest.harvest import unreadable
from driftscan.model.fact import FileFacts, ProjectFact, RequirementFact, SettingFact
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.xml import Element, parse_xml

PROPERTIES = frozenset(
    """RootNamespace ImplicitUsings IsTestProject EnableDefaultCompileItems EnableDefaultItems
    TestProject OutputType""".split()
)
# Read only where they stand without a condition: under one they are said of some projects alone.
SAID_OF_ALL = frozenset({"IsTestProject", "TestProject"})
_GROUPS = frozenset({"Choose", "When", "Otherwise", "ImportGroup", "ItemGroup", "PropertyGroup"})
_PATHS = frozenset({"ProjectReference", "Reference", "FrameworkReference"})
_MARK = b"\xef\xbb\xbf"


def extract(content: bytes) -> FileFacts:
    """Facts of one file; none of a file with the same ending that is no XML at all."""
    if not content.removeprefix(_MARK).lstrip().startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return FileFacts()
    try:
        top = parse_xml(content)
    except UnreadableTextError as error:
        return unreadable(error.code, error.reason, error.line)
    if top.name == "packages":
        return FileFacts(requirements=tuple(_old_packages(top)))
    if top.name != "Project":
        return FileFacts()
    settings = [*_sdk(top)]
    requirements: list[RequirementFact] = []
    projects: list[ProjectFact] = []
    for element, is_conditional in _inside(top):
        settings += _settings(element)
        requirements += _package(element, is_conditional)
        if element.name == "AssemblyName" and element.text:
            projects.append(ProjectFact(element.text, element.line))
    return FileFacts(
        settings=tuple(settings),
        requirements=tuple(requirements),
        projects=tuple(projects),
    )


def _inside(top: Element) -> Iterator[tuple[Element, bool]]:
    """Properties, items and imports in any group, and whether they stand under a condition."""
    waiting = [(element, False) for element in reversed(top.children)]
    while waiting:
        element, conditional = waiting.pop()
        conditional = conditional or "Condition" in element.attributes or element.name == "Choose"
        if element.name in _GROUPS:
            waiting += ((inner, conditional) for inner in reversed(element.children))
        elif not (conditional and element.name in SAID_OF_ALL):
            yield element, conditional


def _sdk(top: Element) -> Iterator[SettingFact]:
    if sdk := top.attributes.get("Sdk"):
        yield SettingFact("Sdk", (sdk.partition("/")[0],), top.line)


def _settings(element: Element) -> Iterator[SettingFact]:
    name, line = element.name, element.line
    included = element.attributes.get("Include", "")
    if name in PROPERTIES and element.text:
        yield SettingFact(name, (element.text,), line)
    elif name == "Sdk" and (sdk := element.attributes.get("Name")):
        yield SettingFact("Sdk", (sdk,), line)
    elif name == "Import":
        yield from _import(element)
    elif name == "Using" and included:
        yield SettingFact("Using", (included, *_how(element)), line)
    elif name in _PATHS:
        for each in _split(included):
            yield SettingFact(name, (each.partition(",")[0].strip(),), line)
    elif name == "Compile":
        for what in ("Include", "Remove"):
            for each in _split(element.attributes.get(what, "")):
                yield SettingFact(f"Compile {what}", (each,), line)


def _import(element: Element) -> Iterator[SettingFact]:
    if sdk := element.attributes.get("Sdk"):
        yield SettingFact("Sdk", (sdk.partition("/")[0],), element.line)
    elif project := element.attributes.get("Project"):
        yield SettingFact("Import", (_slashed(project),), element.line)


def _how(element: Element) -> tuple[str, ...]:
    """`static`, or the alias, of a `Using`."""
    attributes = {**{each.name: each.text for each in element.children}, **element.attributes}
    if attributes.get("Static", "").lower() == "true":
        return ("static",)
    alias = attributes.get("Alias", "")
    return (alias,) if alias else ()


def _package(element: Element, is_conditional: bool) -> Iterator[RequirementFact]:
    if element.name not in ("PackageReference", "GlobalPackageReference"):
        return
    attributes = {**{each.name: each.text for each in element.children}, **element.attributes}
    private = attributes.get("PrivateAssets", "").lower() == "all"
    asked = "optional" if is_conditional else "runtime"
    scope = "dev" if private or element.name == "GlobalPackageReference" else asked
    for name in _split(attributes.get("Include", "")):
        yield RequirementFact(name, element.line, scope)


def _old_packages(top: Element) -> Iterator[RequirementFact]:
    """packages.config, which NuGet used before."""
    for package in top.all("package"):
        if name := package.attributes.get("id"):
            dev = package.attributes.get("developmentDependency", "").lower() == "true"
            yield RequirementFact(name, package.line, "dev" if dev else "runtime")


def _split(items: str) -> list[str]:
    return [_slashed(item.strip()) for item in items.split(";") if item.strip()]


def _slashed(path: str) -> str:
    return path.replace("\\", "/")
