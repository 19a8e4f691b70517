"""Telephone numbers, so that the same number written twice is the same address."""

import re

_LONGEST = 80
_FEWEST, _MOST = 3, 20
_SCHEME = re.compile(r"(?:tel|sms|callto):", re.IGNORECASE)
# What is dialled after the number: an extension or a pause.
_AFTER = re.compile(r"(?:[,;#*]|(?:ext|x|p|w)\.?\s*(?=\d)).*", re.IGNORECASE | re.DOTALL)
_TRUNK = re.compile(r"\(\s*0\s*\)")


def phone(text: str) -> str:
    """Return a number's digits, after a + where it names its country; else nothing.

    Which country a number without one belongs to is not guessed.

    >>> phone("+49 (0)30 12-34 56"), phone("tel:0049-30-123456;ext=2")
    ('+4930123456', '+4930123456')
    >>> phone("(905) 555-1234")
    '9055551234'
    >>> phone("Vodafone"), phone("*100#"), phone("12")
    ('', '', '')
    """
    text = _SCHEME.sub("", text[:_LONGEST], count=1).strip(" \u200e\u200f\u202a\u202c\u00a0")
    text = _AFTER.sub("", text)
    if any(one.isalpha() for one in text):
        return ""
    has_country = text.startswith(("+", "\uff0b"))
    if has_country or text.startswith("00"):
        text = _TRUNK.sub("", text)
    digits = "".join(str(int(one)) for one in text if one.isdecimal())
    if not has_country and digits.startswith("00"):
        has_country, digits = True, digits[2:]
    if not _FEWEST <= len(digits) <= _MOST:
        return ""
    return f"+{digits}" if has_country else digits
