"""The one sentence that a backtest comes down to, and those that are against us."""

from collections.abc import Iterator, Sequence

from driftscan.model.backtest import Backtest, Score

# What is compared, and how it is called in a sentence.
COLUMNS = (
    ("lines", "changed lines"),
    ("author_days", "author-days"),
    ("fixes", "fixes"),
    ("effort", "fixes met by lines read"),
    ("precision", "the first files"),
    ("captured", "author-days captured"),
)
_TIE = 0.005


def sentences(test: Backtest) -> Iterator[str]:
    """What our ranking captured beside the others, then wherever one of them did better."""
    ours, *others = test.means
    rivals = "; ".join(f"{each.ranking}: {_percent(each.captured)}" for each in others)
    looks = "1 cut" if len(test.cuts) == 1 else f"mean of {len(test.cuts)} cuts"
    yield (
        f"Here our ranking captured {_percent(ours.captured)} of later effort in its top "
        f"{test.first} ({looks}; of what the best {test.first} files had). {rivals}."
    )
    losses = list(_losses(ours, others))
    if losses:
        yield f"It did worse than {'; '.join(losses)}."
    else:
        yield "It did worse than none of them in any column."


def _losses(ours: Score, others: Sequence[Score]) -> Iterator[str]:
    for other in others:
        better = [
            f"{words} ({getattr(other, column):.3f} against {getattr(ours, column):.3f})"
            for column, words in COLUMNS
            if getattr(other, column) > getattr(ours, column) + _TIE
        ]
        if better:
            yield f"{other.ranking} in {', '.join(better)}"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
