"""One person who is two: the owner says which of the addresses are somebody else's."""

from collections.abc import Collection, Iterable
from itertools import pairwise

from mutuals.errors import UsageError
from mutuals.people.decision import APART, QUESTION, SAME
from mutuals.people.one_person import HearsSeveral
from mutuals.records import Cut


def split(network: HearsSeveral, person_id: int, going: Collection[int]) -> str:
    """Part some of a person's addresses from the rest; return it in a sentence.

    Both halves are said to be one person each, and the two to be apart: an address that
    held the others together may be among those that go. It is one act, so that one undo
    takes it back, and each word can be taken back alone. Raises UsageError unless some
    of the person's addresses go and some stay.
    """
    rows = network.table("address", Cut(equal=(("person_id", person_id),))).to_pylist()
    known = {row["address_id"]: row for row in rows}
    leaving, staying = sorted({*going} & known.keys()), sorted(known.keys() - {*going})
    if not leaving or not staying or not known.keys() >= {*going}:
        msg = "choose some of this person's addresses, and leave at least one"
        raise UsageError(msg)
    words = [
        *((one, f"{SAME} {other}") for half in (leaving, staying) for one, other in pairwise(half)),
        (leaving[0], f"{APART} {staying[0]}"),
    ]
    network.answer_all(QUESTION, words)
    return f"{_listed(known[one]['value'] for one in leaving)} stand for somebody else, as you say."


def _listed(values: Iterable[str]) -> str:
    return " and ".join(sorted(values))
