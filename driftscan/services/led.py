"""Where all the variables that one service is given lead."""

from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import address_of
from driftscan.services.hosts import Hosts
from driftscan.services.readings import Surroundings


def led_to(service: int, surrounding: Surroundings, hosts: Hosts) -> dict[int, Evidence]:
    """Positions of the services whose address any variable holds, with the first that does."""
    found: dict[int, Evidence] = {}
    for given in (each for group in surrounding.env.values() for each in group):
        for reading in surrounding.readings(given.text, given.where.path):
            address = address_of(reading.text)
            for at in hosts.at(address, service)[0] if address else ():
                found.setdefault(at, given.where)
    return found
