"""launchSettings.json of .NET: the addresses a program listens at on a developer's machine, and the
environment it gets there."""

from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.settings.interest import matters
from driftscan.extract.settings.texts import config_text
from driftscan.model.service_fact import ServiceFacts, ValueFact
from driftscan.notation.node import Node


def read(document: Node) -> ServiceFacts:
    """`applicationUrl` of each profile as a setting, one per address."""
    return ServiceFacts(values=tuple(_addresses(document)))


def is_form(document: Node) -> bool:
    """Whether any profile is one of .NET."""
    return any(each.get("commandName") for _, each in document.get("profiles").entries())


def _addresses(document: Node) -> Iterator[ValueFact]:
    for name, profile in document.get("profiles").entries():
        node = profile.get("applicationUrl")
        for url in filter(None, node.text.split(";")):
            yield ValueFact("setting", "applicationUrl", plain(url.strip()), node.line, name)
        for variable, value in profile.get("environmentVariables").entries():
            if matters(variable, value.text):
                yield ValueFact("env", variable, config_text(value.text), value.line, name)
