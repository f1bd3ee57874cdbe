"""Libraries: code of the system that nothing deploys and that services are made of."""

from collections import defaultdict
from collections.abc import Sequence

from driftscan.model.service_graph import Evidence, Library
from driftscan.services.drafts import Draft
from driftscan.services.facts import folder_of
from driftscan.services.homes import home_at
from driftscan.services.packages import Packages


class Libraries:
    """Which services are made of which packages, directly or by way of another package."""

    def __init__(self, packages: Packages, drafts: Sequence[Draft]) -> None:
        self._packages = packages
        self._homes = {draft.home.folder: draft.home for draft in drafts if draft.home}
        self._running: dict[bytes, list[int]] = defaultdict(list)
        for at, draft in enumerate(drafts):
            if draft.home:
                self._running[draft.home.folder].append(at)
        self._users = self._by_package()

    def users_of(self, path: bytes) -> tuple[int, ...]:
        """Positions of the services that are built with the package that a file belongs to; () for
        a file of a service's own."""
        package = self._packages.around(folder_of(path))
        return () if package is None else tuple(sorted(self._users.get(package, ())))

    def listed(self) -> list[Library]:
        """By folder; users are positions of drafts. A library that only another library asks for
        has the users of that."""
        found: dict[bytes, dict[int, Evidence]] = defaultdict(dict)
        for folder, positions in sorted(self._running.items()):
            for library, line in self._packages.made_of(folder).items():
                for at in positions if library not in self._running else ():
                    found[library].setdefault(at, line)
        return [
            Library(
                name=self._packages.names.get(folder, "") or _shown(folder),
                folder=folder,
                users=tuple(sorted(users)),
                evidence=tuple(sorted(set(users.values()))),
            )
            for folder, users in sorted(found.items())
        ]

    def _by_package(self) -> dict[bytes, set[int]]:
        """By folder of a package those who are built with it, for whom it is not their own."""
        owned: dict[bytes, set[bytes]] = defaultdict(set)  # by home
        for folder in self._packages.folders:
            if home := home_at(folder, self._homes):
                owned[home.folder].add(folder)
        found: dict[bytes, set[int]] = defaultdict(set)
        for home_folder, positions in self._running.items():
            own = owned[home_folder]
            start = own or self._around(home_folder)
            for folder in start | {each for one in start for each in self._packages.made_of(one)}:
                if folder not in self._homes and folder not in own:
                    found[folder].update(positions)
        return found

    def _around(self, folder: bytes) -> set[bytes]:
        """One program of several in a package is built with the rest of it."""
        package = self._packages.around(folder)
        return set() if package is None else {package}


def _shown(folder: bytes) -> str:
    return folder.rpartition(b"/")[2].decode("utf-8", "backslashreplace")
