"""import-linter's configuration as values, out of INI or TOML, with the line of every entry."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from driftscan.migrate.migration import MAX_BYTES, ForeignFile, MigrationError
from driftscan.notation.ini import Entry, Sections, parse_ini
from driftscan.notation.node import Node
from driftscan.notation.toml import parse_toml
from driftscan.notation.unreadable import UnreadableTextError

_SECTION = "importlinter"
_COMMON = frozenset({"id", "name", "type"})

Options = Mapping[str, tuple[Entry, ...]]


class Contract(Struct, frozen=True):
    """One contract. options: key to its lines; a single value is one line."""

    id: str
    name: str
    type: str
    line: int
    options: Options

    def texts(self, key: str) -> list[str]:
        """The lines of an option, without line numbers."""
        return [text for text, _ in self.options.get(key, ())]

    def flag(self, key: str, default: bool = False) -> bool:
        """Whether an option is true."""
        words = self.texts(key)
        return words[0].lower() == "true" if words else default

    def line_of(self, key: str) -> int:
        """Where an option stands; the contract's own line if it has none."""
        entries = self.options.get(key, ())
        return entries[0][1] if entries else self.line


class Settings(Struct, frozen=True):
    """runtime_only: imports for type checkers only don't count. Names with their lines."""

    root_packages: tuple[Entry, ...]
    contracts: tuple[Contract, ...]
    runtime_only: bool = False
    custom_types: tuple[Entry, ...] = ()

    @property
    def roots(self) -> tuple[str, ...]:
        """The names of the root packages."""
        return tuple(name for name, _ in self.root_packages)


def has_section(name: str, content: bytes) -> bool:
    """Whether the file configures import-linter, by what is in it."""
    try:
        if name.endswith(".toml"):
            return bool(parse_toml(content).get("tool", _SECTION).is_table)
        return _SECTION in parse_ini(content)
    except UnreadableTextError:
        # A name that belongs to nobody else: what is wrong with the file is told then.
        return name.rpartition("/")[2] == f".{_SECTION}"


def read_settings(file: ForeignFile) -> Settings:
    """The settings. Raises MigrationError for a file that import-linter could not read either."""
    if len(file.content) > MAX_BYTES:
        raise MigrationError(f"{file.name}: larger than 1 MiB; no such file is written by hand")
    try:
        if file.name.endswith(".toml"):
            settings = _of_toml(parse_toml(file.content).get("tool", _SECTION))
        else:
            settings = _of_ini(parse_ini(file.content))
    except UnreadableTextError as error:
        place = f"{file.name}:{error.line}"
        raise MigrationError(f"{place}: {error.reason}; correct it first") from error
    if not settings.root_packages:
        raise MigrationError(
            f"{file.name}: names no root_package or root_packages; import-linter needs one, so "
            "nothing can be moved"
        )
    return settings


def _of_ini(sections: Sections) -> Settings:
    contracts = [
        _contract(name.rpartition(":")[2], options, _first_line(options))
        for name, options in sections.items()
        if name.startswith(f"{_SECTION}:")
    ]
    return _settings(sections[_SECTION], contracts)


def _of_toml(table: Node) -> Settings:
    contracts = [
        _contract(str(number), _options(node), node.line)
        for number, node in enumerate(table.get("contracts").elements(), 1)
    ]
    return _settings(_options(table), contracts)


def _options(table: Node) -> Options:
    return {key: tuple(_entries(node)) for key, node in table.entries() if not node.is_table}


def _entries(node: Node) -> Iterator[Entry]:
    values = list(node.elements()) if isinstance(node.value, list) else [node]
    for value in values:
        if isinstance(value.value, str | bool | int):
            yield str(value.value).strip(), value.line


def _settings(options: Options, contracts: list[Contract]) -> Settings:
    top = Contract("", "", "", 0, options)
    return Settings(
        root_packages=(*options.get("root_package", ()), *options.get("root_packages", ())),
        contracts=tuple(contracts),
        runtime_only=top.flag("exclude_type_checking_imports"),
        custom_types=options.get("contract_types", ()),
    )


def _contract(known: str, options: Options, line: int) -> Contract:
    def first(key: str) -> str:
        return next((text for text, _ in options.get(key, ())), "")

    return Contract(first("id") or known, first("name") or known, first("type"), line, options)


def _first_line(options: Options) -> int:
    """The section's own line: configparser tells only those of its values."""
    return min((line for entries in options.values() for _, line in entries), default=0)


def unknown_options(contract: Contract, known: frozenset[str]) -> list[str]:
    """Options that this contract type does not have."""
    return sorted(set(contract.options) - known - _COMMON)
