"""setup.cfg as facts: project, layout and requirements of setuptools, search paths of tools."""

from collections.abc import Mapping, Sequence

from driftscan.extract.manifest.harvest import Harvest, unreadable
from driftscan.extract.manifest.layout import Finder, Layout, harvest_layout, written_packages
from driftscan.extract.manifest.purpose import extra_is_dev
from driftscan.extract.manifest.search_path import harvest_mypy_path, harvest_pythonpath
from driftscan.model.fact import FileFacts
from driftscan.notation.ini import Entry, Sections, parse_ini
from driftscan.notation.node import KeyPath, Node
from driftscan.notation.unreadable import UnreadableTextError

Options = Mapping[str, tuple[Entry, ...]]

_FINDERS = frozenset({"find:", "find_namespace:"})
_DIRECTIVES = ("file:", "attr:")


def extract(content: bytes) -> FileFacts:
    """Project, source roots and requirements of a setup.cfg."""
    try:
        sections = parse_ini(content)
    except UnreadableTextError as error:
        return unreadable(error.code, error.reason, error.line)
    harvest = Harvest()
    _read_project(sections, harvest)
    _read_layout(sections, harvest)
    _read_requirements(sections, harvest)
    _read_scripts(sections.get("options.entry_points", {}), harvest)
    harvest_pythonpath(_text(sections.get("tool:pytest", {}), "pythonpath"), harvest)
    harvest_mypy_path(_list(sections.get("mypy", {}).get("mypy_path", ()), ","), harvest)
    return harvest.facts()


def _read_project(sections: Sections, harvest: Harvest) -> None:
    """The project's name, or that there is one: other tools keep settings in setup.cfg too."""
    sure = [sections.get("metadata", {}), sections.get("options", {})]
    lines = [line for options in sure for entries in options.values() for _, line in entries]
    unknown = _unknown(sections)
    if name := sure[0].get("name", ()):
        harvest.project(*name[0], unknown)
    elif lines:
        harvest.project("", min(lines), unknown)


def _unknown(sections: Sections) -> list[str]:
    """The scopes whose requirements stand in other files."""
    lists = {
        "runtime": [sections.get("options", {}).get("install_requires", ())],
        "optional": sections.get("options.extras_require", {}).values(),
    }
    return [
        scope
        for scope, entries in lists.items()
        if any(each and each[0][0].startswith(_DIRECTIVES) for each in entries)
    ]


def _read_layout(sections: Sections, harvest: Harvest) -> None:
    options = sections.get("options", {})
    packages = _list(options.get("packages", ()), ",")
    finders = []
    if packages.value and next(packages.elements()).text.replace(" ", "") in _FINDERS:
        finders = [_finder(sections.get("options.packages.find", {}), packages)]
        packages = _list((), ",")
    modules = _list(options.get("py_modules", ()), ",")
    names = [*written_packages(packages, harvest), *written_packages(modules, harvest)]
    harvest_layout(Layout(_package_dir(options), names, finders), harvest)
    _read_pbr(sections.get("files", {}), harvest)


def _finder(options: Options, packages: Node) -> Finder:
    return Finder(
        _text(options, "where"), _list(options.get("include", ()), ","), _first_line(packages)
    )


def _read_pbr(files: Options, harvest: Harvest) -> None:
    """[files] of pbr: packages, and the directory they are in."""
    root = _text(files, "packages_root")
    names = list(written_packages(_list(files.get("packages", ()), ","), harvest))
    table = Node({"": root.value}, {("",): root.line}) if root else Node({}, {})
    harvest_layout(Layout(table, names), harvest)


def _read_requirements(sections: Sections, harvest: Harvest) -> None:
    options = sections.get("options", {})
    scopes = {"install_requires": "runtime", "tests_require": "dev", "setup_requires": "dev"}
    for option, scope in scopes.items():
        harvest.requirements(_list(options.get(option, ()), ";"), scope)
    for extra, asked in sections.get("options.extras_require", {}).items():
        scope = "dev" if extra_is_dev(extra) else "optional"
        harvest.requirements(_list(asked, ";"), scope)


def _read_scripts(groups: Options, harvest: Harvest) -> None:
    """Lines of `name = module:function`."""
    for group in ("console_scripts", "gui_scripts"):
        for text, line in groups.get(group, ()):
            name, is_one, _ = text.partition("=")
            if is_one and not text.startswith("#"):
                harvest.program("console-script", name, line)


def _package_dir(options: Options) -> Node:
    """Lines or a comma list of `package = directory`; `= src` is for all other packages."""
    table: dict[object, object] = {}
    lines: dict[KeyPath, int] = {}
    for entry in _list(options.get("package_dir", ()), ",").elements():
        package, _, directory = entry.text.partition("=")
        table[package.strip()] = directory.strip()
        lines[(package.strip(),)] = entry.line
    return Node(table, lines)


def _text(options: Options, option: str) -> Node:
    """The first line of an option, as a string."""
    entries = options.get(option, ())
    if not entries:
        return Node(None, {})
    return Node(entries[0][0], {(option,): entries[0][1]}, (option,))


def _list(entries: Sequence[Entry], separator: str) -> Node:
    """A list as setuptools splits it: by lines if there are several, else by the separator.

    Comment lines and values that point to a file are no elements.
    """
    if entries and entries[0][0].startswith(_DIRECTIVES):
        entries = ()
    if len(entries) == 1:
        text, line = entries[0]
        entries = [(part.strip(), line) for part in text.split(separator) if part.strip()]
    values = [text for text, _ in entries]
    return Node(values, {(position,): line for position, (_, line) in enumerate(entries)})


def _first_line(node: Node) -> int:
    return next((element.line for element in node.elements()), 0)
