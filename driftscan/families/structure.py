"""Which fragments have a structure of their own.

Getters, constructors, data shapes, literal tables and the frame that a framework wants are alike
because there is but one way to write them; nobody copied anything. What tells them is no list of
names but how little they do: code that has been solved calls something, decides something and does
not only repeat one statement.
"""

from driftscan.model.fragment import Fragment

_LEAST_WORK = 2  # calls and decisions
_MOST_LITERALS = 0.45  # of all tokens; a table has every second one
# Different shapes for each token. A list of like statements has few: registrations, a constructor
# that takes over field by field; whatever the fields are called. A long one needs but many.
_LEAST_VARIETY = 0.3
_MANY = 100
_FULLEST = 60  # tokens a line; what has more of them was put together by a program, a bundler's


def has_structure(fragment: Fragment) -> bool:
    """Whether a copy of it would mean something."""
    tokens = fragment.tokens
    return (
        fragment.calls + fragment.branches >= _LEAST_WORK
        and fragment.literals <= _MOST_LITERALS * tokens
        and tokens <= _FULLEST * (fragment.end - fragment.start + 1)
        and fragment.shapes >= min(_LEAST_VARIETY * tokens, _MANY)
    )
