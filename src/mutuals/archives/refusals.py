"""Why a record is refused: one code and one sentence each."""

from mutuals.records import Reject

_SENTENCES = {
    "not_an_object": "It is no list of named values, as a record has to be.",
    "no_date": "It has no date, or none that can be read.",
    "date_out_of_range": "Its date is before 1970 or lies in the future.",
    "no_sender": "It does not say who it is from.",
    "no_address": "It names nobody who could be known again.",
    "nothing_to_join": "It gives a name only, which says nothing about other records.",
    "advertisement": "An advertisement led there; nobody chose to watch it.",
    "not_watched": "It is a search or a visit; nothing was watched.",
    "not_a_like": "Neither it nor its file says whether it is a like, a comment or a post.",
    "missing_columns": "The row has fewer cells than the file has columns.",
    "bad_row": "This row cannot be read.",
    "too_long": "This row is longer than 1 MB.",
    "open_quote": "A quote in this row never closes.",
    "broken": "It cannot be read as JSON.",
    "too_large": "It is larger than a record may be (2 million characters).",
    "too_deep": "Its lists are nested too deeply.",
    "cut_off": "It begins and does not end; nothing after it can be read.",
    "damaged": "Its checksum is not the one it should have.",
    "not_a_commit": "What stands here is no commit; nothing after it can be read.",
    "not_a_block": "What stands here is no block; nothing after it can be read.",
    "broken_block": "It cannot be read as DAG-CBOR.",
    "not_json": "What stands here is no JSON; nothing after it can be read.",
}


class RefusedError(ValueError):
    """A record that cannot be read; ``args[0]`` is the code of the reason."""


def refused(reason: str, number: int, offset: int | None = None) -> Reject:
    """Return the reject of a record, with the sentence of its reason.

    >>> refused("no_date", 3, 120).message
    'It has no date, or none that can be read.'
    """
    return Reject(number, reason, _SENTENCES[reason], offset)
