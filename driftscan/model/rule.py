"""The kinds of rule a spec can state, each a frozen value; checks/ holds their algorithms."""

import datetime

from msgspec import Struct


def plain_rule_name(name: str) -> str:
    """The name without white space: 'deny a -> b' and 'deny a->b' are one rule."""
    return "".join(name.split())


class RuleHead(Struct, frozen=True, kw_only=True):
    """What every rule has. name is unique in a spec and is how exceptions and reports refer to it.

    severity: 'error' or 'warning'. line: of the rule in the spec file, or of the `include` that
    brings it. pack: the rule pack it comes from, '' for a rule of the spec itself.
    until: the last day on which the rule holds. tests: whether test code takes part, on any side.
    generated: whether code that a program wrote does.
    component: the one whose description states the rule, '' for a rule that is written out.
    """

    name: str
    severity: str = "error"
    reason: str = ""
    owner: str = ""
    adr: str = ""
    line: int = 0
    pack: str = ""
    until: datetime.date | None = None
    tests: bool = True
    generated: bool = True
    component: str = ""


class Side(Struct, frozen=True, kw_only=True):
    """One side of an arrow, kinds, tags and wildcards already spelled out.

    components: names, sorted; words as written as long as a spec has patterns and its tree is not
        known. externals: top-level import names or distributions, sorted;
    every_external: 'external:*'. dev_externals: 'external:dev', packages that the manifests of
    whoever imports them ask for only to develop. everything: '*', any component and unassigned
    modules. text: as written, for reports.
    """

    text: str
    components: tuple[str, ...] = ()
    externals: tuple[str, ...] = ()
    every_external: bool = False
    dev_externals: bool = False
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
    """Members of one level. Names are components, or children of a container component.

    closed: layers above it may not use those below it. optional: those of the members that may
    be missing from the tree.
    """

    members: tuple[str, ...]
    independent: bool = True
    closed: bool = False
    optional: tuple[str, ...] = ()


class Layers(Struct, frozen=True, kw_only=True, tag="layers"):
    """A layer may use those to its right (below it); members of one layer are independent.

    containers: components whose children the names are, each looked at by itself; () when the
    names are components. exhaustive: every child, or every component, must be in a layer, but
    for those in besides.
    """

    head: RuleHead
    order: tuple[Layer, ...]
    containers: tuple[str, ...] = ()
    exhaustive: bool = False
    besides: tuple[str, ...] = ()
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
    """No dependency cycle among members, or among the children of components at every depth.

    inside: components whose packages must have no cycles between siblings; () when the members
    are the units themselves. depth: how many levels of packages are looked at, None for all;
    besides: dotted names of packages whose own children are not looked at.
    """

    head: RuleHead
    members: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    depth: int | None = None
    besides: tuple[str, ...] = ()
    via: tuple[str, ...] = ()


class Public(Struct, frozen=True, kw_only=True, tag="public"):
    """Other components may import only these modules of the component, or names in them.

    exports: instead, what the index files of the component export. itself: the component may be
    imported as such, whatever is done with it then; what is taken from it by name must be public.
    """

    head: RuleHead
    component: str
    modules: tuple[str, ...] = ()
    exports: bool = False
    itself: bool = False
    via: tuple[str, ...] = ()


class Protect(Struct, frozen=True, kw_only=True, tag="protect"):
    """Only the components of users may depend on the target, beside each target on itself."""

    head: RuleHead
    target: Side
    users: Side
    via: tuple[str, ...] = ()


class Private(Struct, frozen=True, kw_only=True, tag="private"):
    """Modules and packages named so may be used only inside the package that holds them.

    components: whose modules are meant. named: globs over one part of a dotted name.
    """

    head: RuleHead
    components: tuple[str, ...]
    named: tuple[str, ...]
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


class Deprecate(Struct, frozen=True, kw_only=True, tag="deprecate"):
    """source is to stop depending on target: a warning up to and on the day `by`, then an error.

    Without `by` it stays a warning.
    """

    head: RuleHead
    source: Side
    target: Side
    via: tuple[str, ...] = ()
    by: datetime.date | None = None


