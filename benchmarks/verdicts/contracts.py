"""Contracts over real packages, some kept, some broken, written once and said to both tools."""

from msgspec import Struct


class Contract(Struct, frozen=True):
    """One contract. kind: deny, layers, independent or acyclic.

    left: sources, layers from high to low, members, or the package whose siblings are meant.
    right: what is denied. through_others: chains count too. container: for layers.
    """

    kind: str
    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    through_others: bool = False
    container: str = ""

    @property
    def name(self) -> str:
        """A short name, unique among contracts."""
        how = " through others" if self.through_others else ""
        inside = f" in {self.container}" if self.container else ""
        to = f" -> {', '.join(self.right)}" if self.right else ""
        return f"{self.kind} {', '.join(self.left)}{to}{inside}{how}"


def _chains(kind: str, left: tuple[str, ...], container: str = "") -> Contract:
    """import-linter always looks for chains here."""
    return Contract(kind, left, through_others=True, container=container)


def _both_ways(kind: str, left: tuple[str, ...], right: tuple[str, ...] = ()) -> list[Contract]:
    return [Contract(kind, left, right), Contract(kind, left, right, through_others=True)]


DJANGO = (
    *_both_ways("deny", ("django.db",), ("django.contrib",)),
    *_both_ways("deny", ("django.utils",), ("django.db",)),
    *_both_ways("deny", ("django.core",), ("django.views",)),
    *_both_ways("deny", ("django.template",), ("django.contrib.admin",)),
    Contract("deny", ("django.dispatch",), ("django.apps",), through_others=True),
    Contract("deny", ("django.forms",), ("django.db",)),
    _chains("independent", ("django.contrib.admin", "django.contrib.gis", "django.contrib.sites")),
    _chains("independent", ("django.contrib.humanize", "django.contrib.flatpages")),
    _chains("layers", ("contrib", "views", "forms", "db", "utils"), container="django"),
    _chains("layers", ("query", "sql", "lookups"), container="django.db.models"),
    _chains(
        "layers", ("django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes")
    ),
    _chains("layers", ("django.contrib.gis", "django.contrib.sitemaps", "django.contrib.sites")),
    Contract("acyclic", ("django.db",)),
    Contract("acyclic", ("django.dispatch",)),
    Contract("acyclic", ("django",)),
)

_HA = "homeassistant"
_PARTS = f"{_HA}.components"

HOMEASSISTANT = (
    *_both_ways("deny", (f"{_HA}.helpers",), (f"{_PARTS}.mqtt",)),
    *_both_ways("deny", (f"{_HA}.util",), (f"{_HA}.helpers",)),
    *_both_ways("deny", (f"{_HA}.helpers",), (f"{_PARTS}.sensor",)),
    *_both_ways("deny", (f"{_PARTS}.light", f"{_PARTS}.switch"), (f"{_PARTS}.hue",)),
    _chains("independent", (f"{_PARTS}.hue", f"{_PARTS}.zha", f"{_PARTS}.mqtt")),
    _chains("independent", (f"{_PARTS}.sensor", f"{_PARTS}.recorder", f"{_PARTS}.energy")),
    _chains("layers", ("components", "auth", "helpers", "util"), container=_HA),
    _chains("layers", (f"{_PARTS}.zha", f"{_PARTS}.light", f"{_HA}.helpers")),
    _chains("layers", (f"{_PARTS}.hue", f"{_PARTS}.light", f"{_HA}.util")),
    Contract("acyclic", (f"{_HA}.helpers",)),
    Contract("acyclic", (f"{_HA}.util",)),
    Contract("acyclic", (f"{_PARTS}.zha",)),
)

CONTRACTS = {"django": DJANGO, "homeassistant": HOMEASSISTANT}
