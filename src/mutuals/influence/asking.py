"""What is said of whom to ask first: the sentences of the command and of the page."""

from collections.abc import Callable
from typing import Final

from mutuals.counts import number, tally
from mutuals.influence.seeds import Pick, Plan, Way
from mutuals.sentence import Part, Sentence, Who

Name = Callable[[int], Who]
# Ways of choosing that differ by less are as good as each other.
ALIKE = 0.05
# Of what somebody would reach, the share that must be another's already to be named.
OVERLAP = 0.1
_GUESSED = "Grade D: a guess."

NOBODY: Final = (
    "We cannot say yet whom to ask: nobody in these files has talked with anybody both ways."
)
NO_WORDS: Final = (
    "We cannot say yet how far a word would go: no word in these files could have led to a deed."
)


def answer(plan: Plan, name: Name, *, whose: str) -> Sentence:
    """Return whom to ask, and how many could act; ``whose`` names the people."""
    parts: list[Part] = ["Ask "]
    for rank, one in enumerate(plan.picks):
        last = rank == len(plan.picks) - 1
        parts += [(" and " if last else ", ") if rank else "", name(one.person_id)]
    ours = plan.ways[0]
    reach = f" first: {_about(ours.reached)} of the {number(plan.people)} people {whose} could act"
    parts.append(f"{reach},{_between(ours)} themselves included.")
    return Sentence(tuple(parts), basis=basis(plan), grade="D", sure="a hint")


def basis(plan: Plan) -> str:
    """Return what the figures rest on."""
    people = f"{number(plan.people)} people with a tie both ways"
    return f"{number(plan.exposed)} words that could have led to a deed; {people}"


def compared(plan: Plan) -> str:
    """Return whether it matters whom one asks, and which way of choosing comes next."""
    ours, *others = plan.ways
    best = max(others, key=lambda one: one.reached)
    share = best.reached / ours.reached
    if share > 1:
        return f"In simulation it loses: {_way(best)} would reach {share - 1:.1%} more."
    lot = others[-1].reached / ours.reached
    if lot > 1 - ALIKE:
        return (
            "It hardly matters whom you ask here: as many people drawn by lot would reach "
            f"{_about(others[-1].reached)}."
        )
    if share > 1 - ALIKE:
        start = f"Asking {_way(best)} would do about as well"
    else:
        start = f"The next best way, {_way(best)}, would reach {1 - share:.0%} fewer"
    return f"{start}; people drawn by lot, {1 - lot:.0%} fewer."


def certificate(plan: Plan) -> str:
    """Return how near the best possible choice this one surely is."""
    return (
        f"No choice for the same money could reach more than {1 / plan.ratio:.1f} times as many. "
        f"That is proved by counting, but for one chance in {number(plan.people)}; it holds as "
        "far as words pass along ties as they are taken to."
    )


def grounds(plan: Plan) -> str:
    """Return how often a word is taken to lead to a deed, and from what."""
    if not plan.exposed:
        return (
            "The records hold no word that could have led to a deed: a word is taken to lead "
            f"to one about one time in twenty. {_GUESSED}"
        )
    low, _, high = (f"{100 * one:.0f}" for one in plan.rate)
    words = "words" if plan.exposed > 1 else "word"
    return (
        f"A word is taken to lead to a deed {low} to {high} times in a hundred, from "
        f"{number(plan.exposed)} {words} on record, times how strong the tie is. Grade D: what "
        "came before, not what caused it."
    )


def adds(one: Pick, name: Name) -> tuple[Part, ...]:
    """Return what somebody adds to those before, and whom they share people with."""
    start: tuple[Part, ...] = (name(one.person_id), f" adds {_about(one.gain)}")
    if one.shared_with is None or one.shared < OVERLAP * (one.gain + one.shared):
        return (*start, ".")
    more = f"; {_about(one.shared)} more they could reach are reached by "
    return (*start, more, name(one.shared_with), " already.")


def priced(plan: Plan) -> list[dict[str, str]]:
    """Return rows of what the same money buys where being followed costs.

    Where it costs nothing is told by ``compared``; a price that changes nothing is
    left out.
    """
    followers = "followers" if plan.is_followed else "contacts"
    rows: list[dict[str, str]] = []
    for one in plan.prices:
        if one.per is None:
            continue
        each = f"every {number(one.per)} {followers}" if one.per > 1 else f"each {followers[:-1]}"
        row = {
            "costs": f"{each} as much as asking",
            "famous": f"{tally(one.stars, 'person', 'people')} reach {_about(one.by_stars)}",
            "ordinary": f"{tally(one.people, 'person', 'people')} reach {_about(one.reached)}",
        }
        if one.people > one.stars:
            rows.append(row)
    return rows


def stars(plan: Plan) -> str:
    """Return whether few stars or many ordinary people are the better buy."""
    dear = plan.prices[-1]
    known = "follower" if plan.is_followed else "contact"
    ordinary, famous = dear.reached, dear.by_stars
    stars_ = "stars cost, who reach" if dear.stars > 1 else "star costs, who reaches"
    start = f"Where each {known} costs as much as the asking, "
    if abs(ordinary - famous) <= ALIKE * ordinary:
        return f"{start}few stars and many ordinary people come to about the same."
    if famous > ordinary:
        return f"{start}few stars still reach more than many ordinary people."
    return (
        f"{start}{tally(dear.people, 'person', 'people')} reach {_about(ordinary)} for the money "
        f"that {number(dear.stars)} {stars_} {_about(famous)}."
    )


def _way(one: Way) -> str:
    return {
        "most followers": "the most followed",
        "most contacts": "those with most contacts",
        "PageRank": "those of the highest PageRank",
    }.get(one.way, "people drawn by lot")


def _between(way: Way) -> str:
    low, high = number(way.lower), number(way.upper)
    return "" if low == high else f" between {low} and {high},"


def _about(value: float) -> str:
    exact = 9.95
    return f"about {value:.1f}".removesuffix(".0") if value < exact else f"about {number(value)}"
