"""Cards as records: which addresses are one person, and which cannot be told.

A number or address on cards of two names (a family's, a switchboard's) joins nobody to
anybody: its card's others stay apart from it. All else on one card is one person; what
the card says is a line at home or at work is told, so that nobody is joined by it.
"""

from collections.abc import Callable, Iterable, Iterator

from mutuals.readers.contacts.card import Card, Handle
from mutuals.records import Address, Notice, Record, Reject, SamePerson

REASON = "contact card"
FIXED = f"{REASON}, a line at home or at work"
_MOST_HANDLES = 500_000
_SHARED = -1

_FAULTS = {
    "no_address": "This card holds neither a mail address nor a number nor a profile.",
    "group_card": "This card is a list of others and no person's.",
    "cut_off": "The file ends within this card.",
    "stray_text": "This stands outside of any card.",
    "too_deep": "Cards within cards are nested too deeply here.",
    "bad_card": "This is no card.",
    "bad_row": "This row cannot be read.",
    "too_long": "This row is longer than 1 MB.",
    "open_quote": "A quote in this row never closes.",
}


def records(cards: Callable[[], Iterable[Card]]) -> Iterator[Record]:
    """Yield each card's addresses as one person, or why it is none.

    The cards are gone through twice: first to see what several of them share.
    """
    shared, unkept, kept_apart = _Shared(cards()), 0, 0
    for card in cards():
        unkept += card.unkept
        if card.fault or not card.handles:
            reason = card.fault or "no_address"
            yield Reject(card.number, reason, _FAULTS[reason], card.offset)
            continue
        own = [one for one in card.handles if not shared.has(one)]
        kept_apart += len(card.handles) - len(own)
        yield from _pairs(card, own)
    if kept_apart:
        yield Notice(
            f"{kept_apart} numbers or addresses stand on cards of different names, or beyond "
            f"the first {_MOST_HANDLES}; they were joined with nobody."
        )
    if unkept:
        yield Notice(
            f"{unkept} numbers are those of a fax, a pager, an assistant or a switchboard, or "
            "beyond a card's 200th address, and were not kept."
        )


def _pairs(card: Card, own: list[Handle]) -> Iterator[SamePerson]:
    """Yield pairs that connect what is the person's own; a lone address is its own."""
    if own:
        first, *others = [Address(scheme, value, card.name) for scheme, value in own]
        for other in others or [first]:
            is_fixed = other is not first and not card.fixed.isdisjoint(
                {(one.scheme, one.value) for one in (first, other)}
            )
            yield SamePerson(card.number, first, other, FIXED if is_fixed else REASON)
    for scheme, value in card.handles:
        if (scheme, value) not in own:
            alone = Address(scheme, value)
            yield SamePerson(card.number, alone, alone, REASON)


class _Shared:
    """What stands on cards of different names, by numbers that stand for both."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._names: dict[int, int] = {}
        for card in cards:
            name = hash(card.name.casefold()) if card.name else 0
            for handle in card.handles:
                self._add(hash(handle), name)

    def _add(self, handle: int, name: int) -> None:
        before = self._names.get(handle)
        if before is None:
            if len(self._names) < _MOST_HANDLES:
                self._names[handle] = name
        elif not before:
            self._names[handle] = name
        elif name and before != name:
            self._names[handle] = _SHARED

    def has(self, handle: Handle) -> bool:
        """Tell whether a handle is not known to be one person's."""
        return self._names.get(hash(handle), _SHARED) == _SHARED
