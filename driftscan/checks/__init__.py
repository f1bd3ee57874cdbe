"""Checks: a rule and the system graph in, findings out. One file for each kind of rule."""

from collections.abc import Callable, Iterable
from typing import Any

from driftscan.checks import (
    acyclic,
    allow_only,
    covered,
    deny,
    deprecate,
    every,
    expect,
    independent,
    layers,
    private,
    protect,
    public,
)
from driftscan.checks.question import CheckInput
from driftscan.model.finding import Finding
from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    Covered,
    Deny,
    Deprecate,
    Every,
    Expect,
    Independent,
    Layers,
    Private,
    Protect,
    Public,
)

# A new kind of rule is one line here, one file beside this one, and its cases beside that.
# Any: each check takes the one rule class it stands under.
CHECKS: dict[type, Callable[[CheckInput, Any], Iterable[Finding]]] = {
    Acyclic: acyclic.check,
    AllowOnly: allow_only.check,
    Covered: covered.check,
    Deny: deny.check,
    Deprecate: deprecate.check,
    Every: every.check,
    Expect: expect.check,
    Independent: independent.check,
    Layers: layers.check,
    Private: private.check,
    Protect: protect.check,
    Public: public.check,
}
