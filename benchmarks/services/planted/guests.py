"""Services in languages that the real systems lack, put beside them before anything is planted."""

from pathlib import Path

from benchmarks.services.planted.systems import Site

GUESTS = tuple(
    Site(f"guest-{language}", f"guest-{language}", language)
    for language in ("ruby", "rust", "typescript", "kotlin", "csharp", "python", "go")
)
_MANIFESTS = {
    "ruby": ("Gemfile", "source 'https://rubygems.org'\ngem 'sinatra'\n"),
    "rust": ("Cargo.toml", '[package]\nname = "guest-rust"\nversion = "0.1.0"\n'),
    "typescript": ("package.json", '{"name": "guest-typescript", "dependencies": {}}\n'),
    "kotlin": ("build.gradle.kts", 'plugins { kotlin("jvm") }\n'),
    "csharp": ("guest.csproj", '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n'),
    "python": ("requirements.txt", "requests\n"),
    "go": ("go.mod", "module example.com/guest\n\ngo 1.22\n"),
}
_BASES = {"kotlin": "eclipse-temurin:21", "csharp": "mcr.microsoft.com/dotnet/sdk:8.0"}


def seat(tree: Path, compose: str) -> None:
    """Write the guests and name them in a compose file, below its `services:`."""
    entries = ""
    for guest in GUESTS:
        folder = tree / guest.folder
        folder.mkdir()
        name, text = _MANIFESTS[guest.language]
        (folder / name).write_text(text)
        base = _BASES.get(guest.language, guest.language)
        (folder / "Dockerfile").write_text(f"FROM {base}\nCOPY . /app\nEXPOSE {guest.port}\n")
        entries += f"  {guest.host}:\n    build: ./{guest.folder}\n"
    place = tree / compose
    head, mark, rest = place.read_text().partition("\nservices:\n")
    place.write_text(head + mark + entries + rest)
