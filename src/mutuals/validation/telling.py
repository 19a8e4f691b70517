"""What a validation says in words: the command and the page say the same."""

from mutuals.counts import number
from mutuals.estimators.skill import Skill
from mutuals.sentence import Sentence, sureness
from mutuals.validation.validate import NOTHING, Answer, Validation

__all__ = ["NOTHING", "about", "answered", "beside", "gained", "opened"]

COIN = 0.5
_OFTEN = 100


def opened(found: Validation) -> Sentence:
    """Return the first sentence: how often ours was ahead, level and behind."""
    said = [one for one in found.answers if one.standings]
    hidden = f"the {number(found.days)} days from {found.since.date()} on were hidden"
    if not said:
        return Sentence((), missing=f"Not enough records: {hidden}, and too little came of them.")
    counts = {verdict: found.count(verdict) for verdict in ("ahead", "level", "behind")}
    words = (
        f"Of {number(sum(counts.values()))} comparisons with other ways to foretell what was "
        f"hidden, Mutuals was ahead in {counts['ahead']}, level in {counts['level']} and behind in "
        f"{counts['behind']}."
    )
    cases = sum(one.cases for one in said)
    basis = f"{hidden}; {number(cases)} cases in {len(said)} of {len(found.answers)} questions"
    return Sentence((words,), basis=basis)


def beside(found: Validation) -> str:
    """Return what the comparisons are made of."""
    return (
        f"From {found.since.date()} to {found.until.date()} everything was hidden, the records "
        "worked out anew from what was before, and every way asked to rank what would come. "
        "A way ranks right as often as it puts a case that came true before one that did not: "
        "50 of 100 is a coin. Ahead or behind is said where the whole 90 % range is."
    )


def answered(one: Answer) -> Sentence:
    """Return one question's answer as a sentence."""
    if not one.standings:
        return Sentence((), missing=one.missing)
    ours = one.standings[0].skill
    best = max(one.standings[1:], key=lambda other: other.skill.value, default=None)
    words = f"Mutuals ranks {about(ours)} of 100 right"
    if best is not None and best.gap is not None:
        words += f"; the best other way is {best.way}, {about(best.skill)}"
        words += {"ahead": ", behind us", "behind": ", ahead of us"}.get(
            best.verdict, ", not to be told from us"
        )
    off = "" if one.off is None else f"; our chances were off by {_OFTEN * one.off:.0f} in 100"
    basis = f"{number(one.came)} of {number(one.cases)} cases came true{off}"
    basis += f"; {gained(one)}" if one.gain else ""
    width = sureness(ours.upper - ours.lower, 1.0 - COIN)
    return Sentence((f"{words}.",), basis=basis, sure=width or "a hint")


def gained(one: Answer) -> str:
    """Return what knowing whom people met changes in the log-loss, if it was asked."""
    if one.gain is None:
        return ""
    without, less = one.gain
    return (
        f"log-loss {without:.4f} without whom they met, {without - less.value:.4f} with: "
        f"{less.value:.4f} less ({less.lower:.4f} to {less.upper:.4f})"
    )


def about(one: Skill, *, signed: bool = False) -> str:
    """Return a figure of a hundred with its range.

    >>> about(Skill(0.912, 0.88, 0.95)), about(Skill(0.02, -0.01, 0.04), signed=True)
    ('91 (88 to 95)', '+2 (-1 to +4)')
    """
    sign = "+" if signed else ""
    value, lower, upper = (
        f"{_OFTEN * part + 0.0:{sign}.0f}" for part in (one.value, one.lower, one.upper)
    )
    return f"{value} ({lower} to {upper})"
