"""Which fragments have a structure of their own.

Getters, constructors, data shapes, literal tables and the frame that a framework wants are alike
because there is but one way to write them; nobody copied anything. What tells them is no list of
names but how little they do: code that has been solved calls something, decides something and does
not only repeat one statement.
"""

from driftscan.model.fragment import Fragment

_LEAST_WORK = 2  # calls and decisions
_MOST_LITERALS = 0.45  # of all tokens; a table has every second one
_LEAST_VARIETY = 0.2  # different triples for each token; a list of like statements has few


def has_structure(fragment: Fragment) -> bool:
    """Whether a copy of it would mean something."""
    tokens = fragment.tokens
    return (
        fragment.calls + fragment.branches >= _LEAST_WORK
        and fragment.literals <= _MOST_LITERALS * tokens
        and len(fragment.grams) / 8 >= _LEAST_VARIETY * tokens
    )
