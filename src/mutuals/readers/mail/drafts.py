"""What mail programs call drafts."""

import re
from functools import lru_cache

from mutuals.readers.mail.headers import Fields, decoded, unworded

_LABELS_LIMIT = 4096
_MAILDIR = re.compile(r":2,[A-Z]*D[A-Z]*\Z")
# Gmail writes its label in the language of the account.
_LABELS = """
    draft drafts entwurf entwürfe brouillon brouillons borrador borradores bozza bozze
    concept concepten rascunho rascunhos utkast kladde kladder luonnos luonnokset szkice
    koncepty piszkozatok ciorne taslaklar osnutki skice nacrti mustandid juodraščiai
    melnraksti draf nháp esborranys πρόχειρα черновики чернетки чернови טיוטות المسودات
    下書き 草稿 임시보관함
"""
_DRAFTS = frozenset(_LABELS.split())


def is_draft_name(name: str) -> bool:
    """Tell whether a Maildir file's flags call it a draft.

    >>> is_draft_name("1234.host:2,DS"), is_draft_name("1234.host:2,S")
    (True, False)
    """
    return _MAILDIR.search(name) is not None


def is_draft(found: Fields) -> bool:
    """Tell whether a message's Gmail labels call it a draft."""
    return _has_draft(found.get(b"x-gmail-labels", b"")[:_LABELS_LIMIT])


@lru_cache(maxsize=1024)
def _has_draft(written: bytes) -> bool:
    labels = unworded(decoded(written)).lower()
    return not _DRAFTS.isdisjoint(label.strip(' "') for label in labels.split(","))
