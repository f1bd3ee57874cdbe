"""What single files say of services, before it is linked; for whoever works on an extractor.

`python -m benchmarks.services.facts PATH [EXTRACTOR...]` prints every fact of a tree, a line each.
"""

import sys
from collections.abc import Iterator

from driftscan.model.service_fact import Piece, ServiceFacts
from driftscan.sources.opening import open_source
from driftscan.stages.caches import open_caches
from driftscan.stages.service_facts import service_files


def lines_of(facts: ServiceFacts) -> Iterator[str]:
    """The facts of a file, a line each."""
    for field in facts.__struct_fields__:
        for fact in getattr(facts, field):
            parts = (f"{name}={_shown(getattr(fact, name))}" for name in fact.__struct_fields__)
            yield f"{field}: {' '.join(part for part in parts if not part.endswith('='))}"


def _shown(value: object) -> str:
    if isinstance(value, Piece):
        default = f"|{_shown(value.default)}" if value.default else ""
        return value.value if value.kind == "text" else f"<{value.kind} {value.value}{default}>"
    if isinstance(value, tuple):
        if all(isinstance(each, Piece) for each in value):
            return "".join(map(_shown, value))
        return "[" + ", ".join(map(_shown, value)) + "]"
    if hasattr(value, "__struct_fields__"):
        return "(" + " ".join(_shown(getattr(value, n)) for n in value.__struct_fields__) + ")"
    return "" if value is None else str(value)


def main(arguments: list[str]) -> int:
    """Print all facts of a tree."""
    path, wanted = arguments[0], set(arguments[1:])
    source, caches = open_source(path), open_caches(path, wanted=False)
    found = service_files(source, caches, workers=0, is_test=lambda _: False)
    for file in found.files:
        if not wanted or file.extractor in wanted:
            print(f"{file.path.decode('utf-8', 'replace')} ({file.extractor})")
            print("\n".join(f"    {line}" for line in lines_of(file.facts)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
