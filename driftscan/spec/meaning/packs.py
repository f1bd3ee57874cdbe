"""Rule packs as values: the files that come with driftscan, read with the shapes of a spec."""

import textwrap

from msgspec import Struct

from driftscan.spec.packs import read_pack
from driftscan.spec.read_yaml import read_yaml
from driftscan.spec.shapes.layers import LayersShape
from driftscan.spec.shapes.pack import PackRuleShape, PackShape
from driftscan.spec.shapes.reader import reader
from driftscan.spec.shapes.rules import RuleShape


class PackRule(Struct, frozen=True):
    """A rule of a pack. stated: its YAML as it would stand in a spec."""

    name: str
    why: str
    shape: LayersShape | RuleShape
    stated: str


class Pack(Struct, frozen=True):
    """A pack, its rules in the order of their file names."""

    name: str
    head: PackShape
    rules: tuple[PackRule, ...]


def load_pack(name: str) -> Pack:
    """The pack of this name. What comes with driftscan is sound: a test reads every file."""
    text = read_pack(name)
    head = reader(PackShape)(_value(text.head, name))
    return Pack(name, head, tuple(_rule(content, file) for file, content in text.rules))


def _rule(content: bytes, file: str) -> PackRule:
    shape = reader(PackRuleShape)(_value(content, file))
    _, _, stated = content.decode().partition("\nrule:")
    lines = textwrap.dedent(stated.strip("\n")).strip()
    return PackRule(shape.name, " ".join(shape.why.split()), shape.rule, lines)


def _value(content: bytes, file: str) -> object:
    tree, _ = read_yaml(content.decode(), file)
    return tree.value
