"""The namespaces that an SDK brings into scope where a project says `ImplicitUsings`."""

from collections.abc import Iterator

from driftscan.extract.csharp.projects import Project

_SDK = "Microsoft.NET.Sdk"
_EVERY = """System System.Collections.Generic System.IO System.Linq System.Net.Http
    System.Threading System.Threading.Tasks""".split()
_HOSTED = """Microsoft.Extensions.Configuration Microsoft.Extensions.DependencyInjection
    Microsoft.Extensions.Hosting Microsoft.Extensions.Logging""".split()
_WEB = """System.Net.Http.Json Microsoft.AspNetCore.Builder Microsoft.AspNetCore.Hosting
    Microsoft.AspNetCore.Http Microsoft.AspNetCore.Routing""".split()
_BY_SDK = {f"{_SDK}.Web": [*_HOSTED, *_WEB], f"{_SDK}.Worker": _HOSTED}


def implicit_usings(project: Project) -> Iterator[str]:
    """Those of the SDKs it names; the tree may declare types in them, too."""
    if project.first("ImplicitUsings").lower() not in ("enable", "true"):
        return
    yield from _EVERY
    for setting in project.all("Sdk"):
        yield from _BY_SDK.get(setting.values[0].partition("/")[0], ())
