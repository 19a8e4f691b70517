"""Two people brought together by the form of a message, not by a phrase."""

import re

# "Ann, meet Bob": two names around the word.
_MEET = re.compile(r"\b[^\W\d_]{2,40},\s+meet\s+[^\W\d_a-z]")
_BETWEEN = "<>"


def is_introduction(text: str, subject: str) -> bool:
    """Tell whether the form says so.

    >>> is_introduction("Ann, meet Bob.", ""), is_introduction("", "Ann <> Bob")
    (True, True)
    >>> is_introduction("If so, meet me there.", "")
    False
    """
    if _BETWEEN in subject:
        return True
    if " meet " not in text and " meet " not in subject:
        return False
    return _MEET.search(f"{subject}\n{text}") is not None
