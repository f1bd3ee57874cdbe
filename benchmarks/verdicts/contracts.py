"""Contracts over real packages, some kept, some broken, written once and said to both tools."""

from msgspec import Struct
from msgspec.structs import replace


class Contract(Struct, frozen=True):
    """One contract. kind: deny, layers, independent, acyclic or protect.

    left: sources, layers from high to low, members, the package whose siblings are meant, or what
    is protected. right: what is denied, or who may use what is protected. through_others: chains
    count too. containers, exhaustive, besides: for layers; a layer in brackets may be missing.
    """

    kind: str
    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    through_others: bool = False
    containers: tuple[str, ...] = ()
    exhaustive: bool = False
    besides: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A short name, unique among contracts."""
        how = " through others" if self.through_others else ""
        inside = f" in {', '.join(self.containers)}" if self.containers else ""
        to = f" -> {', '.join(self.right)}" if self.right else ""
        all_ = " exhaustive" if self.exhaustive else ""
        return f"{self.kind} {', '.join(self.left)}{to}{inside}{how}{all_}"


def _chains(kind: str, left: tuple[str, ...], *containers: str) -> Contract:
    """import-linter always looks for chains here."""
    return Contract(kind, left, through_others=True, containers=containers)


def _exhaustive(left: tuple[str, ...], container: str, besides: tuple[str, ...]) -> Contract:
    return replace(_chains("layers", left, container), exhaustive=True, besides=besides)


def _both_ways(kind: str, left: tuple[str, ...], right: tuple[str, ...] = ()) -> list[Contract]:
    return [Contract(kind, left, right), Contract(kind, left, right, through_others=True)]


_APPS = tuple(f"django.contrib.{app}" for app in ("auth", "flatpages", "redirects", "sites"))

DJANGO = (
    *_both_ways("deny", ("django.db",), ("django.contrib",)),
    *_both_ways("deny", ("django.utils",), ("django.db",)),
    *_both_ways("deny", ("django.core",), ("django.views",)),
    *_both_ways("deny", ("django.template",), ("django.contrib.admin",)),
    Contract("deny", ("django.dispatch",), ("django.apps",), through_others=True),
    Contract("deny", ("django.forms",), ("django.db",)),
    _chains("independent", ("django.contrib.admin", "django.contrib.gis", "django.contrib.sites")),
    _chains("independent", ("django.contrib.humanize", "django.contrib.flatpages")),
    _chains("layers", ("contrib", "views", "forms", "db", "utils"), "django"),
    _chains("layers", ("query", "sql", "lookups"), "django.db.models"),
    _chains(
        "layers", ("django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes")
    ),
    _chains("layers", ("django.contrib.gis", "django.contrib.sitemaps", "django.contrib.sites")),
    _chains("layers", ("admin", "(views)", "(backends)", "models", "(managers)"), *_APPS),
    _chains("layers", ("models", "(managers)", "admin", "(views)"), *_APPS),
    _exhaustive(
        ("models", "(nothing)", "backends", "migrations", "transaction"), "django.db", ("utils",)
    ),
    _exhaustive(("query", "sql", "lookups"), "django.db.models", ("functions",)),
    _exhaustive(("dispatcher", "(license)"), "django.dispatch", ()),
    Contract("protect", ("django.db.backends",), ("django.db", "django.contrib.gis")),
    Contract("protect", ("django.contrib.admin", "django.contrib.auth"), ("django.contrib",)),
    Contract("protect", ("django.contrib.syndication",)),
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
    _chains("layers", ("components", "auth", "helpers", "util"), _HA),
    _chains("layers", (f"{_PARTS}.zha", f"{_PARTS}.light", f"{_HA}.helpers")),
    _chains("layers", (f"{_PARTS}.hue", f"{_PARTS}.light", f"{_HA}.util")),
    Contract("acyclic", (f"{_HA}.helpers",)),
    Contract("acyclic", (f"{_HA}.util",)),
    Contract("acyclic", (f"{_PARTS}.zha",)),
)

CONTRACTS = {"django": DJANGO, "homeassistant": HOMEASSISTANT}
