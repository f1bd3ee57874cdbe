"""How a cache says that it could not do its work, without stopping the run."""


def first_trouble(known: str, what: str, error: Exception) -> str:
    """What is already known to be wrong, else one line about `error`."""
    if known:
        return known
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{what}: {reason}"