class Every(Struct, frozen=True, kw_only=True, tag="every"):
    """What each rule, component and exception of the spec itself must say; () asks for nothing.

    rule: of 'owner', 'reason', 'adr', 'until'. component: of 'owner'. exception: of 'until'.
    service: of 'owner'; of the services that are found, whether the spec speaks of them or not.
    """

    head: RuleHead
    rule: tuple[str, ...] = ()
    component: tuple[str, ...] = ()
    exception: tuple[str, ...] = ()
    service: tuple[str, ...] = ()


class NoSharedData(Struct, frozen=True, kw_only=True, tag="no_shared_data"):
    """No two members may use one data set, or one store where it is not known what they use of it.

    via: always all kinds of use.
    """

    head: RuleHead
    members: tuple[str, ...]
    via: tuple[str, ...] = ("data", "read", "write")


class DataOwner(Struct, frozen=True, kw_only=True, tag="data"):
    """An entry of `data`: only the owner writes these data sets, only the owner and readers read.

    named: as written; a name, STORE/NAME or STORE/DATABASE/NAME, globs in any part.
    """

    head: RuleHead
    named: str
    owner: str
    readers: tuple[str, ...] = ()
    via: tuple[str, ...] = ("data", "read", "write")


class OneOwner(Struct, frozen=True, kw_only=True, tag="one_owner"):
    """No two members write one data set, unless an entry of `data` says whose it is."""

    head: RuleHead
    members: tuple[str, ...]
    via: tuple[str, ...] = ("data", "read", "write")


class NoBypass(Struct, frozen=True, kw_only=True, tag="no_bypass"):
    """What a member with an API alone writes, no other component reads from the store."""

    head: RuleHead
    members: tuple[str, ...]
    via: tuple[str, ...] = ("data", "read", "write")


class Chain(Struct, frozen=True, kw_only=True, tag="chain"):
    """No more than `longest` calls between members wait for each other.

    via: of 'http', 'grpc', 'rpc'.
    """

    head: RuleHead
    members: tuple[str, ...]
    longest: int
    via: tuple[str, ...] = ("http", "grpc", "rpc")


class Contracts(Struct, frozen=True, kw_only=True, tag="contracts"):
    """What is asked of members is served, what they publish is consumed, and the reverse.

    unused: what they serve is called by somebody, too.
    """

    head: RuleHead
    members: tuple[str, ...]
    unused: bool = False
    via: tuple[str, ...] = ("http", "grpc", "publish", "consume")


class OneImplementation(Struct, frozen=True, kw_only=True, tag="one_implementation"):
    """Each of the capabilities is implemented in one way.

    capabilities: names of the catalogue, () for all. members: who is held against each
    other, () for all components. across_languages: packages of two languages, too.
    """

    head: RuleHead
    capabilities: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    across_languages: bool = False


class CapabilityUse(Struct, frozen=True, kw_only=True, tag="capability"):
    """An entry of `capabilities`: it is done with these, and with nothing that competes with them.

    use: families of the catalogue.
    """

    head: RuleHead
    capability: str
    use: tuple[str, ...]


class NoDuplicates(Struct, frozen=True, kw_only=True, tag="no_duplicates"):
    """No function of one member is a near copy of another one's; production code alone counts."""

    head: RuleHead
    members: tuple[str, ...]


class OneDefinition(Struct, frozen=True, kw_only=True, tag="one_definition"):
    """No two members define one term differently, unless `definitions` says whose it is."""

    head: RuleHead
    members: tuple[str, ...]


class TermOwner(Struct, frozen=True, kw_only=True, tag="definition"):
    """An entry of `definitions`: the owner alone says what the term is.

    named: the term, as written. translations: components that mean something else by it on
    purpose, each with the reason.
    """

    head: RuleHead
    named: str
    owner: str
    translations: tuple[tuple[str, str], ...] = ()


Rule = (
    Deny
    | AllowOnly
    | Layers
    | Independent
    | Acyclic
    | Public
    | Protect
    | Private
    | Expect
    | Covered
    | Deprecate
    | Every
    | NoSharedData
    | DataOwner
    | OneOwner
    | NoBypass
    | Chain
    | Contracts
    | OneImplementation
    | CapabilityUse
    | NoDuplicates
    | OneDefinition
    | TermOwner
)
