"""Programs of .NET: projects whose output is no library, by their OutputType or their SDK
(learn.microsoft.com/dotnet/core/project-sdk/overview)."""

from collections.abc import Iterator, Sequence

from driftscan.model.fact import FileFacts, SettingFact
from driftscan.model.service_graph import Evidence, Program
from driftscan.services.facts import TreeFacts, is_test_code
from driftscan.services.home_names import PROJECTS

_PROGRAMS = frozenset(["exe", "winexe", "appcontainerexe"])
_SDKS = frozenset(
    "microsoft.net.sdk.web microsoft.net.sdk.worker microsoft.net.sdk.blazorwebassembly "
    "aspire.apphost.sdk".split()
)
_TEST_SETTINGS = frozenset(["IsTestProject", "TestProject"])
_TEST_LIBRARIES = frozenset(
    "microsoft.net.test.sdk xunit xunit.v3 nunit mstest mstest.testframework tunit "
    "benchmarkdotnet sharpfuzz".split()
)


def dotnet_programs(tree: TreeFacts) -> Iterator[Program]:
    """Each called like its project file; projects of tests, benchmarks and fuzzing are none."""
    for path, manifest in tree.manifests.items():
        line = _line(manifest) if path.endswith(PROJECTS) and not is_test_code(path) else 0
        if line and not _is_test(manifest):
            name = path.rpartition(b"/")[2].rpartition(b".")[0]
            shown = name.decode("utf-8", "backslashreplace")
            yield Program("dotnet-exe", shown, Evidence(path, line, "project"))


def _is_test(manifest: Sequence[FileFacts]) -> bool:
    said = any(
        each.name in _TEST_SETTINGS and each.values[0].strip().lower() == "true"
        for each in _settings(manifest)
    )
    asked = {each.name.lower() for facts in manifest for each in facts.requirements}
    return said or bool(asked & _TEST_LIBRARIES)


def _line(manifest: Sequence[FileFacts]) -> int:
    """Where the project says that it is a program, 0 where it does not; an output type that is
    written goes before what the SDK would have."""
    said = [each for each in _settings(manifest) if each.name == "OutputType"]
    programs = [each for each in said if each.values[0].strip().lower() in _PROGRAMS]
    if said:
        return programs[0].line if programs else 0
    sdks = (each for each in _settings(manifest) if each.name == "Sdk")
    return next((each.line for each in sdks if each.values[0].strip().lower() in _SDKS), 0)


def _settings(manifest: Sequence[FileFacts]) -> list[SettingFact]:
    return [each for facts in manifest for each in facts.settings]
