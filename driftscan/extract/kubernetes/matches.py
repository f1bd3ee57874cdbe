"""Paths of HTTP that a route is for; each kind of route writes them in its own way."""

import re
from collections.abc import Callable

from driftscan.extract.manifest.scalars import written
from driftscan.notation.node import Node

Paths = Callable[[Node], list[str]]
"""The paths of a rule."""

_RULE = re.compile(r"Path(?:Prefix|Regexp)?\(\s*([`'\"])([^`'\"]*)\1")


def path(rule: Node) -> list[str]:
    """`path: /x`, of Ingress."""
    return _texts(rule.get("path"))


def prefix(rule: Node) -> list[str]:
    """`prefix: /x`, of Ambassador."""
    return _texts(rule.get("prefix"))


def value(rule: Node) -> list[str]:
    """`matches: [{path: {value: /x}}]`, of the Gateway API."""
    return _texts(*(each.get("path", "value") for each in rule.get("matches").elements()))


def uri(rule: Node) -> list[str]:
    """`match: [{uri: {prefix: /x}}]`, of Istio."""
    return _texts(
        *(how for each in rule.get("match").elements() for _, how in each.get("uri").entries())
    )


def rule(rule: Node) -> list[str]:
    """``match: Host(`a`) && PathPrefix(`/x`)``, of Traefik."""
    return [found[1] for found in _RULE.findall(written(rule.get("match"))[:2_000])]


def conditions(rule: Node) -> list[str]:
    """`conditions: [{prefix: /x}]`, of Contour."""
    return _texts(*(each.get("prefix") for each in rule.get("conditions").elements()))


def _texts(*nodes: Node) -> list[str]:
    return [text for node in nodes if (text := written(node))]
