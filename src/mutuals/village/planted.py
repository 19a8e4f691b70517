"""The messages the story turns on: introductions, a need, the lunch's first word."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from mutuals.village.dates import day_in, last_friday, later, moment
from mutuals.village.dice import Dice
from mutuals.village.events import Meeting, Message, TookUp
from mutuals.village.plans import LAST
from mutuals.village.roles import (
    ASKED_OWNER,
    CONVENER,
    ENGAGEMENT,
    IN_NEED,
    INTRODUCTIONS,
    LUNCH,
    LUNCH_MONTH,
    OWNER,
    THIN_TIE,
    Introduction,
)

LUNCH_THREAD = "lunch-first-word"
TABLE_CHAT = "Copper Ladle Table"
_DAYS_TO_RESULT = 60
_DAYS_ASKED_BEFORE = 6
_BURSTS = 5


def introduction_messages(dice: Dice) -> Iterator[Message]:
    """Yield every introduction made in writing, and what the two answer."""
    for told in INTRODUCTIONS:
        if told.way != "meeting":
            yield from _introduce(told, dice)


def _introduce(told: Introduction, dice: Dice) -> Iterator[Message]:
    at = moment(told.day, 10, dice.whole(3, 50))
    key = f"intro-{told.one}-{told.other}"
    both = (told.one, told.other)
    yield Message(
        at=at,
        key=key,
        sender=told.introducer,
        to=both,
        channel=told.way,
        intent="recommends" if told.thing == ENGAGEMENT else "introduces",
        thread=key,
        about=told.thing,
    )
    first, second = dice.some(both, 2)
    at = later(at, hours=2 + min(dice.wait(6.0), 30.0))
    yield Message(
        at=at,
        key=f"{key}-1",
        sender=first,
        to=(second,),
        bcc=(told.introducer,),
        channel=told.way,
        intent="handover",
        thread=key,
        reply_to=(key,),
    )
    if told.outcome != "nothing":
        yield Message(
            at=later(at, hours=3 + min(dice.wait(9.0), 40.0)),
            key=f"{key}-2",
            sender=second,
            to=(first,),
            channel=told.way,
            intent="answers",
            thread=key,
            reply_to=(key, f"{key}-1"),
        )


def introduced_results() -> Iterator[TookUp]:
    """Yield what came of introductions: something the first of the two took up."""
    for told in INTRODUCTIONS:
        if told.thing:
            day = told.day + timedelta(days=_DAYS_TO_RESULT)
            yield TookUp(
                at=moment(day, 9, 30),
                key=f"result-{told.thing}",
                person=told.one,
                thing=told.thing,
                attributed_to=told.introducer,
                value=told.value,
                cause="introduction",
                source=told.introducer,
            )


def the_need() -> Iterator[Message]:
    """Yield the talk before and after the introduction that led to paid work."""
    told = next(one for one in INTRODUCTIONS if one.thing == ENGAGEMENT)
    first = moment(told.day - timedelta(days=4), 9, 12, 20)
    steps = (
        (first, IN_NEED, THIN_TIE, "need"),
        (later(first, hours=5), THIN_TIE, IN_NEED, "thinks_of"),
        (later(first, days=6, hours=3), OWNER, THIN_TIE, "thanks"),
        (later(first, days=20), IN_NEED, OWNER, "offers"),
        (later(first, days=22), OWNER, IN_NEED, "answers"),
        (later(first, days=63), IN_NEED, OWNER, "engages"),
        (later(first, days=64), OWNER, THIN_TIE, "thanks"),
    )
    yield from _small_talk(later(first, days=-40))
    for place, (at, sender, recipient, intent) in enumerate(steps):
        yield Message(
            at=at,
            key=f"need-{place}",
            sender=sender,
            to=(recipient,),
            intent=intent,
            thread=f"need-{sender}-{recipient}-{place}",
            about=ENGAGEMENT,
        )


def requests() -> Iterator[Message]:
    """Yield what the owner was asked some days before introducing who asked."""
    for told in INTRODUCTIONS:
        if told.introducer == OWNER and told.one in ASKED_OWNER:
            key = f"request-{told.one}"
            yield Message(
                at=moment(told.day - timedelta(days=_DAYS_ASKED_BEFORE), 18, 40),
                key=key,
                sender=told.one,
                to=(OWNER,),
                intent="seeks_work" if told.value else "seeks",
                thread=key,
            )


def _small_talk(at: datetime) -> Iterator[Message]:
    """Yield all that had passed between the owner and the thin tie: two words."""
    key = f"small-talk-{THIN_TIE}"
    yield Message(at, f"{key}-0", THIN_TIE, (OWNER,), channel="reply", thread=key)
    yield Message(
        at=later(at, hours=3),
        key=f"{key}-1",
        sender=OWNER,
        to=(THIN_TIE,),
        channel="reply",
        intent="thanks",
        thread=key,
        reply_to=(f"{key}-0",),
    )


def three_at_a_table() -> Iterator[Meeting]:
    """Yield the introductions made over a meal instead of in writing."""
    for told in INTRODUCTIONS:
        if told.way == "meeting":
            yield Meeting(
                at=moment(told.day, 13),
                until=moment(told.day, 14, 15),
                key=f"intro-{told.one}-{told.other}",
                host=told.introducer,
                guests=(told.one, told.other),
                title="Lunch for three: so you two can meet",
                place="Mill Lane Café",
                answers=("ACCEPTED", "ACCEPTED"),
            )


def first_word(dice: Dice) -> Iterator[Message]:
    """Yield the one message the monthly lunch began with, and the answers."""
    others = tuple(handle for handle in LUNCH if handle != CONVENER)
    at = moment(day_in(LUNCH_MONTH, 0.2), 8, 41)
    yield Message(
        at=at,
        key=LUNCH_THREAD,
        sender=CONVENER,
        to=others,
        intent="convenes",
        thread=LUNCH_THREAD,
    )
    for place, handle in enumerate(dice.some(others, len(others) - 1)):
        at = later(at, hours=0.4 + dice.wait(2.0))
        yield Message(
            at=at,
            key=f"{LUNCH_THREAD}-{place}",
            sender=handle,
            to=(CONVENER,),
            cc=tuple(other for other in others if other != handle),
            intent="agrees",
            thread=LUNCH_THREAD,
            reply_to=(LUNCH_THREAD,),
        )


def table_chat(dice: Dice) -> Iterator[Message]:
    """Yield the lunch table's group chat, liveliest around its Fridays."""
    for month in range(LUNCH_MONTH, LAST):
        for burst in range(_BURSTS):
            yield from _burst(_near_lunch(month, dice), f"table-{month}-{burst}", dice)


def _burst(at: datetime, key: str, dice: Dice) -> Iterator[Message]:
    for turn in range(2 + dice.count(2.5)):
        sender = dice.pick(LUNCH)
        yield Message(
            at=at,
            key=f"{key}-{turn}",
            sender=sender,
            to=tuple(handle for handle in LUNCH if handle != sender),
            channel="whatsapp",
            intent=dice.pick(("chat", "chat", "asks", "answers", "thanks", "news")),
            thread=TABLE_CHAT,
        )
        at = later(at, minutes=dice.wait(9.0), seconds=11)


def _near_lunch(month: int, dice: Dice) -> datetime:
    """Draw a time from four days before to two days after a month's last Friday."""
    day = last_friday(month) + timedelta(days=dice.whole(-4, 2))
    return moment(day, dice.whole(8, 21), dice.whole(0, 59), dice.whole(0, 59))
