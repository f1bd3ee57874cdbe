"""Two functions side by side: a row for each pair of lines, and how the two differ there."""

from msgspec import Struct

SAME, NAMES, OTHER, APART, FOLDED = "same", "names", "other", "apart", "folded"


class Row(Struct, frozen=True, array_like=True):
    """mark: SAME; NAMES: the same but for names of locals, layout and comments; APART: differs,
    where all other members of the family agree; OTHER: differs, and the others do so, too;
    FOLDED: a stretch of lines that are left out. here, there: numbers of lines, 0 for none; of a
    stretch how many lines there are."""

    mark: str
    here: int = 0
    here_text: str = ""
    there: int = 0
    there_text: str = ""
