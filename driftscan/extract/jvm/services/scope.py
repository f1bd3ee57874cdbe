"""What the names of a file stand for: declared types, values, imports, and who calls a method."""

from collections import defaultdict
from collections.abc import Iterator

from driftscan.extract.jvm.services.written import (
    Annotation,
    Binding,
    Called,
    Expression,
    Link,
    MethodWritten,
    TypeWritten,
    Written,
)

_DEEPEST = 6
_MOST_CALLERS = 20
_MOST_VALUES = 16  # of one name; more say nothing more
_SHORT = 7  # a type's name of so few letters may end any other name


class Scope:
    """The names of one file."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self._fields: dict[str, list[Binding]] = defaultdict(list)
        self._locals: dict[tuple[int, str], list[Binding]] = defaultdict(list)
        self._packages = dict(_simple_and_package(name) for name in written.imports)
        self._stars = [name[:-2] for name in written.imports if name.endswith(".*")]
        bearers: list[TypeWritten | MethodWritten | Binding] = [*written.types, *written.methods]
        bearers += written.bindings
        self.annotations = [each for bearer in bearers for each in bearer.annotations]
        self.methods = {method.name: method for method in reversed(written.methods)}
        self._methods_at = {
            (method.name, len(method.parameters)): at for at, method in enumerate(written.methods)
        }
        for binding in written.bindings:
            self._sort_in(binding)
        self._within: dict[int, list[Called]] = defaultdict(list)
        self._places = {id(call): at for at, call in enumerate(written.calls)}
        for call in written.calls:
            self._within[call.within].append(call)
        self._callers: dict[tuple[str, int], list[tuple[Called, Link]]] = defaultdict(list)
        for call in written.calls:
            link = call.chain.links[0]
            self._callers[(link.name, len(link.arguments))].append((call, link))
        self._methods_of: dict[int, list[MethodWritten]] = defaultdict(list)
        for method in written.methods:
            self._methods_of[method.owner].append(method)
        self._imported = {above for name in written.imports for above in _with_packages(name)}

    def _sort_in(self, binding: Binding) -> None:
        place = (binding.method, binding.name)
        known = self._locals.get(place)
        is_outside = known is None or known[0].form == "parameter"
        if binding.form == "field" or (binding.form == "assigned" and is_outside):
            self._fields[binding.name].append(binding)
        else:
            self._locals[place].append(binding)

    def local(self, name: str, method: int) -> list[Binding]:
        """Declarations and values of a local variable or parameter, of the innermost method."""
        for _ in range(_DEEPEST):
            if method < 0:
                break
            if found := self._locals.get((method, name)):
                return found[:_MOST_VALUES]
            method = self.written.methods[method].outer
        return []

    def fields(self, name: str) -> list[Binding]:
        """Declarations and values of a field."""
        return self._fields.get(name, [])[:_MOST_VALUES]

    def all_fields(self) -> Iterator[Binding]:
        """Everything that fields are given, in no order."""
        for bindings in self._fields.values():
            yield from bindings

    def type_of(self, name: str, method: int, depth: int = 0) -> str:
        """The type of a variable without type arguments, or the name itself if it is a type's."""
        if name[:1].isupper() and not name.isupper():
            return name
        last = name.rpartition(".")[2]
        found = self.local(name, method) or self.fields(last)
        for binding in found:
            if binding.type:
                return binding.type
        for binding in found:
            if binding.value is not None and (made := self._made_by(binding, depth)):
                return made
        return ""

    def _made_by(self, binding: Binding, depth: int) -> str:
        """By `new`, a static method, or the builder that a variable holds."""
        value = binding.value
        if value is None or depth > _DEEPEST:
            return ""
        if found := self.made(value):
            return found
        is_built = value.kind == "call" and value.value and value.links[-1].name == "build"
        return self.type_of(value.value, binding.method, depth + 1) if is_built else ""

    def made(self, value: Expression) -> str:
        """The type of a value, as far as it is told by how it is made."""
        if value.kind != "call":
            return ""
        if value.value[:1].isupper():
            return value.value
        method = self.methods.get(value.links[0].name) if not value.value else None
        return method.result if method else ""

    def is_on(self, call: Called, at: int, types: frozenset[str]) -> bool:
        """Whether a link of a chain is called on one of these types, or a name like theirs where
        nothing tells the type."""
        chain = call.chain
        root = self.type_of(chain.value, call.method) if chain.value else self.made(chain)
        if root.partition(".")[0] in types or root in types:
            return True
        before = chain.links[at - 1].name if at else chain.value
        if root and not (at and root == chain.value):
            return False
        name = before.rpartition(".")[2].lower()
        return any(name.endswith(each.lower()) for each in types if len(each) > _SHORT)

    def owner(self, method: int) -> str:
        """The name of the type that a method is in."""
        at = self.written.methods[method].owner if method >= 0 else -1
        return self.written.types[at].name if at >= 0 else ""

    def method_at(self, name: str, arguments: int) -> int:
        """Which method of the file has this name and takes so many arguments; -1 for none."""
        return self._methods_at.get((name, arguments), -1)

    def within(self, call: Called) -> list[Called]:
        """Calls right in the arguments and lambdas of another."""
        return self._within.get(self._places.get(id(call), -1), [])

    def around(self, call: Called) -> Iterator[Called]:
        """The calls that have this one in their arguments and lambdas, the innermost first."""
        for _ in range(_DEEPEST):
            if call.within < 0:
                return
            call = self.written.calls[call.within]
            yield call

    def package(self, name: str) -> str:
        """Where a simple name is imported from, '' if by no import of its own."""
        return self._packages.get(name, "")

    def imports(self, *packages: str) -> bool:
        """Whether anything is imported from one of these packages or from below."""
        return not self._imported.isdisjoint(packages)

    def comes_from(self, name: str, *packages: str) -> bool:
        """Whether a simple name is one of these packages'."""
        package = self.package(name)
        if package:
            return any(f"{package}.".startswith(f"{each}.") for each in packages)
        return any(f"{star}.".startswith(f"{each}.") for star in self._stars for each in packages)

    def callers(self, method: int) -> list[tuple[Called, Link]]:
        """Where a method is called in its own file, as far as it has no namesake."""
        written = self.written.methods[method]
        return self._callers.get((written.name, len(written.parameters)), [])[:_MOST_CALLERS]

    def methods_of(self, owner: int) -> list[MethodWritten]:
        """The methods of one of the types."""
        return self._methods_of.get(owner, [])


def annotation(found: tuple[Annotation, ...], *names: str) -> Annotation | None:
    """The first of these annotations."""
    return next((each for each in found if each.name in names), None)


def argument(links: Link | Annotation, *names: str, place: int = -1) -> Expression | None:
    """An argument by its name, or by its place among those without one."""
    for each in links.arguments:
        if each.name in names:
            return each.value
    placed = [each.value for each in links.arguments if not each.name]
    return placed[place] if 0 <= place < len(placed) else None


def _simple_and_package(name: str) -> tuple[str, str]:
    package, _, simple = name.rpartition(".")
    return simple, package


def _with_packages(name: str) -> Iterator[str]:
    """A full name, and every package that it lies in."""
    while name:
        yield name
        name = name.rpartition(".")[0]
