"""Where the services of a compose file stand, in all its versions."""

from collections.abc import Iterator

from driftscan.notation.node import Node

# Keys at the top of a file that other tools write, who have `services` too.
_FOREIGN = frozenset(
    """
    apiVersion kind jobs stages steps pipeline pipelines provider functions parameters language
    script infra metadata databases envVarGroups
    """.split()
)
_MADE_OF = ("image", "build", "extends")


def services(document: Node) -> Iterator[tuple[str, Node]]:
    """Names and tables; the first version of compose has them at the top of the file."""
    if document.get("services").is_table:
        for name, service in document.get("services").entries():
            if service.is_table or not service:
                yield (name, service)
    elif "services" not in dict(document.entries()):
        for name, service in document.entries():
            if _is_made(service) and not name.startswith("x-"):
                yield (name, service)


def is_plainly_compose(document: Node) -> bool:
    """Whether a file of any name can be nothing else."""
    table = document.get("services")
    if not table.is_table or any(document.get(key) for key in _FOREIGN):
        return False
    made = [_is_made(service) for _, service in table.entries()]
    return 2 * sum(made) > len(made)


def _is_made(service: Node) -> bool:
    return any(service.get(key) for key in _MADE_OF)
