"""What code leads to by its imports, beyond the folder that it lies in."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from driftscan.model.service_graph import Evidence
from driftscan.services.facts import Import


def reached(
    files: Iterable[bytes],
    imports: Mapping[bytes, Sequence[Import]],
    is_shared: Callable[[bytes], bool],
) -> dict[bytes, Evidence]:
    """Files that these import, directly or by way of others, each with the line of the first of
    these that leads there. Only what is shared is gone through: what lies in another program's
    folder is that one's."""
    found: dict[bytes, Evidence] = {}
    ahead: list[tuple[bytes, Evidence | None]] = [(path, None) for path in sorted(files)]
    while ahead:
        new: list[tuple[bytes, Evidence | None]] = []
        for path, line in ahead:
            for each in imports.get(path, ()):
                if each.path not in found and is_shared(each.path):
                    first = line or Evidence(path, each.line, "imports it")
                    found[each.path] = first
                    new.append((each.path, first))
        ahead = new
    return found
