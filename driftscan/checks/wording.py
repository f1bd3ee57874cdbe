"""How checks name things in sentences: plain, the same everywhere, and without blame."""

from collections.abc import Sequence

from driftscan.model.graph import Kind

_SHOWN_NAMES = 12
_VERBS = {
    Kind.IMPORT: "imports",
    Kind.TYPE_ONLY: "imports (for types only)",
    Kind.HTTP: "calls (http)",
    Kind.GRPC: "calls (grpc)",
    Kind.RPC: "calls (rpc)",
    Kind.PUBLISH: "publishes to",
    Kind.CONSUME: "consumes from",
    Kind.QUEUE: "connects to",
    Kind.READ: "reads from",
    Kind.WRITE: "writes to",
    Kind.DATA: "keeps data in",
    Kind.RUNS: "runs",
}


def verb(kind: Kind) -> str:
    """What the source does to the target."""
    return _VERBS[kind]


def counted(number: int, noun: str) -> str:
    """'1 module', '2 modules', '6,700 dependencies', '3 ways'."""
    if number == 1:
        return f"1 {noun}"
    takes_ies = noun.endswith("y") and noun[-2:-1] not in "aeou"
    return f"{number:,} {noun[:-1]}ies" if takes_ies else f"{number:,} {noun}s"


def listed(names: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def shown_path(path: bytes) -> str:
    """A path as text; bytes that are no UTF-8 are written as escapes."""
    return path.decode("utf-8", "backslashreplace")


def suggestion(name: str, known: Sequence[str]) -> str:
    """' (did you mean 'storage'?)' where a known name is close, else ''."""
    from difflib import get_close_matches

    nearest = get_close_matches(name, known, n=1)
    return f" (did you mean '{nearest[0]}'?)" if nearest else ""


def some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    if not names:
        return "no modules below it"
    shown = ", ".join(names[:_SHOWN_NAMES])
    more = len(names) - _SHOWN_NAMES
    return f"{shown} and {more} more" if more > 0 else shown


def no_module(component: str) -> str:
    """Why a rule says nothing of a component."""
    return (
        f"component '{component}' has no module that driftscan reads, so the rule says nothing of "
        "it"
    )
