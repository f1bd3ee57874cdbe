"""What every kind draws from: a system, its services, numbers that no two plants share."""

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.services.planted.guests import GUESTS
from benchmarks.services.planted.idioms import LANGUAGES
from benchmarks.services.planted.language import Language
from benchmarks.services.planted.systems import Site, Store, System


class Choosing:
    """Seeded draws within one system."""

    def __init__(self, system: System, seed: int) -> None:
        self.system = system
        self.random = Random(f"{system.name} {seed}")
        guests = GUESTS if system.takes_guests else ()
        self.sites: tuple[Site, ...] = (*system.sites, *guests)
        self._number = 0

    def number(self) -> int:
        """One that nothing else has."""
        self._number += 1
        return self._number

    def coders(self, is_spring: bool = False) -> list[Site]:
        """Services whose code is in one of our languages."""
        found = [site for site in self.sites if site.language in LANGUAGES]
        return [site for site in found if site.is_spring] if is_spring else found

    def rounds(self, sites: Sequence[Site], count: int) -> Iterator[Site]:
        """Each site about as often as any other."""
        for at in range(count if sites else 0):
            if at % len(sites) == 0:
                order = self.random.sample(list(sites), len(sites))
            yield order[at % len(sites)]

    def other(self, site: Site) -> Site:
        """One to call."""
        return self.random.choice([each for each in self.sites if each.host != site.host])

    def store(self, engines: Sequence[str]) -> Store | None:
        """One of these engines."""
        found = [store for store in self.system.stores if store.engine in engines]
        return self.random.choice(found) if found else None


def language_of(site: Site) -> Language:
    """That of a service's code."""
    return LANGUAGES[site.language]
