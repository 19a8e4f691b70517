"""Sentences taken apart and put together again: their parts, and where links lead."""

import re
from collections.abc import Mapping
from dataclasses import replace

from mutuals.sentence import Evidence, Part, Sentence


def relinked(sentence: Sentence, links: Mapping[str, str]) -> Sentence:
    """Return a sentence whose dotted words lead where ``links`` says.

    >>> one = Sentence((Evidence("Ann", "person/1", 2),), basis="two mails")
    >>> relinked(one, {"person/1": "#with-1"}).parts[0].link
    '#with-1'
    """
    parts = tuple(
        replace(part, link=links.get(part.link, part.link)) if isinstance(part, Evidence) else part
        for part in sentence.parts
    )
    return replace(sentence, parts=parts)


def headline(sentence: Sentence, longest: int) -> tuple[Sentence, Sentence | None]:
    """Return the first whole sentences that fit, at least one, and the rest.

    >>> first, rest = headline(Sentence(("Ann is. ", "Bo is."), basis="a file"), 10)
    >>> first.text(), rest.text()
    ('Ann is.', 'Bo is.')
    """
    whole = _apart(sentence.parts)
    many, size = 0, 0
    for one in whole:
        size += len(_plain(one)) + 1
        if many and size > longest:
            break
        many += 1
    if sentence.missing or many == len(whole):
        return sentence, None
    return replace(sentence, parts=_joined(whole[:many])), replace(
        sentence, parts=_joined(whole[many:])
    )


def _apart(parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    whole: list[list[Part]] = [[]]
    for part in parts:
        if not isinstance(part, str):
            whole[-1].append(part)
            continue
        first, *rest = re.split(r"(?<=\.)\s+", part)
        whole[-1] += [first] if first else []
        whole += [[one] if one else [] for one in rest]
    return [tuple(one) for one in whole if one]


def _joined(whole: list[tuple[Part, ...]]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for one in whole:
        parts += [" ", *one] if parts else [*one]
    return tuple(parts)


def _plain(parts: tuple[Part, ...]) -> str:
    return Sentence(parts, basis="its words").text()
