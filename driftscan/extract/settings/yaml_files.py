"""YAML files: settings of Spring, Rails, Symfony and of programs of their own; documents of
gateways and monitors; OpenAPI. Manifests of deployments and pipelines are left to others."""

import re

from msgspec.structs import replace

from driftscan.extract.service_union import unreadable
from driftscan.extract.settings.documents_in import facts_of
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml_documents

_TELLING = re.compile(
    rb"://|\$\{|<%=|%env|host|port|url|uri|addr|name|topic|queue|dsn|target|dest|data|backend"
    rb"|paths|channels|server|service-?id|broker|registry|profiles",
    re.IGNORECASE,
)
_KUBERNETES = (re.compile(rb"^apiVersion:", re.MULTILINE), re.compile(rb"^kind:", re.MULTILINE))
# Braces that are no YAML: a template of Helm, Jinja or the like.
_TEMPLATE = re.compile(
    rb"^[ \t]*(?:- )?(?:[\w.-]+:[ \t]*)?\{\{(?![^\n]*\}\}[ \t]*\})", re.MULTILINE
)
_MARKUP = re.compile(rb"\{\{|\{%|<%|<#")
_MAVEN = re.compile(rb"^([ \t]*(?:- )?[\w.-]+:[ \t]+)(@[\w.-]+@[^\s#\"']*)", re.MULTILINE)
_RUBY_LINE = re.compile(rb"^[ \t]*<%(?!=).*?%>[ \t]*$", re.MULTILINE)


def extract(content: bytes) -> ServiceFacts:
    """Facts of all documents."""
    if not _TELLING.search(content) or _TEMPLATE.search(content):
        return ServiceFacts()
    if all(mark.search(content) for mark in _KUBERNETES):
        return ServiceFacts()
    found = list(parse_yaml_documents(_filtered(content)))
    facts = facts_of([node for node in found if isinstance(node, Node)])
    errors = [error for error in found if isinstance(error, UnreadableTextError)]
    if not errors or _MARKUP.search(content):
        return facts
    return replace(facts, problems=(*facts.problems, *unreadable(errors[0]).problems))


def _filtered(content: bytes) -> bytes:
    """As it is after what builds and frameworks do to it, as far as YAML needs it."""
    if b"@" in content:
        content = _MAVEN.sub(rb'\1"\2"', content)
    return _RUBY_LINE.sub(b"", content) if b"<%" in content else content
