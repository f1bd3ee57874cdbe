"""The kinds of rule a spec can state, each a frozen value; checks/ holds their algorithms."""

import datetime

from msgspec import Struct


class RuleHead(Struct, frozen=True, kw_only=True):
    """What every rule has. name is unique in a spec and is how exceptions and reports refer to it.

    severity: 'error' or 'warning'. line: of the rule in the spec file.
    """

    name: str
    severity: str = "error"
    reason: str = ""
    owner: str = ""
    adr: str = ""
    line: int = 0


class Side(Struct, frozen=True, kw_only=True):
    """One side of an arrow, kinds and wildcards already spelled out.

    components: names, sorted. externals: top-level import names or distributions, sorted;
    every_external: 'external:*'. everything: '*', any component and unassigned modules.
    text: as written, for reports.
    """

    text: str
    components: tuple[str, ...] = ()
    externals: tuple[str, ...] = ()
    every_external: bool = False
    everything: bool = False


class Deny(Struct, frozen=True, kw_only=True, tag="deny"):
    """source must not depend on target, directly, or through others if it says so.

    reexports: names of target that a module in between only passes on count too.
    """

    head: RuleHead
    source: Side
    target: Side
    via: tuple[str, ...] = ()
    through_others: bool = False
    reexports: bool = False


class AllowOnly(Struct, frozen=True, kw_only=True, tag="allow_only"):
    """source may use only the components of target (and itself).

    External packages are limited too as soon as target names one (`external:NAME`), or none
    at all (`external:none`, which gives limits_externals with no name).
    """

    head: RuleHead
    source: Side
    target: Side
    limits_externals: bool = False
    via: tuple[str, ...] = ()


class Layer(Struct, frozen=True, kw_only=True):
    """Members of one level. Names are components, or children of the container component."""

    members: tuple[str, ...]
    independent: bool = True


class Layers(Struct, frozen=True, kw_only=True, tag="layers"):
    """A layer may use those to its right (below it); members of one layer are independent.

    container: component whose children the names are; '' when the names are components.
    """

    head: RuleHead
    order: tuple[Layer, ...]
    container: str = ""
    via: tuple[str, ...] = ()
    through_others: bool = False
    reexports: bool = False


class Independent(Struct, frozen=True, kw_only=True, tag="independent"):
    """No member may depend on another member."""

    head: RuleHead
    members: tuple[str, ...]
    via: tuple[str, ...] = ()
    through_others: bool = False
    reexports: bool = False


class Acyclic(Struct, frozen=True, kw_only=True, tag="acyclic"):
    """No dependency cycle among members, or among the children of a component at every depth.

    inside: component whose packages must have no cycles between siblings; '' when the members
    are the units themselves.
    """

    head: RuleHead
    members: tuple[str, ...] = ()
    inside: str = ""
    via: tuple[str, ...] = ()


class Public(Struct, frozen=True, kw_only=True, tag="public"):
    """Other components may import only these modules of the component, or names in them.

    exports: instead, what the index files of the component export.
    """

    head: RuleHead
    component: str
    modules: tuple[str, ...] = ()
    exports: bool = False
    via: tuple[str, ...] = ()


class Expect(Struct, frozen=True, kw_only=True, tag="expect"):
    """A dependency that is planned; its absence is a finding, counted from the date on."""

    head: RuleHead
    source: Side
    target: Side
    via: tuple[str, ...] = ()
    by: datetime.date | None = None


class Covered(Struct, frozen=True, kw_only=True, tag="covered"):
    """Every module under these paths (globs) belongs to a component."""

    head: RuleHead
    paths: tuple[str, ...]


Rule = Deny | AllowOnly | Layers | Independent | Acyclic | Public | Expect | Covered
