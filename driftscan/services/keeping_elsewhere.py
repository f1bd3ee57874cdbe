"""Whether a workload whose image is called after an engine at its end is none: the manifests say
where the server is that it keeps its data in, as for `acme/login-postgresql`, the build of a login
service for PostgreSQL."""

from collections.abc import Iterator

from driftscan.model.service_fact import Text, WorkloadFact
from driftscan.services.addresses import address_of, is_on_machine
from driftscan.services.deployed import Workload
from driftscan.services.images import is_called_after, known_image


def keeps_elsewhere(workload: Workload) -> bool:
    """Whether one of its variables has the address of another server of that engine."""
    known = known_image(workload.image)
    if known is None or not known.engine or not is_called_after(workload.image):
        return False
    return any(
        (address := address_of(text)) is not None
        and address.engine == known.engine
        and address.host not in {"", fact.name, *fact.hosts}
        and not is_on_machine(address)
        for _, fact in workload.facts
        for text in _texts(fact)
    )


def _texts(fact: WorkloadFact) -> Iterator[str]:
    return (_by_default(variable.text) for variable in fact.env)


def _by_default(text: Text) -> str:
    """A text as it is where nobody sets anything."""
    return "".join(p.value if p.kind == "text" else _by_default(p.default) for p in text)
