"""Address books: vCard, jCard, JSContact, and CSV of mail programs and Google.

A card makes a person known: its name, and which addresses and numbers are theirs. It
is no interaction and no tie, and says nothing of how near anybody is. A card is one
record; who else is named in it (a spouse, an assistant) is not read.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from mutuals.archives.lines import text_of
from mutuals.archives.recoded import recoded
from mutuals.readers.contacts import jcard, jscontact, table, vcard
from mutuals.readers.contacts.card import Card
from mutuals.readers.contacts.records import records
from mutuals.records import Record, Source

WHAT = "an address book"

_HEAD = 1 << 16
_VCARD = re.compile(r"BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?=[\r\n]|\Z)", re.IGNORECASE | re.MULTILINE)
_JCARD = re.compile(r"\s*\[\s*(?:\[\s*)?\"vcard\"\s*,", re.IGNORECASE)
_NAME = re.compile(r"\.(?:vcf|vcard)\Z", re.IGNORECASE)


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is an address book."""
    text = text_of(head)
    begun = _VCARD.search(text)
    if begun:
        is_first = not text[: begun.start()].strip()
        return 0.98 if is_first else 0.75 if _NAME.search(name) else 0.3
    if _JCARD.match(text) or jscontact.is_head(head):
        return 0.98
    return table.header(head).sureness()


def read(source: Source) -> Iterator[Record]:
    """Yield each card's addresses as those of one person, or why they are not."""
    with source.open() as stream:
        head = stream.read(_HEAD)
    cards: Callable[[Callable[[], BinaryIO]], Iterator[Card]] = table.cards
    text, opened = text_of(head), source.open
    if _VCARD.search(text):
        cards = vcard.cards
    elif _JCARD.match(text):
        cards, opened = jcard.cards, partial(recoded, source.open)
    elif jscontact.is_head(head):
        cards = jscontact.cards
    yield from records(partial(cards, opened))
