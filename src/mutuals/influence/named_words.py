"""What a survey's ties show of who took something up, in words.

The words say no more than grade C bears: who moved together, and not what moved them.
"""

from collections.abc import Callable, Mapping
from math import exp
from typing import Any

from mutuals.sentence import Evidence, Sentence

Row = Mapping[str, Any]
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
    odds = f"where all they named had it, against none of them, {ends} (nine times in ten)"
    thing = row["thing"]
    if row["is_null"]:
        return f"There is no sign that people took {thing} up together with those they name", odds
    if row["grade"] == "C":
        return f"People took {thing} up together with those they name", odds
    return f"Those whom people name took {thing} up before them more often than chance has it", odds


def basis(row: Row, number: Callable[[int], str] = str) -> str:
    """Return how many people, namings and things done it rests on.

    >>> counts = {"people": 124, "adoptions": 109, "undated": 1, "ties": 294}
    >>> basis({**counts, "periods": 17})
    '109 of 124 people took it up, on 17 dates; 294 namings; 1 without a date left out'
    """
    done, people, ties = (number(row[one]) for one in ("adoptions", "people", "ties"))
    left = f"; {number(row['undated'])} without a date left out" if row["undated"] else ""
    dates = f"{done} of {people} people took it up, on {number(row['periods'])} dates"
    return f"{dates}; {ties} namings{left}"


def sentence(row: Row, number: Callable[[int], str] = str) -> Sentence:
    """Return the finding as a sentence that leads to what it rests on."""
    said = (Evidence(together(row)[0], "influence", row["ties"]), ".")
    return Sentence(said, basis=basis(row, number), grade=row["grade"], sure="a hint")


def survived(row: Row) -> list[str]:
    """Return in sentences what it survived, and what it could be instead."""
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
        what, odds = together(row)
        found += [f"{what}: {odds}.", f"  {basis(row)}. Evidence grade {row['grade']}. {UNKNOWN}"]
        found += [f"  {one}" for one in survived(row)]
    return found
