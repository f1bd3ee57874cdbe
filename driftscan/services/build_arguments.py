"""One recipe that builds many programs is told which: an argument of the build names the folder."""

from collections.abc import Mapping

from driftscan.model.service_fact import WorkloadFact
from driftscan.services.facts import folder_of, resolved_folder
from driftscan.services.homes import Home
from driftscan.services.texts import literal


def told_home(path: bytes, fact: WorkloadFact, homes: Mapping[bytes, Home]) -> Home | None:
    """The one home below what a workload is built from whose folder an argument is, to the letter:
    `CMD_PATH: cmd/orders`; a word without a slash may be any name. path: of the manifest."""
    base = resolved_folder(folder_of(path), fact.build) if fact.build is not None else None
    if base is None:
        return None
    told = {literal(each.text).strip("./") for each in fact.env}
    folders = {resolved_folder(base, text) for text in told if "/" in text}
    found = [homes[each] for each in folders if each is not None and each != base and each in homes]
    return found[0] if len(found) == 1 else None
