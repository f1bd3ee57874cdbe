"""Who owns a service by a catalogue's word (Backstage)."""

from collections.abc import Sequence

from driftscan.model.service_fact import WorkloadFact
from driftscan.services.drafts import Draft
from driftscan.services.facts import TreeFacts
from driftscan.services.naming import plain


def give_owners(tree: TreeFacts, drafts: Sequence[Draft]) -> None:
    """A component of the catalogue is the service of its name; two of one name are nobody's."""
    owners: dict[str, set[str]] = {}
    for _, fact in tree.each("workloads"):
        assert isinstance(fact, WorkloadFact)
        if fact.form == "backstage" and fact.kind.startswith("Component"):
            found = {text for key, text in fact.labels if key == "owner"}
            owners.setdefault(plain(fact.name), set()).update(found)
    for draft in drafts:
        named = owners.get(plain(draft.name), set())
        if len(named) == 1:
            draft.owner = next(iter(named))
