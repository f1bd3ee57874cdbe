"""What lives until the process ends, for taking a large graph apart takes longer than a report."""

_kept: list[object] = []


def keep(thing: object) -> None:
    """Keep a thing from being taken apart when its last user is done with it. Only the latest is
    kept: whoever runs several commands in one process does not wait for its end."""
    _kept[:] = [thing]
