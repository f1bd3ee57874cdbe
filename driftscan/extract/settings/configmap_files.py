"""Files that a ConfigMap of Kubernetes holds as its entries: what a gateway or a monitor is told is
the same there as in a file of its own."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from driftscan.extract.proxies import conf_files
from driftscan.extract.service_union import united
from driftscan.extract.settings.documents.forms import form_of
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml, parse_yaml_documents

_KIND = re.compile(rb"^kind:[ \t]*[\"']?ConfigMap\b", re.MULTILINE)
# Of these at least one stands in what is read here.
_TELLING = re.compile(rb"_pass\s|scrape_configs|exporters:|datasources:|reverse_proxy|://|targets:")
_CONF = (".conf", ".cfg", "Caddyfile")


def extract(content: bytes) -> ServiceFacts:
    """Calls and what is served, with the lines of the manifest; what cannot be read is told by the
    reader of manifests."""
    if not _KIND.search(content) or not _TELLING.search(content):
        return ServiceFacts()
    documents = parse_yaml_documents(content, lambda text: "ConfigMap" in text)
    return united(facts for each in documents if isinstance(each, Node) for facts in _entries(each))


def _entries(object_: Node) -> Iterator[ServiceFacts]:
    if object_.get("kind").text != "ConfigMap":
        return
    for name, entry in object_.get("data").entries():
        text = str(entry.value)
        if "\n" in text:
            yield _moved(_read(name, text), entry.line)


def _read(name: str, text: str) -> ServiceFacts:
    if name.endswith(_CONF):
        return conf_files.extract(text.encode())
    if not name.endswith((".yml", ".yaml")):
        return ServiceFacts()
    try:
        document = parse_yaml(text.encode())
    except UnreadableTextError:
        return ServiceFacts()
    form = form_of(document)
    return form.read(document) if form else ServiceFacts()


def _moved(facts: ServiceFacts, lines: int) -> ServiceFacts:
    """The first line of a file stands below its name."""
    return ServiceFacts(
        calls=tuple(replace(call, line=call.line + lines) for call in facts.calls),
        served=tuple(replace(each, line=each.line + lines) for each in facts.served),
    )
