"""What a message does, in single words: question, thanks, asks, introduces and so on.

Plain rules on the words of a few languages. They miss much and are meant to: what they
find, a reader of the message would find as well.
"""

import re
import tomllib
from importlib.resources import files

LOOKED_AT = 16_000
_MOST = 10

_URL = re.compile(r"(?:https?://|www\.)(?P<rest>[^\s<>\"]{1,2000})", re.IGNORECASE)
_HOST = re.compile(r"(?:[^/@\s]{1,100}@)?(?:www\.)?(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")
_TAG = re.compile(r"(?<![\w/&])#(?P<tag>\w{2,50})")
_LETTERS = re.compile(r"[^\W\d_]+")

_ASCII_LETTERS = "".join(chr(at) if chr(at).isalpha() else " " for at in range(128))

_SAID: dict[str, dict[str, list[str]]] = tomllib.loads(
    (files("mutuals.archives") / "phrases.toml").read_text(encoding="utf-8")
)
_THANKS = frozenset(_SAID["thanks"]["words"])
_THANKS_UNSPACED = sorted(_SAID["thanks"]["unspaced"])
_PHRASES = tuple(
    (signal, frozenset(_SAID["triggers"][signal]), re.compile("|".join(_SAID["phrases"][signal])))
    for signal in ("asks", "introduces", "offers", "declines")
)
_TRIGGERS = frozenset().union(_THANKS, *(words for _, words, _ in _PHRASES))


def signals(text: str) -> tuple[str, ...]:
    """Return the signals of a message's text, in a fixed order.

    >>> signals("Thanks! Could you send it? https://www.example.org/a?b #Books")
    ('question', 'thanks', 'asks', 'link:example.org', 'tag:books')
    """
    text = text[:LOOKED_AT].casefold()
    found: list[str] = []
    links: list[str] = []
    if "://" in text or "www." in text:
        links = _links(text)
        text = _URL.sub(" ", text)
    if "?" in text or "\uff1f" in text or "؟" in text:
        found.append("question")
    words = _TRIGGERS.intersection(_words(text))
    if words:
        found += _in_words(text, words)
    elif not text.isascii() and any(word in text for word in _THANKS_UNSPACED):
        found.append("thanks")
    found += links
    if "#" in text:
        found += sorted({f"tag:{match['tag']}" for match in _TAG.finditer(text)})[:_MOST]
    return tuple(found)


def _words(text: str) -> list[str]:
    return text.translate(_ASCII_LETTERS).split() if text.isascii() else _LETTERS.findall(text)


def _in_words(text: str, words: frozenset[str]) -> list[str]:
    found = [] if words.isdisjoint(_THANKS) else ["thanks"]
    for signal, triggers, phrase in _PHRASES:
        if not words.isdisjoint(triggers) and phrase.search(text):
            found.append(signal)
    return found


def _links(text: str) -> list[str]:
    hosts = set()
    for match in _URL.finditer(text):
        host = _HOST.match(match["rest"])
        if host:
            hosts.add(f"link:{host['host']}")
    return sorted(hosts)[:_MOST]
