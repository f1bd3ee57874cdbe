"""No store of points at all: what is made is shown, and kept nowhere."""

from collections.abc import Iterable

from driftscan.model.trend import Known, Observed


class NoStore:
    """Stands where a HistoryStore may stand."""

    trouble = ""

    def load(self, key: str) -> tuple[dict[str, Observed], dict[str, Known]]:
        """Nothing was kept."""
        return {}, {}

    def require_room(self) -> None:
        """Nothing is going to be kept, so there is room."""

    def keep(self, key: str, point: Observed, known: Iterable[Known]) -> None:
        """And nothing will be."""
