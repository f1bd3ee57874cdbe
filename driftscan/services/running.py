"""Which home each workload runs: by what it is built from, and by names."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache

from msgspec import Struct

from driftscan.model.service_fact import WorkloadFact
from driftscan.services.base_images import base_image
from driftscan.services.build_arguments import told_home
from driftscan.services.deployed import Workload
from driftscan.services.facts import above, nearest_group
from driftscan.services.homes import Home, build_folder, home_at, mounted_folder
from driftscan.services.images import known_image, repository
from driftscan.services.mains import STARTED_FROM_SOURCE, names_folder
from driftscan.services.naming import core, endings, plain, words_of
from driftscan.services.texts import image_name

_SEVERAL = 2


class Link(Struct, frozen=True):
    """That a workload runs a home's code. why: in a few words; sure: whether a manifest says so."""

    home: Home
    why: str
    sure: bool


class Linking:
    """Homes by their names, and the links found so far."""

    def __init__(self, homes: Mapping[bytes, Home], there: Set[bytes]) -> None:
        """there: all folders of the tree."""
        self.found: dict[int, Link] = {}
        self._homes = homes
        self._there = there
        self._taken: dict[bytes, set[bytes]] = defaultdict(set)  # by manifest
        self._plain = _by_name(homes.values(), plain)
        self._core = _by_name(homes.values(), core)
        self._whole = _by_name(homes.values(), words_of)
        self._endings = _by_endings(homes.values())
        self._by_last_part: dict[str, list[bytes]] = defaultdict(list)  # once somebody asks
        self._inside = cache(self._homes_inside)

    def links(self, workloads: Sequence[Workload]) -> dict[int, Link]:
        """By position the home of each workload that has one: by what it is built from, by its
        image's name, by its own name, and last by what its name ends with."""
        for at, workload in enumerate(workloads):
            self.keep(at, workload, self.by_build(workload))
        self.keep_built_images(workloads)
        surely = (self.by_project, self.by_command, self.by_image, self.by_name)
        for rule in (*surely, self.by_core, self.by_ending):
            for at, workload in enumerate(workloads):
                if at not in self.found and (rule == self.by_name or not _is_product(workload)):
                    self.keep(at, workload, rule(workload))
        self.keep_only_image(workloads)
        return self.found

    def built_from(self, name: str, path: bytes, fact: WorkloadFact) -> bytes | None:
        """The folder of what one line of a manifest builds or starts, None if it is not told."""
        workload = Workload(name, ((path, fact),))
        link = self.by_build(workload) or self.by_project(workload)
        return link.home.folder if link else None

    def keep(self, at: int, workload: Workload, link: Link | None) -> None:
        """What a rule found; another workload of the same manifest runs something else, one of
        another manifest may be the same program under another name."""
        if link:
            self.found[at] = link
            for path, _ in workload.facts:
                self._taken[path].add(link.home.folder)

    def keep_built_images(self, workloads: Sequence[Workload]) -> None:
        """What a manifest builds and gives a name is what others of it run by that name, but for
        those that are called like a home: one image may hold several programs."""
        built: dict[tuple[bytes, str], Home] = {}
        for at, link in self.found.items():
            for path, fact in workloads[at].facts:
                if fact.build is not None and (image := image_name(fact.image)):
                    built.setdefault((path, image), link.home)
        for at, workload in enumerate(workloads):
            if at not in self.found:
                named = ((path, image_name(fact.image)) for path, fact in workload.facts)
                if home := next((built[each] for each in named if each in built), None):
                    link = Link(home, "its image is built there", sure=True)
                    self.keep(at, workload, self.by_name(workload) or link)

    def keep_only_image(self, workloads: Sequence[Workload]) -> None:
        """What is built at the top of the tree has no name there. Several workloads of one image
        that nobody else makes run it, if no other image is left over."""
        top = self._homes.get(b"")
        taken = any(link.home.folder == b"" for link in self.found.values())
        if top is None or not top.is_built or taken:
            return
        left = [
            (at, workload)
            for at, workload in enumerate(workloads)
            if at not in self.found and workload.image and not _is_product(workload)
        ]
        images = Counter(repository(workload.image) for _, workload in left)
        image = max(sorted(images), key=images.__getitem__, default="")
        if images[image] < _SEVERAL or sum(count >= _SEVERAL for count in images.values()) > 1:
            return
        for at, workload in left:
            if repository(workload.image) == image:
                self.keep(at, workload, Link(top, "several run this image, one is built", False))

    def by_build(self, workload: Workload) -> Link | None:
        """By the folder that a manifest has it work in or built from, or the one home in that
        called so."""
        for path, fact in workload.facts:
            mounted = mounted_folder(path, fact)
            if mounted is not None and mounted in self._homes:
                return Link(self._homes[mounted], "works in its folder", sure=True)
            if told := told_home(path, fact, self._homes):
                return Link(told, "an argument of its build names the folder", sure=True)
            folder = self._built_from(path, fact)
            if folder is None:
                continue
            home = self._homes.get(folder) or (home_at(folder, self._homes) if folder else None)
            meant = self._meant_by(home, workload) if home and home.is_recipe else None
            if meant:
                return Link(meant, "built from a recipe, of the same name", sure=True)
            if home is None or (not folder and home.folder):
                inside = self._inside(folder)
                called = self._core.get(core(workload.name), {})
                named = [each for each in called.values() if each.folder in inside]
                alone = next(iter(inside.values())) if len(inside) == 1 else home
                home = named[0] if len(named) == 1 else alone
            if home:
                return Link(home, "built from its folder", sure=True)
        return None

    def _built_from(self, path: bytes, fact: WorkloadFact) -> bytes | None:
        """A folder that is not in the tree is one of whoever copies the manifest elsewhere, and
        tells nothing of the home around it; nor does a build that names none."""
        folder = build_folder(path, fact)
        is_told = folder in (self._there if fact.build else self._homes)
        return folder if is_told else None

    def _meant_by(self, recipe: Home, workload: Workload) -> Home | None:
        """A folder of recipes is no program where another one is called like the workload, but for
        what is built on a product: a `database` on Postgres is not the package of that name."""
        if known_image(base_image(recipe, workload)):
            return None
        homes = self._plain.get(plain(workload.name), {}).values()
        found = [home for home in homes if not home.is_recipe]
        return found[0] if len(found) == 1 else None

    def by_project(self, workload: Workload) -> Link | None:
        """An Aspire host names the project: `Catalog_API` is that in Catalog.API/; of several the
        one that is nearest to the host."""
        path, fact = workload.facts[0]
        wanted = plain(fact.kind.removeprefix("project ")) if fact.form == "aspire" else ""
        found = list(self._plain.get(wanted, {}).values())
        at = nearest_group(path, [[home.folder] for home in found])
        return None if at is None else Link(found[at], "the project is called so", sure=True)

    def by_command(self, workload: Workload) -> Link | None:
        """A program that no image holds is started in its folder, or by it: `go run ./cmd/cart`."""
        facts = [fact for _, fact in workload.facts if fact.form in STARTED_FROM_SOURCE]
        if workload.image or not facts:
            return None
        found = {at: home for at, home in self._homes.items() if names_folder(facts, at)}
        if not found:
            return None
        return Link(found[max(found, key=len)], "its command names the folder", sure=True)

    def by_image(self, workload: Workload) -> Link | None:
        """By its image; of several homes of that name by the only one that has a Dockerfile, or by
        the folder of that name: a server of settings holds those of others, names included."""
        name = plain(_last_part(workload))
        called = self._plain.get(name, {}).values()
        found = [home for home in called if not self._is_of_another(workload, home)]
        if len(found) > 1:
            found = [home for home in found if home.is_built]
        if len(found) > 1:
            found = [home for home in found if _is_called(home.folder, name)]
        return Link(found[0], "the image is called so", sure=True) if len(found) == 1 else None

    def by_name(self, workload: Workload) -> Link | None:
        """By its name; a product only runs what is built on a product."""
        homes: Iterable[Home] = self._plain.get(plain(workload.name), {}).values()
        if _is_product(workload):
            homes = [home for home in homes if known_image(home.image)]
        return self._only_free(workload, homes, "of the same name", sure=True)

    def by_core(self, workload: Workload) -> Link | None:
        """By its name without what any service is called."""
        homes = self._core.get(core(workload.name), {}).values()
        return self._only_free(workload, homes, "of nearly the same name")

    def by_ending(self, workload: Workload) -> Link | None:
        """By a name that is another one with something in front."""
        found: dict[bytes, Home] = {}
        for name in (workload.name, _last_part(workload)):
            words = words_of(name)
            found |= self._endings.get(words, {})
            for ending in endings(words):
                found |= self._whole.get(ending, {})
        return self._only_free(workload, found.values(), "its name ends so")

    def _only_free(
        self, workload: Workload, homes: Iterable[Home], why: str, sure: bool = False
    ) -> Link | None:
        free: list[Home] = []
        for home in homes:
            taken = any(home.folder in self._taken.get(path, ()) for path, _ in workload.facts)
            if not taken and not self._is_of_another(workload, home):
                free.append(home)
            if len(free) > 1:
                return None
        return Link(free[0], why, sure) if free else None

    def _is_of_another(self, workload: Workload, home: Home) -> bool:
        """Whether a home lies in another project of the tree than all manifests of a workload, in
        whose own project a folder is called so: each chapter of a book has its `orders`."""
        own = {_top(path) for path, _ in workload.facts} - {b""}
        if not _top(home.folder) or not own or _top(home.folder) in own:
            return False
        called = {_top(folder) for folder in self._folders_called(plain(workload.name))}
        return own <= called

    def _folders_called(self, name: str) -> list[bytes]:
        if not self._by_last_part:
            for folder in self._there:
                last = plain(folder.rpartition(b"/")[2].decode("utf-8", "replace"))
                self._by_last_part[last].append(folder)
        return self._by_last_part.get(name, [])

    def _homes_inside(self, folder: bytes) -> dict[bytes, Home]:
        return {each: home for each, home in self._homes.items() if folder in above(each)}


