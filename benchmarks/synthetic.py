"""A made-up repository of any size, the same for the same seed: services in layers, libraries.

What it imitates, counted in homeassistant and django: modules of some 5 KB, most of it code below
the imports; 10 import statements a module, half of them into the system; packages of a dozen
modules. Some imports break the spec on purpose.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from msgspec import Struct

SERVICE_SIZE = 100  # modules
_LAYERS = ("api", "domain", "storage")
_STANDARD = "asyncio collections dataclasses datetime enum functools json logging os re".split()
_EXTERNAL = "attrs boto3 django httpx pydantic requests sqlalchemy yaml".split()
_BREAKS_A_RULE = 0.002  # share of imports
_LINE = '    {0} = self.{1}({0}, "{2}")  # {2} of {1}\n'


class Module(Struct, frozen=True):
    """A module to be written. rank: layers from 0 (uppermost) on, libraries last."""

    name: str
    unit: str
    rank: int

    @property
    def file(self) -> str:
        return self.name.replace(".", "/") + ".py"


def write_repository(directory: Path, modules: int, seed: int) -> None:
    """Write the files and driftscan.yaml into an empty directory."""
    random = Random(seed)
    planned = list(_plan(modules))
    services = sorted({module.unit for module in planned if module.unit != "common"})
    by_unit: dict[str, list[Module]] = {}
    for module in planned:
        by_unit.setdefault(module.unit, []).append(module)
    bodies = [_body(random) for _ in range(200)]
    for module in planned:
        path = directory / module.file
        if not path.parent.exists():
            path.parent.mkdir(parents=True)
            for folder in [path.parent, *path.parent.parents]:
                if folder == directory:
                    break
                (folder / "__init__.py").touch()
        imports = "".join(_imports(random, module, by_unit, services))
        path.write_text(f'"""{module.name}"""\n\n{imports}\n\n{random.choice(bodies)}')
    (directory / "driftscan.yaml").write_text(_spec(services))


def _plan(modules: int) -> Iterator[Module]:
    """One module in ten is the library's; index files come on top and are empty."""
    for number in range(modules // 10):
        yield Module(f"common.part{number // 12}.tool{number}", "common", len(_LAYERS))
    for number in range(modules - modules // 10):
        service, place = divmod(number, SERVICE_SIZE)
        rank = place % len(_LAYERS)
        name = f"service{service}.{_LAYERS[rank]}.area{place // 12}.module{place}"
        yield Module(name, f"service{service}", rank)


def _imports(
    random: Random, module: Module, by_unit: dict[str, list[Module]], services: list[str]
) -> Iterator[str]:
    yield "from __future__ import annotations\n"
    for name in random.sample(_STANDARD, random.randint(1, 4)):
        yield f"import {name}\n"
    for name in random.sample(_EXTERNAL, random.randint(0, 2)):
        yield f"from {name} import Thing, other as {name}_other\n"
    for _ in range(random.randint(2, 7)):
        if target := _target(random, module, by_unit, services):
            package, _, last = target.name.rpartition(".")
            yield f"from {package} import {last}\n"


def _target(
    random: Random, module: Module, by_unit: dict[str, list[Module]], services: list[str]
) -> Module | None:
    """Below in the own service or in the library; seldom somewhere it must not be."""
    if random.random() < _BREAKS_A_RULE:
        return random.choice(by_unit[random.choice(services)])
    own = random.choice(by_unit[module.unit])
    if own.rank > module.rank or (own.rank == module.rank and own.name > module.name):
        return own
    return random.choice(by_unit["common"]) if module.unit != "common" else None


def _body(random: Random) -> str:
    """Functions of some 5 KB together; sizes differ as they do in real code."""
    parts = ["_LOGGER = logging.getLogger(__name__)\n\n\nclass Thing:\n"]
    for number in range(int(random.lognormvariate(2.3, 0.7))):
        parts.append(f'\n  def step_{number}(self, value):\n    """Do step {number} of it."""\n')
        for _ in range(random.randint(3, 10)):
            words = [random.choice(("value", "result", "state", "entity")) for _ in range(3)]
            parts.append(_LINE.format(*words))
    return "".join(parts)


def _spec(services: list[str]) -> str:
    components = [f"  {name}: {{path: {name}, kind: service}}" for name in services]
    layers = [f"  - {{in: {name}, order: [{', '.join(_LAYERS)}]}}" for name in services[:20]]
    acyclic = [f"  - {{acyclic: {{in: {name}}}}}" for name in services[:20]]
    return "\n".join(
        [
            "driftscan: 1",
            "components:",
            "  common: {path: common, kind: library}",
            *components,
            "layers:",
            *layers,
            "rules:",
            "  - {deny: common -> services}",
            f"  - {{independent: [{', '.join(services)}], through_others: true}}",
            *acyclic,
            "",
        ]
    )
