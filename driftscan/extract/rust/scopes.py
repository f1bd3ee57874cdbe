"""The scopes of one file, modules and blocks with imports, and what a name means in them."""

from msgspec import Struct, field

from driftscan.extract.rust.paths import Segments

# A name that is bound through others this deep is bound in a circle.
_DEPTH = 8
# Alternatives of one name, under different cfg.
_MOST = 6


class Scope(Struct, gc=False):
    """names: of the inline modules around, outermost first. around: the scope that a block stands
    in; names do not pass the edge of a module. imports: paths by the name they bind."""

    names: Segments
    end: int
    around: "Scope | None" = None
    imports: dict[str, list[Segments]] = field(default_factory=dict)
    modules: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)

    def bind(self, name: str, path: Segments) -> None:
        """A use declaration binds a name here."""
        paths = self.imports.setdefault(name, [])
        if len(paths) < _MOST:
            paths.append(path)


class Meaning(Struct, frozen=True):
    """What a path leads to as far as its file knows.

    path: begins with `crate`, `self` (the file's own module), `super`, '' (a leading `::`) or a
    name that the file does not explain. imported: its first name was bound by an import.
    local: number of names in front, after `self`, that the text does not have; -1 if it does not
    begin with a name that this file declares.
    """

    path: Segments
    imported: bool = False
    local: int = -1


def meanings(path: Segments, scope: Scope) -> list[Meaning]:
    """What a path may mean where it stands; several where a name is bound twice."""
    found: list[Meaning] = []
    pending = [(path, 0)]
    while pending and len(found) < _MOST:
        path, depth = pending.pop()
        head = path[0]
        if head in ("crate", "$crate", "self", "super", ""):
            found.append(Meaning(_anchored(path, scope.names), depth > 0))
            continue
        holder = _holder(head, scope)
        if holder is None or depth == _DEPTH:
            found.append(Meaning(path, depth > 0))
        elif head in holder.modules or head in holder.types:
            found.append(Meaning(("self", *scope.names, *path), depth > 0, len(scope.names)))
        else:
            for bound in holder.imports[head]:
                if bound[0] == head:
                    # `use log::log` takes a function; `log::Level` is still of the crate.
                    own = bound[-1] == head and len(bound) > 1
                    whole = path if own else (*bound, *path[1:])
                    found.append(Meaning(whole, imported=not own))
                else:
                    pending.append(((*bound, *path[1:]), depth + 1))
    return found


def is_type(path: Segments, scope: Scope) -> bool:
    """Whether a path begins with a type that is declared where it stands."""
    holder = _holder(path[0], scope)
    return holder is not None and path[0] in holder.types and path[0] not in holder.modules


def _holder(name: str, scope: Scope) -> Scope | None:
    """The innermost scope that says what a name is."""
    around: Scope | None = scope
    while around is not None:
        if name in around.modules or name in around.types or name in around.imports:
            return around
        around = around.around
    return None


def _anchored(path: Segments, names: Segments) -> Segments:
    """With `self` and `super` seen from the file's own module instead of an inline one."""
    head, *rest = path
    if head in ("crate", "$crate"):
        return ("crate", *rest)
    if head == "":
        return path
    at = 1 if head == "self" else 0
    above = 0
    while at < len(path) and path[at] == "super":
        above, at = above + 1, at + 1
    if above <= len(names):
        return ("self", *names[: len(names) - above], *path[at:])
    return (*["super"] * (above - len(names)), *path[at:])
