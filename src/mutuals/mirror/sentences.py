"""Which one are you? All sentences of the mirror, in the order they are said."""

from collections.abc import Callable

from mutuals.independence.telling import choices_told
from mutuals.mirror.answer import answer
from mutuals.mirror.community import followed_by_many, moves_unseen
from mutuals.mirror.contact import half_of_all_contact, half_of_contact
from mutuals.mirror.fading import fading
from mutuals.mirror.introduced import introduced
from mutuals.mirror.look_up import Village, village
from mutuals.mirror.moved import moved
from mutuals.mirror.spent import spent
from mutuals.mirror.standing import standing
from mutuals.records import Tables
from mutuals.sentence import Sentence

_MINE: dict[str, Callable[[Village], Sentence]] = {
    "answer": answer,
    "contact": half_of_contact,
    "choices": lambda here: choices_told(here.tables),
    "introductions": introduced,
    "time": spent,
    "moved": moved,
    "fading": fading,
    "status": standing,
}
_COMMUNITY: dict[str, Callable[[Village], Sentence]] = {
    "answer": moves_unseen,
    "contact": half_of_all_contact,
    "choices": lambda here: choices_told(here.tables),
    "status": followed_by_many,
}


def placed_sentences(tables: Tables) -> list[tuple[str, Sentence]]:
    """Return every sentence with its place; a community is told other ones."""
    here = village(tables)
    said = _COMMUNITY if here.me is None else _MINE
    return [(place, say(here)) for place, say in said.items()]


def mirror_sentences(tables: Tables) -> list[Sentence]:
    """Return every sentence of the mirror, the answer first."""
    return [sentence for _, sentence in placed_sentences(tables)]
