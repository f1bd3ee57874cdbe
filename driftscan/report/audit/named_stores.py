"""Kinds of data stores that a system may use, though none of them is seen: what code opens, what
settings name, and of what there are drivers."""

from collections.abc import Iterable, Iterator, Sequence, Set

from driftscan.model.service_graph import Driver, Evidence, Service
from driftscan.notation import words
from driftscan.report.audit.set_aside import is_for_developers
from driftscan.report.audit.starting import line_text
from driftscan.report.audit.store_titles import BY_ENGINE, BY_IMAGE
from driftscan.report.escape import name_text

_PLACED = 8  # of more kinds the others are named without a line
# They keep what they read and print elsewhere than the system keeps its data.
_WATCHING = frozenset(["grafana", "logstash", "fluentd"])
# Servers that are started in the place of Amazon's; a client of the latter may well speak with it.
_STAND_INS = frozenset(["MinIO", "RustFS", "SeaweedFS", "Garage"])


def may_be_used(drivers: Sequence[Driver], seen: Sequence[Service]) -> Iterator[str]:
    """`code can open SQLite (db.py:3)`, `settings name ...`, `drivers are there for ...`: each kind
    once, by what says most, and none of those that are seen. One driver serves a store and its
    branches; where there are two, one of them is for another store."""
    titles = {title_of(each) for each in seen}
    engines = {each.engine for each in seen if title_of(each) not in _STAND_INS}
    without = {_family(engine) for engine in engines - {each.engine for each in drivers}}
    left = [
        each
        for each in (for_the_system(_without_own(driver, titles)) for driver in drivers)
        if each.engine not in engines
        and _family(each.engine) not in without
        and _titled(each.engine) not in titles
        and (each.opened or each.named or each.evidence)
    ]
    opened = [(each.engine, each.opened) for each in left if each.opened]
    aside = [each for each in opened if is_for_developers(each[1][0].path)]
    named = [(each.engine, each.named) for each in left if each.named and not each.opened]
    asked = [(e.engine, e.evidence) for e in left if not e.opened and not e.named]
    for said, kinds in (
        ("code can open", [each for each in opened if each not in aside]),
        ("only code of samples, tools or tests can open", aside),
        ("settings or code name", named),
        ("there are drivers of", asked),
    ):
        if kinds:
            yield f"{said} {words.listed(_placed(kinds))}"


def for_the_system(driver: Driver) -> Driver:
    """Without what only files for developers and tools say, where others speak of it as well, and
    without what settings say of those who watch a system."""
    named = tuple(each for each in driver.named if each.what not in _WATCHING)
    said = (driver.evidence, driver.opened, named)
    own = [tuple(e for e in lines if not is_for_developers(e.path)) for lines in said]
    evidence, opened, named = own if any(own) else said
    return Driver(driver.engine, evidence, opened, named)


def speaks_of_it(driver: Driver) -> bool:
    """Whether anything of the system does."""
    own = for_the_system(driver)
    return bool(own.opened or own.named or own.evidence)


def _without_own(driver: Driver, titles: Set[str]) -> Driver:
    """Without what is a client of just the store that is seen, as `io.minio:minio` is of MinIO."""
    own = tuple(title.lower() for title in titles & _STAND_INS)
    if driver.engine != "s3" or not own:
        return driver

    def others(lines: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(each for each in lines if not any(name in each.what.lower() for name in own))

    return Driver(
        driver.engine, others(driver.evidence), others(driver.opened), others(driver.named)
    )


def title_of(service: Service) -> str:
    """What a store is called, as its makers write it."""
    # A cache of PostgreSQL's image that is called redis is still what it runs.
    alike = BY_IMAGE.get(service.engine, {})
    names = (*service.aliases, service.image, service.name)
    images = (word for name in names for word in _words(name) if word in alike)
    if image := next(images, ""):
        return alike[image]
    return _titled(service.engine) if service.engine else name_text(service.name)


def _placed(kinds: Iterable[tuple[str, Sequence[Evidence]]]) -> Iterator[str]:
    """`H2 (api/pom.xml:105, ...)` where more lines say the same."""
    for at, (engine, places) in enumerate(kinds):
        more = ", ..." if len(places) > 1 else ""
        place = f" ({line_text(places[0])}{more})"
        yield f"{_titled(engine)}{place if at < _PLACED else ''}"


def _words(image: str) -> Iterator[str]:
    """What an image may be called after: all of its name, `valkey` of valkey-bundle and of
    shop-valkey."""
    name = image.rpartition("/")[2].rstrip("0123456789")
    yield from (name, name.partition("-")[0], name.rpartition("-")[2])


def _titled(engine: str) -> str:
    return BY_ENGINE.get(engine) or name_text(engine)


def _family(engine: str) -> str:
    """An engine, or the one that it is a branch of: one driver serves both."""
    return "mysql" if engine == "mariadb" else engine