def _is_called(folder: bytes, name: str) -> bool:
    return plain(folder.rpartition(b"/")[2].decode("utf-8", "replace")) == name


def _top(path: bytes) -> bytes:
    """The folder at the top of the tree that a path lies in, '' if it lies there itself."""
    first, is_inside, _ = path.partition(b"/")
    return first if is_inside else b""


def _by_name(
    homes: Iterable[Home], form: Callable[[str], object]
) -> dict[object, dict[bytes, Home]]:
    """Homes by folder, by a form of each of their names."""
    found: dict[object, dict[bytes, Home]] = defaultdict(dict)
    for home in homes:
        for name, _ in home.names:
            if key := form(name):
                found[key][home.folder] = home
    return found


def _by_endings(homes: Iterable[Home]) -> dict[tuple[str, ...], dict[bytes, Home]]:
    """By all that the words of a name end with, but for the name itself."""
    found: dict[tuple[str, ...], dict[bytes, Home]] = defaultdict(dict)
    for home in homes:
        for name, _ in home.names:
            for ending in endings(words_of(name)):
                found[ending][home.folder] = home
    return found


def _last_part(workload: Workload) -> str:
    return repository(workload.image).rpartition("/")[2]


def _is_product(workload: Workload) -> bool:
    """Whether it runs somebody else's image, which no home here is."""
    image = workload.image
    return bool(image) and known_image(image) is not None
