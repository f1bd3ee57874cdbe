"""Checks: a rule and the system graph in, findings out. One file for each kind of rule."""

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any, cast

from driftscan.checks.question import CheckInput
from driftscan.model.finding import Finding
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
    TermOwner,
)

# A new kind of rule is one line here, one file of that name beside this one, with a function
# check(), and its cases beside that.
CHECKS: dict[type, str] = {
    Acyclic: "acyclic",
    AllowOnly: "allow_only",
    CapabilityUse: "capability",
    Chain: "chain",
    Contracts: "contracts",
    Covered: "covered",
    DataOwner: "data",
    Deny: "deny",
    Deprecate: "deprecate",
    Every: "every",
    Expect: "expect",
    Independent: "independent",
    Layers: "layers",
    NoBypass: "no_bypass",
    NoSharedData: "no_shared_data",
    OneImplementation: "one_implementation",
    NoDuplicates: "no_duplicates",
    OneDefinition: "one_definition",
    OneOwner: "one_owner",
    Private: "private",
    Protect: "protect",
    Public: "public",
    TermOwner: "definition",
}

# Any: each check takes the one rule class it stands beside.
Check = Callable[[CheckInput, Any], Iterable[Finding]]


@cache
def check_of(rule_class: type) -> Check:
    """The check for a class of rules, imported when a spec has such a rule."""
    module = import_module(f"{__name__}.{CHECKS[rule_class]}")
    return cast(Check, module.check)
