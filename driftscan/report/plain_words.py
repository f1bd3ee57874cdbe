"""What a rule says, as a sentence for somebody who reads no code."""

from collections.abc import Sequence

from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    CapabilityUse,
    Chain,
    Contracts,
    Covered,
    DataOwner,
    Deny,
    Deprecate,
    Every,
    Expect,
    Independent,
    Layers,
    NoBypass,
    NoDuplicates,
    NoSharedData,
    OneDefinition,
    OneImplementation,
    OneOwner,
    Private,
    Protect,
    Public,
    Rule,
    Side,
    TermOwner,
)

_MANY = 4
_HAD = {"owner": "an owner", "reason": "a reason", "adr": "a decision record", "until": "an end"}
_ASKING = frozenset({"call", "http", "grpc", "rpc"})
_TELLING = frozenset({"queue", "publish", "consume"})
_KEEPING = frozenset({"data", "read", "write"})


def in_words(rule: Rule) -> str:
    """The name that somebody gave it, else what its kind means."""
    kind = type(rule).__struct_config__.tag
    name = rule.head.name
    own = name and name != kind and not name.startswith(f"{kind} ")
    return name if own else _between(rule) or _of_data(rule) or _of_all(rule)


def _between(rule: Rule) -> str:
    """Of rules on who uses whom; '' for others."""
    match rule:
        case Expect(source=source, target=target, via=via):
            return f"{_side(source)} {_use(via)} {_side(target)}"
        case Deny(source=source, target=target, via=via):
            return f"nothing in {_side(source)} {_use(via)} {_side(target)}"
        case AllowOnly(source=source, target=target):
            return f"{_side(source)} depends on nothing but {_side(target)}"
        case Deprecate(source=source, target=target, via=via):
            return f"nothing more in {_side(source)} {_use(via)} {_side(target)}"
        case Protect(target=target, users=users, via=via):
            return f"only {_side(users)} {_use(via)} {_side(target)}"
        case Independent(members=members):
            return f"none of {_listed(members)} needs another of them"
        case Acyclic(members=members, inside=inside):
            return f"no two parts of {_listed(members or inside)} need each other"
        case Layers(containers=containers, order=order):
            names = [name for layer in order for name in layer.members]
            place = f"in {_listed(containers)} " if containers else ""
            return f"{place}each layer needs only those after it: {_listed(names)}"
        case Chain(members=members, longest=longest):
            most = "one call" if longest == 1 else f"{longest} calls in a row"
            return f"nothing in {_listed(members)} waits for more than {most}"
    return ""


def _of_data(rule: Rule) -> str:
    """Of rules on data and on what words mean; '' for others."""
    match rule:
        case NoSharedData(members=members):
            return f"none of {_listed(members)} uses another one's data"
        case DataOwner(named=named, owner=owner, readers=readers):
            others = f", and only {_listed(readers)} may read it" if readers else ""
            return f"only {owner} changes {named}{others}"
        case OneOwner():
            return "all data has one owner, who alone changes it"
        case NoBypass():
            return "who needs another service's data asks that service"
        case TermOwner(named=named, owner=owner):
            return f"{owner} alone says what {named} means"
        case OneDefinition(members=members):
            return f"a word means the same in all of {_listed(members)}"
    return ""


def _of_all(rule: Rule) -> str:
    """Of rules on the whole of the code, and on the plan itself."""
    match rule:
        case Public(component=component):
            return f"others use only what {component} offers them"
        case Private(components=components):
            return f"what is private to a part of {_listed(components)} stays there"
        case Covered():
            return "all code belongs to somebody's part"
        case Every(rule=of_rules, component=of_components, service=of_services):
            kinds = ("rule", of_rules), ("component", of_components), ("service", of_services)
            named = [f"every {kind} has {_had(words)}" for kind, words in kinds if words]
            return " and ".join(named) or "every exception ends one day"
        case Contracts():
            return "whatever one service asks for, another offers"
        case OneImplementation(capabilities=capabilities):
            return (
                f"there is one way for each of {_listed(capabilities)}"
                if capabilities
                else ("there is one way for each kind of work")
            )
        case CapabilityUse(capability=capability, use=use):
            return f"{capability}: done with {_listed(use)} and nothing else"
        case NoDuplicates(members=members):
            return f"nothing is copied between {_listed(members)}"
    return rule.head.name


def _side(side: Side) -> str:
    return side.text.replace("external:", "")


def _had(words: Sequence[str]) -> str:
    return _listed([_HAD.get(word, word) for word in words])


def _use(via: Sequence[str]) -> str:
    """'uses', or something closer where the rule says by what means."""
    means = {word.split()[-1] for word in via}
    for verb, words in (("asks", _ASKING), ("exchanges messages with", _TELLING)):
        if means and means <= words:
            return verb
    return "uses the data of" if means and means <= _KEEPING else "uses"


def _listed(names: Sequence[str]) -> str:
    """The first of them in a row, and how many there are beyond."""
    shown = list(names[:_MANY])
    if len(names) > _MANY:
        shown = [*shown[:-1], f"{len(names) - _MANY + 1} more"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
