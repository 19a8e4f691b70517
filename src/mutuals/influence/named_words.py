"""What a survey's ties show of who took something up, in words.

The words say no more than grade C bears: who moved together, and not what moved them.
"""

from collections.abc import Mapping
from math import exp, log
from typing import Any

from mutuals.counts import number
from mutuals.sentence import Evidence, Sentence

Row = Mapping[str, Any]
# Beyond a hundred times the odds, how many times is not to be told.
_FAR = log(100.0)
# Said of every survey: it is what keeps the grade from being better.
UNKNOWN = "What moved them is not shown: nobody knows what they would have done anyway."


def together(row: Row) -> tuple[str, str]:
    """Return the finding in words, and how far it goes in odds.

    >>> ends = {"lower": -0.6, "upper": 0.4, "is_null": True, "grade": "C"}
    >>> together({"thing": "loom", **ends})[0]
    'There is no sign that people took loom up together with those they name'
    >>> together({"thing": "loom", **ends, "is_null": False, "grade": "D"})[0]
    'Those whom people name took loom up before them more often than chance has it'
    """
    ends = f"{exp(row['lower']):.1f} to {exp(row['upper']):.1f} times the odds"
    if row["upper"] > _FAR:
        ends = f"at least {exp(min(row['lower'], _FAR)):.3g} times the odds"
    odds = f"where all they named had it, against none of them, {ends} (nine times in ten)"
    thing = row["thing"]
    if row["is_null"]:
        return f"There is no sign that people took {thing} up together with those they name", odds
    if row["grade"] == "C":
        return f"People took {thing} up together with those they name", odds
    return f"Those whom people name took {thing} up before them more often than chance has it", odds


def basis(row: Row) -> str:
    """Return how many people, namings and things done it rests on.

    >>> counts = {"people": 124, "adoptions": 109, "undated": 1, "ties": 294}
    >>> basis({**counts, "unasked": 2, "periods": 17}).partition("; ")[2]
    '294 namings; left out: 1 without a date, 2 namings of people nobody asked'
    """
    done, people, ties = (number(row[one]) for one in ("adoptions", "people", "ties"))
    out = {"undated": " without a date", "unasked": " namings of people nobody asked"}
    left = ", ".join(number(row[one]) + words for one, words in out.items() if row[one])
    dates = f"{done} of {people} people took it up, on {number(row['periods'])} dates"
    return f"{dates}; {ties} namings{left and f'; left out: {left}'}"


def untold(row: Row) -> str:
    """Return why nothing can be said, as a sentence; empty where something can.

    >>> untold({"thing": "loom", "untold": "nobody named had it"})[-22:]
    ': nobody named had it.'
    """
    if not row["untold"]:
        return ""
    start = f"We cannot say whether people took {row['thing']} up together with those they name"
    return f"{start}: {row['untold']}."


def sentence(row: Row) -> Sentence:
    """Return the finding as a sentence that leads to what it rests on."""
    if missing := untold(row):
        return Sentence((), missing=missing)
    said = (Evidence(together(row)[0], "influence", row["ties"]), ".")
    return Sentence(said, basis=basis(row), grade=row["grade"], sure="a hint")


def survived(row: Row) -> list[str]:
    """Return in sentences what it survived, and what it could be instead."""
    if row["untold"]:
        return []
    shuffled, ours, naive = (f"{row[one]:.2f}" for one in ("placebo_mean", "adjusted", "naive"))
    beside = (
        f"With the names shuffled within groups the log-odds are {shuffled}, as named {ours} "
        f"(z {row['placebo_z']:.1f}); with nothing else in the model they would be {naive}."
    )
    said = [beside]
    if not row["is_null"]:
        said.append(
            "To explain it away, something unseen would have to go with both naming and taking up "
            f"by {row['e_value']:.1f} times each."
        )
    if row["loss_gain"] is not None:
        more = "better" if row["loss_gain"] > 0 else "no better"
        said.append(f"Groups left out are foretold {more} with the ties than without.")
    return said


def named_lines(rows: list[dict[str, Any]]) -> list[str]:
    """Return everything in lines, thing by thing."""
    found = []
    for row in rows:
        if missing := untold(row):
            found.append(missing)
            continue
        what, odds = together(row)
        found += [f"{what}: {odds}.", f"  {basis(row)}. Evidence grade {row['grade']}. {UNKNOWN}"]
        found += [f"  {one}" for one in survived(row)]
    return found
