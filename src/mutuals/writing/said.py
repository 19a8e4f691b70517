"""The plainest signs of a message's text, in words of a few languages."""

import re

LOOKED_AT = 16_000
_MOST = 10
_HOST = re.compile(r"(?:https?://|www\.)(?:www\.)?([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")
_TAG = re.compile(r"(?<![\w/&])#(\w{2,50})")
_THANKS = re.compile(
    r"\b(?:thank(?:s| you)|thx|danke|merci|gracias|obrigad[oa]|grazie|dank je|bedankt)\b"
)
_INTRODUCES = re.compile(
    r"\b(?:introduc(?:e|ing) you|connecting you two|i'd like you to meet|you two should)\b"
)
_ASKS = re.compile(r"\b(?:could you|can you|would you|könntest du|kannst du|pourr(?:ais|iez)-)")


def signals(text: str) -> tuple[str, ...]:
    """Return the signals of a message's text, in a fixed order.

    >>> signals("Thanks! Could you send it? https://www.example.org/a #Books")
    ('question', 'thanks', 'asks', 'link:example.org', 'tag:books')
    """
    text = text[:LOOKED_AT].casefold()
    found = ["question"] if "?" in text or "\uff1f" in text or "\u061f" in text else []
    patterns = (("thanks", _THANKS), ("asks", _ASKS), ("introduces", _INTRODUCES))
    found += [name for name, pattern in patterns if pattern.search(text)]
    found += [f"link:{one}" for one in sorted(set(_HOST.findall(text)))[:_MOST]]
    found += [f"tag:{one}" for one in sorted(set(_TAG.findall(text)))[:_MOST]]
    return tuple(found)
