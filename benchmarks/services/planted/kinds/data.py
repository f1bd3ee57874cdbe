"""Tables, collections and keys that two services share, by driver and by mapper."""

from collections.abc import Iterator

from benchmarks.services.planted.kinds.choosing import Choosing, language_of
from benchmarks.services.planted.language import Access, Language, file_of, filled, path_of
from benchmarks.services.planted.plants import Plant, Use, Variable
from benchmarks.services.planted.systems import Site, Store

_SETS = {"mongodb": "shared collection", "redis": "shared key"}
_SCHEMES = {"postgresql": "postgres", "mysql": "mysql", "mongodb": "mongodb", "redis": "redis"}
_MIGRATION = "CREATE TABLE {table} (\n  id BIGINT PRIMARY KEY,\n  name VARCHAR(40)\n);\n"


def shared_data(choosing: Choosing, count: int) -> Iterator[Plant]:
    """For each store two services at a time that use one data set in it."""
    for store in choosing.system.stores:
        able = [site for site in choosing.coders() if _forms(language_of(site), store)]
        for site in choosing.rounds(able if len(able) > 1 else [], count):
            other = choosing.random.choice([each for each in able if each is not site])
            yield _shared(choosing, store, site, other)


def mapped_data(choosing: Choosing, count: int) -> Iterator[Plant]:
    """Mappers and migrations of services that are connected with their store already."""
    for host, store, site in _connected(choosing):
        language = language_of(site)
        forms = sorted(name for name, form in language.data.items() if not form.engines)
        for at in range(count if forms else 0):
            number, name = choosing.number(), forms[at % len(forms)]
            file, uses = _one(choosing, store, site, name, number, f"planted_table_{number}")
            yield Plant(
                "table of a connected service", f"{site.language} {name}", (file,), uses=uses
            )
        number = choosing.number()
        table = f"planted_table_{number}"
        path = f"{site.folder}/src/main/resources/db/migration/V{number}__planted.sql"
        made = (Use(host, store.host, table, "w"),)
        yield Plant("migration", "flyway", ((path, _MIGRATION.format(table=table)),), uses=made)


_CONNECTED = {
    "robot-shop": (("ratings", "mysql"), ("shipping", "mysql")),
    "microservice-kafka": tuple((n, "postgres") for n in ("order", "shipping", "invoicing")),
}


def _connected(choosing: Choosing) -> Iterator[tuple[str, Store, Site]]:
    for host, store_host in _CONNECTED.get(choosing.system.name, ()):
        site = next(each for each in choosing.sites if each.host == host)
        store = next(each for each in choosing.system.stores if each.host == store_host)
        yield host, store, site


def _forms(language: Language, store: Store) -> list[str]:
    return sorted(name for name, form in language.data.items() if store.engine in form.engines)


def _shared(choosing: Choosing, store: Store, site: Site, other: Site) -> Plant:
    data_set = f"planted_set_{choosing.number()}"
    files: list[tuple[str, str]] = []
    uses: list[Use] = []
    variables: list[Variable] = []
    names: list[str] = []
    how = choosing.random.choice(("literal", "env"))
    for each in (site, other):
        name = choosing.random.choice(_forms(language_of(each), store))
        number = choosing.number()
        file, used = _one(choosing, store, each, name, number, data_set, how)
        files.append(file)
        uses += used
        names.append(f"{each.language} {name}")
        if how == "env":
            variables += _variables(store, each, number, file[1])
    return Plant(
        f"{_SETS.get(store.engine, 'shared table')}, {how} address",
        " + ".join(names),
        tuple(files),
        tuple(variables),
        uses=tuple(uses),
    )


def _one(
    choosing: Choosing,
    store: Store,
    site: Site,
    name: str,
    number: int,
    data_set: str,
    how: str = "literal",
) -> tuple[tuple[str, str], tuple[Use, ...]]:
    language = language_of(site)
    form = language.data[name]
    values = {"table": data_set, "class": f"Planted{number}Row", "engine": _SCHEMES[store.engine]}
    values |= _addresses(store, language, number, how)
    text = filled(form.whole, **values) if form.whole else _file(language, form, number, values)
    path = path_of(language, site.folder, number)
    return (path, text), (Use(site.host, store.host, data_set, form.modes),)


def _file(language: Language, form: Access, number: int, values: dict[str, str]) -> str:
    body = filled(form.body, **values)
    imports = form.imports
    if "os." in body and language.name in ("python", "go"):
        imports += "\n" + {"python": "import os", "go": '\t"os"'}[language.name]
    return file_of(language, number, imports, body)


def _addresses(store: Store, language: Language, number: int, how: str) -> dict[str, str]:
    """By hole an expression: the address as a literal, or read from the environment."""
    found = {}
    for hole, value in _texts(store).items():
        read = filled(language.env, name=f"PLANTED_{number}_{hole.upper()}")
        found[hole] = read if how == "env" else f'"{value}"'
    if language.name == "rust" and how == "env":
        found["dsn"] = f"&{found['dsn']}"
    return found


def _texts(store: Store) -> dict[str, str]:
    where = f"{store.host}:{store.port}"
    base = f"/{store.database}" if store.database else ""
    has_port = store.engine == "redis"
    return {
        "dsn": f"{_SCHEMES[store.engine]}://{where}{base}",
        "host": where if has_port else store.host,
        "server": store.host,
        "jdbc": f"jdbc:{store.engine}://{where}{base}",
        "pairs": f"Server={store.host};Database={store.database};Username=x;Password=y",
        "godsn": f"x:y@tcp({where}){base}",
    }


def _variables(store: Store, site: Site, number: int, text: str) -> list[Variable]:
    found = []
    for hole, value in _texts(store).items():
        name = f"PLANTED_{number}_{hole.upper()}"
        if name in text:
            found.append(Variable(site.host, name, value))
    return found
