"""What a message does, in single words, from its text alone; the text is dropped.

One module finds one kind of sign; one file in ``languages/`` holds what a language
says. A new language is one file. The rules miss much and are meant to: what they find,
a reader of the message would find as well.
"""

from collections.abc import Iterable

from mutuals.signals.introduces import is_introduction
from mutuals.signals.language import language
from mutuals.signals.links import links, without_links
from mutuals.signals.phrases import said, said_unspaced
from mutuals.signals.question import is_question
from mutuals.signals.tags import tags
from mutuals.signals.topics import topics
from mutuals.signals.words import words, words_of_names

LOOKED_AT = 1 << 14
_SUBJECT_LIMIT = 400


def signals(text: str, *, subject: str = "", people: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the signs in a message: a language, acts, topics, links and hashtags.

    ``people`` are the names and addresses of those it went between: their words are no
    topics. At most the first 16,384 characters count.

    >>> signals("Ann, meet Bob. Could you two talk about the choir? The choir sings.")
    ('lang:en', 'asks', 'introduces', 'question', 'topic:choir')
    """
    text, subject = text[:LOOKED_AT], subject[:_SUBJECT_LIMIT]
    has_links = "://" in text or "www." in text
    used = words(without_links(text) if has_links else text)
    titled = words(subject) if subject else []
    every = titled + used if titled else used
    spoken = language(every)
    acts = said(every)
    if not text.isascii():
        acts |= said_unspaced(text)
    if is_question(text):
        acts.add("question")
    if (" meet " in text or subject) and is_introduction(text, subject):
        acts.add("introduces")
    found = [f"lang:{spoken}"] if spoken else []
    if acts:
        found += sorted(acts)
    about = topics(used, titled, spoken)
    if about:
        named = words_of_names(people)
        found += [f"topic:{topic}" for topic in about if topic not in named]
    if has_links:
        found += [f"link:{host}" for host in links(text)]
    if "#" in text:
        found += [f"tag:{tag}" for tag in tags(text)]
    return tuple(found)
