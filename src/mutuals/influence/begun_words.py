"""What may be said of things that no file states: begun after being told, or before it.

The derivation is always named, and so is that this is weaker than a stated outcome.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from mutuals.counts import number, tally
from mutuals.sentence import verb

Row = Mapping[str, Any]
WEAKER = "Nobody stated these as done; they are read off the messages, which is weaker evidence"
ALONE = "; nobody to hold them against"
# With fewer tellings (held against others, where there are any), or to fewer people, a
# share says nothing.
ENOUGH_TELLINGS, ENOUGH_TOLD = 30, 5
# No talk names these: of them, whoever talked counts as told.
MET = frozenset({"group", "event", "file"})
# In words: what it is, and what beginning it is.
_CALLED = {
    "link": ("a link", "gave it themselves"),
    "hashtag": ("a hashtag", "used it themselves"),
    "topic": ("a topic", "came back to it themselves"),
    "group": ("to speak in a group", "did so as well"),
    "event": ("to come to an event", "did so as well"),
    "file": ("to work on a file", "did so as well"),
}
_AFTER = {
    "link": "give a link themselves after being told of it",
    "hashtag": "use a hashtag themselves after being told of it",
    "topic": "come back to a topic themselves after being told of it",
    "group": "begin to speak in a group after talking with somebody who just had",
    "event": "come to an event after talking with somebody who just had",
    "file": "work on a file after talking with somebody who just had",
}
# Which repository a file is in, for which people have no name.
_REPOSITORY = re.compile(r"\A[0-9a-f]{7,12}:")
_FIRST = {
    "link": "first gave a link to",
    "hashtag": "first used",
    "topic": "first came back to",
    "group": "first spoke in a group",
    "event": "first came to",
    "file": "first worked on",
}


def begun_said(row: Row) -> tuple[str, str]:
    """Return what one derivation comes to, and what it is from.

    >>> row = {"derivation": "group", "told": 200, "begun": 20, "gap": None}
    >>> row["people"] = 9
    >>> begun_said(row)[1]
    '200 tellings of 9 people, 20 begun; nobody to hold them against'
    """
    what, did = _CALLED[row["derivation"]]
    told = 100 * (row["begun"] / max(row["told"], 1) if row["gap"] is None else row["share"])
    basis = f"{_told(row)}, {number(row['begun'])} begun"
    if row["derivation"] in MET:
        words = (
            f"Of a hundred people who talked with somebody who had just begun {what}, {told:.0f} "
            f"{did} within sixty days."
        )
        return words, basis + ALONE
    words = f"Of a hundred people told of {what}, {told:.0f} {did} elsewhere within sixty days"
    if row["gap"] is None:
        return f"{words}.", basis + ALONE
    beside = 100 * row["beside_share"]
    words += f"; of a hundred the same people talked with and did not tell, {beside:.0f}"
    return f"{words} ({_less(row)}).", f"{basis}; {number(row['matched'])} with others beside"


def begun_missing(row: Row) -> str:
    """Return what is missing to say how much of one derivation was begun, or nothing.

    >>> begun_missing({"derivation": "link", "told": 4, "people": 2, "gap": None})[:71]
    'We cannot say yet how many give a link themselves after being told of i'
    """
    held = row["told"] if row["gap"] is None else row["matched"]
    if held >= ENOUGH_TELLINGS and row["people"] >= ENOUGH_TOLD:
        return ""
    beside = "" if row["gap"] is None else f", {number(row['matched'])} of them with others beside"
    return (
        f"We cannot say yet how many {_AFTER[row['derivation']]}: {_told(row)}{beside}; "
        f"around {ENOUGH_TELLINGS} of {ENOUGH_TOLD} people would be enough to begin."
    )


def _told(row: Row) -> str:
    return f"{tally(row['told'], 'telling')} of {tally(row['people'], 'person', 'people')}"


def _less(row: Row) -> str:
    low, high = round(100 * row["lower"]), round(100 * row["upper"])
    if low <= 0 <= high:
        return "not to be told from no difference"
    if high < 0:
        return f"{-high} to {-low} more"
    return f"{low} to {high} fewer"


def first_said(derivation: str, thing: str, kind: str) -> str:
    """Return what a first time was, naming what it is derived from.

    >>> first_said("hashtag", "tag:choir", "post")
    'first used #choir, in a post'
    >>> first_said("file", "file:1f2e3d4c5b6a:src/a.py", "commit")
    'first worked on src/a.py'
    """
    name = thing.partition(":")[2]
    file = unquote(_REPOSITORY.sub("", name))
    shown = {"hashtag": f"#{name}", "group": "", "file": file}.get(derivation, name)
    where = {"message": ", in a message", "post": ", in a post"}.get(kind, "")
    return " ".join(f"{_FIRST[derivation]} {shown}".split()) + where


def begun_lines(rows: list[dict[str, Any]]) -> list[str]:
    """Return one sentence a derivation, and before them how weak this is."""
    known = sorted((row for row in rows if row["told"]), key=lambda row: row["grade"])
    if not known:
        return []
    lines = [
        begun_missing(row)
        or f"{begun_said(row)[0]} Evidence grade {row['grade']}: {verb(row['grade'])}."
        for row in known
    ]
    return [f"{WEAKER}.", *lines]
