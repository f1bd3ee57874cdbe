"""What each service's texts are read with: its environment, its settings, its code."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from driftscan.model.service_fact import ValueFact
from driftscan.model.service_graph import Evidence
from driftscan.services.deployed import Workload
from driftscan.services.dotenvs import in_its_place
from driftscan.services.drafts import Draft
from driftscan.services.facts import TreeFacts, folder_of, is_below, resolved_folder
from driftscan.services.homes import Home, home_at
from driftscan.services.names import Names
from driftscan.services.naming import plain
from driftscan.services.readings import Given, Surroundings
from driftscan.services.roles import setting_of

_PROFILE_SEPARATORS = ("-", ".")


def surroundings_of(drafts: Sequence[Draft], tree: TreeFacts) -> list[Surroundings]:
    """In the order of the drafts."""
    homes = {draft.home.folder: draft.home for draft in drafts if draft.home}
    values = [(path, value) for path, value in tree.each("values") if isinstance(value, ValueFact)]
    by_home: dict[bytes | None, list[tuple[bytes, ValueFact]]] = defaultdict(list)
    for path, value in values:
        by_home[_home_folder(path, homes)].append((path, value))
    served = _settings_served(drafts, values)
    shared = Names(by_home[None])
    files = _GivenByFiles(values)
    found = []
    for at, draft in enumerate(drafts):
        own = by_home[draft.home.folder] if draft.home else []
        env = _environment(draft.workload, files)
        for path, value in own:
            if value.kind == "env":
                env[value.name].append(_given(path, value))
        settings: dict[str, list[Given]] = defaultdict(list)
        for path, value in [*own, *served[at]]:
            if value.kind == "setting":
                settings[plain(value.name)].append(_given(path, value))
        for name, given in env.items():
            settings[plain(name)] += given  # SPRING_DATASOURCE_URL is spring.datasource.url
        found.append(Surroundings(env, settings, Names(own), shared))
    return found


def settings_of(
    drafts: Sequence[Draft], tree: TreeFacts, surroundings: Sequence[Surroundings]
) -> list[list[tuple[bytes, ValueFact]]]:
    """Of each draft the entries of its configuration, those that a config server keeps for it and
    those that its environment gives included."""
    homes = {draft.home.folder: draft.home for draft in drafts if draft.home}
    values = [
        (path, value)
        for path, value in tree.each("values")
        if isinstance(value, ValueFact) and value.kind == "setting"
    ]
    served = _settings_served(drafts, values)
    theirs = {each for group in served for each in group}
    found: list[list[tuple[bytes, ValueFact]]] = [list(group) for group in served]
    running: dict[bytes | None, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        if draft.home:
            running[draft.home.folder].append(at)
    for path, value in values:
        if (path, value) not in theirs:
            for at in running.get(_home_folder(path, homes), ()):
                found[at].append((path, value))
    for at, surrounding in enumerate(surroundings):
        found[at] += _settings_given(surrounding, drafts[at])
    return [sorted(group) for group in found]


def _settings_given(surrounding: Surroundings, draft: Draft) -> Iterable[tuple[bytes, ValueFact]]:
    """SPRING_DATASOURCE_URL is spring.datasource.url. What only compose reads, to fill in its own
    file, never gets into the container."""
    for name, given in surrounding.env.items():
        if key := setting_of(name):
            for each in given:
                if _gets(draft, name, each.where.path):
                    yield each.where.path, ValueFact("setting", key, each.text, each.where.line)


def _gets(draft: Draft, name: str, path: bytes) -> bool:
    """Whether a workload is given a variable that stands in a file; of a .env beside compose it
    gets what its manifest passes on, or all if that names a file of variables."""
    if draft.workload is None or b".env" not in path.rpartition(b"/")[2]:
        return True
    if draft.home and is_below(path, draft.home.folder):
        return True
    facts = [fact for _, fact in draft.workload.facts]
    if any(need.how == "env-file" for fact in facts for need in fact.needs):
        return True
    return any(variable.name == name for fact in facts for variable in fact.env)


def _home_folder(path: bytes, homes: Mapping[bytes, Home]) -> bytes | None:
    home = home_at(path, homes)
    return home.folder if home else None


def _settings_served(
    drafts: Sequence[Draft], values: Iterable[tuple[bytes, ValueFact]]
) -> list[list[tuple[bytes, ValueFact]]]:
    """Configuration that lies elsewhere in a file called like the service, as config servers have
    it: config/cart-service.yml, config/cart-service-docker.yml, cart-service/application.yml."""
    names: dict[str, set[int]] = defaultdict(set)
    for at, draft in enumerate(drafts):
        for name in {draft.name, *draft.hosts} if draft.home else ():
            names[plain(name)].add(at)
    found: list[list[tuple[bytes, ValueFact]]] = [[] for _ in drafts]
    owners: dict[bytes, int | None] = {}
    for path, value in values:
        if value.kind != "setting":
            continue
        if path not in owners:
            owners[path] = _owner(path, names, drafts)
        owner = owners[path]
        if owner is not None:
            found[owner].append((path, value))
    return found


def _owner(path: bytes, names: Mapping[str, set[int]], drafts: Sequence[Draft]) -> int | None:
    stem = path.rpartition(b"/")[2].rpartition(b".")[0].decode("utf-8", "replace")
    folder = folder_of(path).rpartition(b"/")[2].decode("utf-8", "replace")
    for name in (*_without_profiles(stem), folder if stem.startswith("application") else ""):
        found = names.get(plain(name), set()) if name else set()
        if len(found) == 1:
            (at,) = found
            home = drafts[at].home
            return at if home and not is_below(path, home.folder) else None
    return None


def _without_profiles(stem: str) -> Iterable[str]:
    """'cart-service-docker', 'cart-service', 'cart'."""
    yield stem
    while any(separator in stem for separator in _PROFILE_SEPARATORS):
        stem = stem[: max(stem.rfind(separator) for separator in _PROFILE_SEPARATORS)]
        yield stem


def _given(path: bytes, value: ValueFact) -> Given:
    return Given(value.text, Evidence(path, value.line, value.name))


class _GivenByFiles:
    """What ConfigMaps and .env files hold. configmaps: by name and key, in the order of the files.
    env: by path."""

    def __init__(self, values: Iterable[tuple[bytes, ValueFact]]) -> None:
        self.configmaps: dict[str, dict[str, list[Given]]] = defaultdict(lambda: defaultdict(list))
        self.env: dict[bytes, list[tuple[str, Given]]] = defaultdict(list)
        for path, value in values:
            if value.kind == "configmap":
                self.configmaps[value.scope][value.name].append(_given(path, value))
            elif value.kind == "env":
                self.env[path].append((value.name, _given(path, value)))


def _environment(workload: Workload | None, files: _GivenByFiles) -> dict[str, list[Given]]:
    """Variables that manifests give a workload, what compose puts into these included."""
    env: dict[str, list[Given]] = defaultdict(list)
    for path, fact in workload.facts if workload else ():
        for variable in fact.env:
            where = Evidence(path, variable.line, variable.name)
            pieces = variable.text
            if len(pieces) == 1 and pieces[0].kind == "configmap":
                name, _, key = pieces[0].value.partition("/")
                env[variable.name] += files.configmaps.get(name, {}).get(key, ())
            elif pieces:
                env[variable.name].append(Given(pieces, where))
        for need in fact.needs:
            if need.how == "env-from":
                for key, given in files.configmaps.get(need.name, {}).items():
                    env[key] += given
        beside = _beside(path, [n.name for n in fact.needs if n.how == "env-file"])
        there = {in_its_place(file, files.env) for file in beside} - {None}
        for name, one in (each for file in sorted(filter(None, there)) for each in files.env[file]):
            if all(_passes_on(name, each) for each in env.get(name, ())):
                env[name].append(one)
    return env


def _passes_on(name: str, given: Given) -> bool:
    """`CART_URL: ${CART_URL}`"""
    return any(piece.kind == "env" and piece.value == name for piece in given.text)


def _beside(path: bytes, files: Sequence[str]) -> set[bytes]:
    """The .env beside a compose file, and the files that it names."""
    folder = folder_of(path)
    found = {folder + b"/.env" if folder else b".env"}
    for name in files:
        base, _, last = name.rpartition("/")
        inside = resolved_folder(folder, base)
        if inside is not None:
            encoded = last.encode("utf-8", "surrogateescape")
            found.add(inside + b"/" + encoded if inside else encoded)
    return found
