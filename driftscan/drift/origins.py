"""Which commit of a merged branch made the difference that the merge made on its line."""

from collections.abc import Callable, Mapping, Sequence

Parents = Mapping[str, Sequence[str]]
"""Of a merge and then of each commit that came with it, the ids of its parents; a commit stands
before its parents."""


def origin(merge: str, parents: Parents, came: bool, is_so: Callable[[str], bool]) -> str:
    """The commit that made it so; the merge itself if none of those that came with it did.

    is_so: whether a commit is as the merge is in this: has what came, or lacks what went.
    """
    made: dict[str, str] = {}
    """By commit that is so, the one that made it so; what the branch began with has none."""
    for commit, ends in reversed(list(parents.items())):
        before = ends[1:] if commit == merge else ends  # its first parent is the line, and not so
        if commit != merge and not is_so(commit):
            continue
        alike = [parent for parent in before if is_so(parent)]
        known = [made[parent] for parent in alike if parent in made]
        if known:
            made[commit] = known[0]
        elif not alike or (commit != merge and not came and len(alike) < len(before)):
            # Nobody before it was so; or a merge lost what one of its parents had, while the
            # other had never had it.
            made[commit] = commit
    return made.get(merge, merge)
