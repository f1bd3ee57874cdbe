"""Databases that manifests tell a service by name: which one of a server, where code only tells
that it uses the server, or names another one."""

from collections.abc import Iterator, Sequence

from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import HOLE, Address, address_of
from driftscan.services.handed import is_dotenv
from driftscan.services.hosts import Hosts
from driftscan.services.joining import Joining
from driftscan.services.readings import Surroundings


def join_given_databases(
    hosts: Hosts, surroundings: Sequence[Surroundings], joining: Joining
) -> None:
    """A use without a data set for each variable whose address names a database of a store that the
    service is known to use."""
    for at, surrounding in enumerate(surroundings):
        drafts = joining.drafts
        stores = {to for to in joining.targets(at, ["data"]) if drafts[to].kind == "datastore"}
        if not stores or drafts[at].engine:
            continue
        for where, address in _databases(surrounding):
            for store in sorted(stores.intersection(hosts.at(address, at)[0])):
                if not joining.names_database(at, store, address.database):
                    joining.use_database(at, store, where, address.database)


def _databases(surrounding: Surroundings) -> Iterator[tuple[Evidence, Address]]:
    for given in (each for group in surrounding.env.values() for each in group):
        if is_dotenv(given):
            continue
        for reading in surrounding.readings(given.text, given.where.path):
            address = address_of(reading.text)
            if address and address.host and _is_name(address.database):
                yield given.where, address


def _is_name(database: str) -> bool:
    """Redis has its databases by number, which is nobody's name."""
    return bool(database) and not database.isdigit() and HOLE not in database
