"""Whether a message asks a question."""

_OTHER_MARKS = ("\uff1f", "\u061f", "\u037e", "\u00bf")
_CLOSING = ")\"'\u2019\u201d\u00bb \u00a0\u202f"
_AFTER = frozenset(" \n\r\t)\"'\u2019\u201d\u00bb!?")
_MOST = 100


def is_question(text: str) -> bool:
    """Tell whether a question mark ends words (and is no part of an address).

    >>> is_question("Lunch?"), is_question("http://a.org/?x=1")
    (True, False)
    """
    at, left = text.find("?"), _MOST
    while at >= 0 and left:
        left -= 1
        ends_words = text[max(at - 3, 0) : at].rstrip(_CLOSING)[-1:].isalpha()
        if ends_words and (at + 1 == len(text) or text[at + 1] in _AFTER):
            return True
        at = text.find("?", at + 1)
    return not text.isascii() and any(mark in text for mark in _OTHER_MARKS)
