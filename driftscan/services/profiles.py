"""Profiles of Spring: which settings are for one, and which may be active.

https://docs.spring.io/spring-boot/reference/features/profiles.html: what the document or the file
of a profile says takes the place of the same key elsewhere, once the profile is active.
"""

import re

from driftscan.model.service_fact import ValueFact
from driftscan.services.addresses import HOLE
from driftscan.services.naming import plain
from driftscan.services.readings import Surroundings

_FILE = re.compile(rb"(?:^|/)(?:application|bootstrap)-([\w.-]+?)\.(?:ya?ml|properties)$")
_CHOOSING = tuple(map(plain, ("spring.profiles.active", "spring.profiles.include")))
_ALL_BUT = "!"


def profile_of(path: bytes, value: ValueFact) -> str:
    """The profile without which a setting does not count; '' if it counts by default."""
    if value.scope and not value.scope.startswith(_ALL_BUT):
        return value.scope
    named = _FILE.search(path)
    return named[1].decode("utf-8", "replace") if named else ""


def may_be_active(profile: str, surrounding: Surroundings) -> bool:
    """Whether anything in sight switches a profile on, or switches on one that is not known."""
    for key in _CHOOSING:
        for given in surrounding.settings.get(key, ()):
            for reading in surrounding.readings(given.text, given.where.path):
                if HOLE in reading.text or profile in re.split(r"[\s,]+", reading.text):
                    return True
    return False
