"""Introductions made and received, and what came of them."""

from typing import Any

from mutuals.counts import counted, number_in_words
from mutuals.mirror.look_up import Village, nothing
from mutuals.mirror.words import capital, thing_in_words, times
from mutuals.sentence import Evidence, Part, Sentence

# More results than these are a list, and there is a page for that.
NAMED = 2


def introduced(here: Village) -> Sentence:
    """Say how often the owner brought people together, and was brought together."""
    found = here.rows("introduction")
    made = [row for row in found if row["introducer_id"] == here.me]
    received = [row for row in found if here.me in {row["person_a_id"], row["person_b_id"]}]
    if not made and not received:
        return nothing(
            "No introduction can be seen in these files. They show one when somebody writes "
            "to two people who had not been in contact before."
        )
    parts: list[Part] = []
    if made:
        parts += [
            Evidence(capital(times(len(made))), "introductions", len(made)),
            f" you brought two people together; {_kept_up(made)}.",
        ]
    if received:
        parts += [
            " " if made else "",
            Evidence(capital(times(len(received))), "introductions", len(received)),
            f" somebody brought you together with another person; {_kept_up(received)}.",
        ]
    parts += _best(here, made + received)
    said = sum("introducing" in row["evidence"] for row in made + received)
    basis = counted(len(made + received), "introduction", "introductions") + _in_words(
        said, len(made + received)
    )
    return Sentence(tuple(parts), basis=basis, sure="clear" if said else "a fair guess")


def _in_words(said: int, many: int) -> str:
    """Return how many introductions were put in words; contact alone shows the rest."""
    if not said:
        return "; none was said in words, contact alone shows them"
    if said == many:
        return ", said in words" if many == 1 else ", all of them said in words"
    return f", {number_in_words(said)} of them said in words"


def _kept_up(rows: list[dict[str, Any]]) -> str:
    kept = sum(row["afterwards"] == "in touch" for row in rows)
    if not kept:
        once = sum(row["afterwards"] == "met once" for row in rows)
        if not once:
            return "these files show no contact of theirs since"
        verb = "was" if once == 1 else "were"
        return f"{number_in_words(once)} of these {verb} in contact since, not regularly"
    if kept == len(rows):
        return "they are in touch since" if kept == 1 else "all of these are in touch since"
    verb = "is" if kept == 1 else "are"
    return f"{number_in_words(kept)} of these {verb} in touch since"


def _best(here: Village, rows: list[dict[str, Any]]) -> list[Part]:
    with_thing = sorted(
        (row for row in rows if row["thing"]), key=lambda row: (row["introduced_at"], str(row))
    )
    parts: list[Part] = []
    for row in with_thing[:NAMED]:
        introducer, one, other = (
            "you" if row[end] == here.me else here.who(row[end])
            for end in ("introducer_id", "person_a_id", "person_b_id")
        )
        done = Evidence(thing_in_words(row["thing"]), "introductions", 1)
        parts += [" After ", introducer, " brought ", one, " and ", other, " together came ", done]
        parts.append(".")
    return parts
