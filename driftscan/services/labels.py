"""Routes of a proxy that asks the container engine whom it is to serve: Traefik reads labels, as
does Caddy with its plug-in, nginx-proxy a variable. To add one: a line in the table, and a row in
tests/services/cases/gateways.yaml.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.model.service_fact import WorkloadFact
from driftscan.model.service_graph import Evidence
from driftscan.services.drafts import Draft
from driftscan.services.images import repository
from driftscan.services.joining import Joining
from driftscan.services.texts import literal


class _Proxy(Struct, frozen=True):
    """image: last part of its name. label, variable: whose presence asks to be served. off: the
    label that says that this one is not."""

    image: re.Pattern[str]
    label: re.Pattern[str] | None = None
    variable: str = ""
    off: str = ""


_PROXIES = (
    _Proxy(
        re.compile("traefik"),
        re.compile(
            r"traefik\.(?:enable|(?:https?|tcp|udp)\.(?:routers|services)\..+|frontend\.rule|port)"
        ),
        off="traefik.enable",
    ),
    _Proxy(
        re.compile("caddy(?:-docker-proxy)?"), re.compile(r"caddy(?:_\d+)?(?:\.reverse_proxy)?")
    ),
    _Proxy(re.compile("nginx-proxy"), variable="VIRTUAL_HOST"),
)
# Nomad's are the tags of services, which Consul tells the proxy.
_ASKING_FORMS = frozenset(("compose", "nomad"))
_OFF = frozenset(("false", "0", "no"))


def join_labels(drafts: Sequence[Draft], joining: Joining) -> None:
    """An edge from the proxy to whoever asks it to be served, in the manifest that starts both, or
    the only proxy of its kind."""
    for proxy in _PROXIES:
        serving = [at for at, draft in enumerate(drafts) if _is_made_by(proxy, draft)]
        for at, draft in enumerate(drafts) if serving else ():
            for path, fact in draft.workload.facts if draft.workload else ():
                what = next(_asking(proxy, fact), "")
                near = [each for each in serving if path in _paths(drafts[each])] or serving
                if what and len(near) == 1:
                    joining.edge(near[0], at, "http", [Evidence(path, fact.line, what)])


def _is_made_by(proxy: _Proxy, draft: Draft) -> bool:
    image = draft.workload.image if draft.workload else ""
    return bool(proxy.image.fullmatch(repository(image).rpartition("/")[2]))


def _paths(draft: Draft) -> set[bytes]:
    return {path for path, _ in draft.workload.facts} if draft.workload else set()


def _asking(proxy: _Proxy, fact: WorkloadFact) -> Iterator[str]:
    """The labels or variables by which a workload asks to be served."""
    if fact.form not in _ASKING_FORMS:
        return
    if any(key == proxy.off and value.lower() in _OFF for key, value in fact.labels):
        return
    for key, _ in fact.labels:
        if proxy.label and proxy.label.fullmatch(key):
            yield key
    for variable in fact.env:
        if variable.name == proxy.variable and literal(variable.text) != "":
            yield variable.name
