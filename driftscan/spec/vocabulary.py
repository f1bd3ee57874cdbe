"""The fixed words of the syntax: kinds of component, kinds of dependency, reserved names."""

from types import MappingProxyType

KIND_BY_PLURAL = MappingProxyType(
    {
        "services": "service",
        "libraries": "library",
        "modules": "module",
        "frontends": "frontend",
        "jobs": "job",
    }
)
KINDS = tuple(KIND_BY_PLURAL.values())
SEVERITIES = ("error", "warning")
REEXPORTS = "reexports"  # of through_others: names that are only passed on

# What a rule `every` may ask of each rule, component and exception.
RULE_WORDS = ("owner", "reason", "adr", "until")
COMPONENT_WORDS = ("owner",)
EXCEPTION_WORDS = ("until",)

# Words that mean something else wherever a component may be named.
RESERVED = frozenset({*KIND_BY_PLURAL, "components", "external", "any"})

# Kinds of dependency as rules store them, in the order they are stored.
DEPENDENCY_KINDS = (
    "import",
    "type-only import",
    "http",
    "grpc",
    "rpc",
    "publish",
    "consume",
    "queue",
    "data",
    "read",
    "write",
    "deploy-time",
)
# Words of `via` that stand for other than themselves; no kinds at all means any kind of import.
_VIA_MEANINGS = MappingProxyType(
    {
        "any": (),
        "import": ("import", "type-only import"),
        "runtime import": ("import",),
        "call": ("http", "grpc", "rpc"),
        "queue": ("publish", "consume", "queue"),
        "data": ("data", "read", "write"),
    }
)
CALL_WORDS = ("http", "grpc", "rpc", "call")
_DATA = ("publish", "consume", "queue", "data", "read", "write")
SERVICE_WORDS = (*CALL_WORDS, *_DATA)
VIA_WORDS = ("any", "import", "runtime import", "type-only import", *SERVICE_WORDS, "deploy-time")


def dependency_kinds(words: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds that the words of a `via` stand for; () is any kind."""
    if "any" in words:
        return ()
    meant = {kind for word in words for kind in _VIA_MEANINGS.get(word, (word,))}
    return tuple(kind for kind in DEPENDENCY_KINDS if kind in meant)
