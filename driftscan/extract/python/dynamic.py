"""Calls of importlib.import_module and __import__, and of import_string as Django and Werkzeug have
it, which hands out what a dotted name means: who is called, and what that imports."""

from collections.abc import Iterable

from msgspec import Struct

from driftscan.extract.possessive import compiled
from driftscan.extract.python.arguments import literal, literal_items, read_arguments
from driftscan.extract.python.tokens import BLANK, BRACKET_GAP, IDENTIFIER_CHARACTER
from driftscan.model.fact import ImportContext, ImportFact, Problem

_DYNAMIC = int(ImportContext.DYNAMIC)
_PARAMETERS = {
    "import_module": ("name", "package"),
    "__import__": ("name", "globals", "locals", "fromlist", "level"),
    "import_string": ("name", "silent"),
}
# Where import_string comes from, and what it calls the name.
_OF_FRAMEWORKS = {"django.utils.module_loading": "dotted_path", "werkzeug.utils": "import_name"}
_OF_IMPORTLIB = ("import_module", "__import__")
_IN_ALL = "import_"
_NAME = rf"{IDENTIFIER_CHARACTER}++"
_ALIAS = compiled(
    rf"(?<!{IDENTIFIER_CHARACTER})"
    rf"(importlib|builtins|module_loading|import_module|import_string|__import__)"
    rf"{BLANK}++as{BLANK}++({_NAME})"
)
_CALLEE = compiled(rf"(?:({_NAME}){BRACKET_GAP}\.{BRACKET_GAP})?+({_NAME}){BRACKET_GAP}\(")

# Expressions for the package of the running module. __name__ is that in a package's own index
# file only; elsewhere such a call fails, so nothing is lost by reading it alike.
_OWN_PACKAGE = frozenset(("__package__", "__name__", "__spec__.parent"))


class Call(Struct, frozen=True):
    """A call that imports if its callee is importlib's, or a framework's. start: position of the
    callee."""

    start: int
    line: int
    context: int


class CalleeNames(Struct, frozen=True):
    """Names a call may be written with: receivers (before the dot) and functions."""

    receivers: frozenset[str] = frozenset(("importlib", "builtins", "module_loading"))
    functions: frozenset[str] = frozenset(_PARAMETERS)


def names_of_callees(text: str) -> CalleeNames | None:
    """Every name that the text may give to importlib and its functions; None if it has none."""
    if _IN_ALL not in text or not any(function in text for function in _PARAMETERS):
        return None
    aliases = _ALIAS.findall(text)
    return CalleeNames(
        CalleeNames().receivers | {alias for name, alias in aliases if name not in _PARAMETERS},
        CalleeNames().functions | {alias for name, alias in aliases if name in _PARAMETERS},
    )


def read_calls(
    text: str, calls: Iterable[Call], imports: Iterable[ImportFact]
) -> tuple[list[ImportFact], list[Problem]]:
    """Facts of the calls whose callee is importlib's, going by what the file imports.

    A name counts wherever in the file it is bound. A problem 'not-literal' stands for each call
    whose module is computed.
    """
    callees = _callees(imports)
    facts: list[ImportFact] = []
    problems: list[Problem] = []
    for call in calls:
        callee = _CALLEE.match(text, call.start)
        function = callees.get((callee[1] or "", callee[2])) if callee else None
        if callee is None or function is None:
            continue
        arguments = read_arguments(text, callee.end(), _PARAMETERS[function])
        found = _READERS[function](arguments, call)
        if found:
            facts.extend(found)
        else:
            message = f"the module that {callee[2]} imports is computed, so it is not known"
            problems.append(Problem("not-literal", message, call.line))
    return facts, problems


def _callees(imports: Iterable[ImportFact]) -> dict[tuple[str, str], str]:
    """(receiver, name) of each callee that is importlib's or a framework's, to what it is."""
    callees = {("", "__import__"): "__import__"}
    for fact in imports:
        if fact.level:
            continue
        if not fact.name and (fact.module == "importlib" or _binds_importlib(fact)):
            receiver = fact.alias or "importlib"
            callees.update({(receiver, function): function for function in _OF_IMPORTLIB})
        elif not fact.name and fact.module == "builtins":
            callees[fact.alias or "builtins", "__import__"] = "__import__"
        elif fact.module == "importlib" and fact.name == "*":
            callees["", "import_module"] = "import_module"
        elif _is_importing(fact):
            callees["", fact.alias or fact.name] = fact.name
        elif f"{fact.module}.{fact.name}" == "django.utils.module_loading":
            callees[fact.alias or fact.name, "import_string"] = "import_string"
    return callees


def _is_importing(fact: ImportFact) -> bool:
    """Whether what is imported is one of these functions."""
    if fact.name == "import_string":
        return fact.module in _OF_FRAMEWORKS
    return fact.name in _OF_IMPORTLIB and fact.module in ("importlib", "builtins")


def _binds_importlib(fact: ImportFact) -> bool:
    return fact.module.startswith("importlib.") and not fact.alias


def _import_module(arguments: dict[str, str], call: Call) -> list[ImportFact]:
    name = literal(arguments.get("name", ""))
    if not name:
        return []
    module = name.lstrip(".")
    level = len(name) - len(module)
    package = arguments.get("package", "")
    if level and package not in _OWN_PACKAGE:
        # importlib strips one part of the package for each dot after the first.
        parts = (literal(package) or "").split(".")[: 1 - level or None]
        if not parts or not parts[0]:
            return []
        module = ".".join([*parts, module] if module else parts)
        level = 0
    return [ImportFact(module, "", level, call.line, call.context | _DYNAMIC)]


def _dunder_import(arguments: dict[str, str], call: Call) -> list[ImportFact]:
    module = literal(arguments.get("name", ""))
    level = arguments.get("level", "0")
    if module is None or not level.isdecimal() or not (module or int(level)):
        return []
    names = [name for name in literal_items(arguments.get("fromlist", "")) if name]
    context = call.context | _DYNAMIC
    return [ImportFact(module, name, int(level), call.line, context) for name in names or [""]]


def _import_string(arguments: dict[str, str], call: Call) -> list[ImportFact]:
    """`"shop.api.Client"`, or as Werkzeug also has it `"shop.api:Client"`."""
    keys = ("name", *_OF_FRAMEWORKS.values())
    dotted = next((found for key in keys if (found := literal(arguments.get(key, "")))), "")
    module, _, name = dotted.replace(":", ".").rpartition(".")
    return [ImportFact(module, name, 0, call.line, call.context | _DYNAMIC)] if module else []


_READERS = {
    "import_module": _import_module,
    "__import__": _dunder_import,
    "import_string": _import_string,
}
