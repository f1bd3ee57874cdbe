"""A made-up repository in eight languages: projects of 250 files, each in folders of 25."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from msgspec import Struct

_AREA = 25  # files of a folder
_UNIT = 250  # files of a project


class Tongue(Struct, frozen=True):
    """A language: its share of the files, and how one is written.

    place: path of file number `at` in project `unit` and folder `area`. manifest: name and text of
    a project's. text: of a file that depends on others, given as (area, at) pairs.
    """

    name: str
    share: float
    place: str
    manifest: tuple[str, str]
    text: Callable[["Spot", list["Spot"]], str]


class Spot(Struct, frozen=True):
    """Where a file stands: its project, folder and own number."""

    unit: int
    area: int
    at: int


def _python(own: Spot, others: list[Spot]) -> str:
    lines = [f"from py{own.unit}.area{o.area} import part{o.at}" for o in others]
    return "\n".join([*lines, "", "", *(_python_step(n) for n in range(12))])


def _python_step(number: int) -> str:
    return f"def step_{number}(value):\n    result = value + {number}\n    return result * 2\n\n"


def _typescript(own: Spot, others: list[Spot]) -> str:
    lines = [
        f'import {{ part{o.at} }} from "../area{o.area}/part{o.at}";'
        if o.at % 3
        else f'import type {{ Part{o.at} }} from "@u{own.unit}/area{o.area}/part{o.at}";'
        for o in others
    ]
    body = [
        f"export const step{n} = (value: number) => {{\n  return value + {n};\n}};"
        for n in range(12)
    ]
    own_part = f"export const part{own.at} = 1;\nexport interface Part{own.at} {{ a: string }}\n"
    return "\n".join([*lines, own_part, *body, ""])


def _java(own: Spot, others: list[Spot]) -> str:
    package = f"com.acme.u{own.unit}.area"
    lines = [f"import {package}{o.area}.Part{o.at};" for o in others]
    body = [f"  int step{n}(int value) {{\n    return value * {n};\n  }}" for n in range(12)]
    uses = [f"  private Part{o.at} part{o.at};" for o in others]
    opening = [f"package {package}{own.area};", *lines, f"public class Part{own.at} {{"]
    return "\n".join([*opening, *uses, *body, "}", ""])


def _go(own: Spot, others: list[Spot]) -> str:
    areas = sorted({o.area for o in others if o.area != own.area})
    lines = [f'import "acme.example/u{own.unit}/area{area}"' for area in areas]
    first = {o.area: o.at for o in reversed(others)}
    uses = [f"var u{own.at}x{area} = area{area}.Part{first[area]}" for area in areas]
    body = [f"func step{own.at}x{n}(value int) int {{\n\treturn value * {n}\n}}" for n in range(12)]
    return "\n".join([f"package area{own.area}", *lines, f"var Part{own.at} = 1", *uses, *body, ""])


def _csharp(own: Spot, others: list[Spot]) -> str:
    lines = [f"using Acme.U{own.unit}.Area{area};" for area in sorted({o.area for o in others})]
    body = [f"  int Step{n}(int value) => value * {n};" for n in range(12)]
    uses = [f"  Part{o.at} part{o.at};" for o in others]
    opening = [f"namespace Acme.U{own.unit}.Area{own.area};", f"public class Part{own.at} {{"]
    return "\n".join([*lines, *opening, *uses, *body, "}", ""])


def _php(own: Spot, others: list[Spot]) -> str:
    lines = [f"use Acme\\U{own.unit}\\Area{o.area}\\Part{o.at};" for o in others]
    body = [f"  function step{n}($value) {{ return $value * {n}; }}" for n in range(12)]
    uses = [f"  function p{o.at}(): Part{o.at} {{ return new Part{o.at}(); }}" for o in others]
    opening = [f"namespace Acme\\U{own.unit}\\Area{own.area};", *lines, f"class Part{own.at} {{"]
    return "\n".join(["<?php", *opening, *uses, *body, "}", ""])


def _ruby(own: Spot, others: list[Spot]) -> str:
    lines = [f'require_relative "../area{o.area}/part{o.at}"' for o in others]
    body = [f"  def step{n}(value)\n    value * {n}\n  end" for n in range(12)]
    return "\n".join([*lines, f"class Part{own.at}", *body, "end", ""])


def _rust(own: Spot, others: list[Spot]) -> str:
    lines = [f"use crate::area{o.area}::part{o.at}::Part{o.at};" for o in others]
    body = [f"fn step{n}(value: i64) -> i64 {{\n    value * {n}\n}}" for n in range(12)]
    return "\n".join([*lines, f"pub struct Part{own.at};", *body, ""])


_POM = "<project><groupId>a</groupId><artifactId>u{unit}</artifactId></project>\n"
_TSCONFIG = '{{"compilerOptions": {{"paths": {{"@u{unit}/*": ["./src/*"]}}}}}}\n'
_COMPOSER = '{{"autoload": {{"psr-4": {{"Acme\\\\U{unit}\\\\": "src/"}}}}}}\n'
_CSPROJ = '<Project Sdk="Microsoft.NET.Sdk"></Project>\n'
TONGUES = (
    Tongue(
        "python",
        0.25,
        "py{unit}/area{area}/part{at}.py",
        ("pyproject.toml", '[project]\nname = "py{unit}"\n'),
        _python,
    ),
    Tongue(
        "typescript",
        0.25,
        "web{unit}/src/area{area}/part{at}.ts",
        ("tsconfig.json", _TSCONFIG),
        _typescript,
    ),
    Tongue(
        "java",
        0.18,
        "java{unit}/src/main/java/com/acme/u{unit}/area{area}/Part{at}.java",
        ("pom.xml", _POM),
        _java,
    ),
    Tongue(
        "go",
        0.16,
        "go{unit}/area{area}/part{at}.go",
        ("go.mod", "module acme.example/u{unit}\n\ngo 1.22\n"),
        _go,
    ),
    Tongue(
        "csharp",
        0.08,
        "cs{unit}/Area{area}/Part{at}.cs",
        ("U{unit}.csproj", _CSPROJ),
        _csharp,
    ),
    Tongue(
        "php",
        0.03,
        "php{unit}/src/Area{area}/Part{at}.php",
        ("composer.json", _COMPOSER),
        _php,
    ),
    Tongue("ruby", 0.02, "rb{unit}/lib/area{area}/part{at}.rb", ("Gemfile", ""), _ruby),
    Tongue(
        "rust",
        0.03,
        "rs{unit}/src/area{area}/part{at}.rs",
        ("Cargo.toml", '[package]\nname = "u{unit}"\nversion = "1.0.0"\n'),
        _rust,
    ),
)


def write_mixed(directory: Path, files: int, seed: int) -> None:
    """Write the files and driftscan.yaml into an empty directory."""
    random = Random(seed)
    tops = []
    for tongue in TONGUES:
        spots = list(_spots(round(files * tongue.share)))
        by_unit: dict[int, list[Spot]] = {}
        for spot in spots:
            by_unit.setdefault(spot.unit, []).append(spot)
        for unit, own in by_unit.items():
            tops.append(tongue.place.split("/")[0].format(unit=unit))
            _write_unit(directory, tongue, own, random)
    (directory / "driftscan.yaml").write_text(_spec(tops))


def _spots(count: int) -> Iterator[Spot]:
    for number in range(count):
        unit, place = divmod(number, _UNIT)
        yield Spot(unit, place // _AREA, place)


def _write_unit(directory: Path, tongue: Tongue, spots: list[Spot], random: Random) -> None:
    unit = spots[0].unit
    top = directory / tongue.place.split("/")[0].format(unit=unit)
    for spot in spots:
        below = [other for other in spots if other.area > spot.area]
        others = random.sample(below, min(len(below), random.randint(2, 6)))
        path = directory / tongue.place.format(unit=unit, area=spot.area, at=spot.at)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tongue.text(spot, others))
    name, text = tongue.manifest
    (top / name.format(unit=unit)).write_text(text.format(unit=unit))
    if tongue.name == "rust":
        _write_mod_tree(top / "src", spots)


def _write_mod_tree(source: Path, spots: list[Spot]) -> None:
    areas: dict[int, list[int]] = {}
    for spot in spots:
        areas.setdefault(spot.area, []).append(spot.at)
    (source / "lib.rs").write_text("".join(f"pub mod area{area};\n" for area in areas))
    for area, numbers in areas.items():
        text = "".join(f"pub mod part{at};\n" for at in numbers)
        (source / f"area{area}" / "mod.rs").write_text(text)


def _spec(tops: list[str]) -> str:
    components = [f"  {top}: {{path: {top}, kind: service}}" for top in tops]
    rule = f"  - {{independent: [{', '.join(tops)}], through_others: true}}"
    acyclic = "  - {acyclic: services}"
    return "\n".join(["driftscan: 1", "components:", *components, "rules:", rule, acyclic, ""])
