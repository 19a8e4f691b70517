"""Conversations: who writes to whom, when, and on which channel."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from mutuals.village.dates import NOW, day_in, later, moment, month_of
from mutuals.village.dice import Dice
from mutuals.village.events import Meeting, Message
from mutuals.village.plans import DORMANT_STAGE, LAST, Plan, pair_of
from mutuals.village.roles import (
    CONVENER,
    DORMANT,
    FADING,
    FIVE_ADDRESSES,
    LUNCH_MONTH,
    OWNER,
    SLEEPS_FROM,
)

# The people the owner chats with on the telephone.
CHATS = (FADING, DORMANT, FIVE_ADDRESSES, CONVENER, "bramf", "aurelio.b", "pelagia_r", "marta.lind")
_HOURS = (7, 8, 8, 9, 9, 9, 10, 10, 11, 11, 12, 13, 14, 14, 15, 16, 17, 18, 19, 20, 20, 21, 22)
_INTENTS = ("chat",) * 7 + ("asks", "asks", "thanks", "offers", "news", "declines")
_ANSWERS = ("chat",) * 4 + ("thanks", "answers", "answers", "news", "declines")
_PLACES = ("Mill Lane Café", "The Copper Ladle, Quillby", "river path", "library steps")
_TITLES = ("Coffee", "Walk", "Supper", "Catch-up", "Tea")


def hour_of(dice: Dice) -> tuple[int, int, int]:
    """Draw a time of day at which people are up."""
    return dice.pick(_HOURS), dice.whole(0, 59), dice.whole(0, 59)


def conversations(plans: Iterable[Plan], dice: Dice) -> Iterator[Message]:
    """Yield the messages of every conversation of two."""
    for plan in plans:
        is_new = True
        for month in range(LAST):
            number = dice.count(plan.rates[month])
            if is_new and plan.rates[month]:
                number = max(number, 1)
                is_new = False
            for place in range(number):
                day = day_in(month, dice.share())
                if day > plan.since:
                    yield from _thread(plan, moment(day, *hour_of(dice)), (place, dice))


def _thread(plan: Plan, at: datetime, drawn: tuple[int, Dice]) -> Iterator[Message]:
    """Yield one conversation, its messages going to and fro."""
    place, dice = drawn
    ends = (plan.one, plan.other) if dice.chance(0.5) else (plan.other, plan.one)
    key = f"{plan.one}-{plan.other}-{at:%Y%m%d%H%M%S}-{place}"
    channel = _channel(plan, at, dice)
    past: tuple[str, ...] = ()
    for turn in range(2 + dice.count(0.5) if channel == "mail" else 2 + dice.count(1.6)):
        if at >= NOW:
            return
        yield Message(
            at=at,
            key=f"{key}-{turn}",
            sender=ends[turn % 2],
            to=(ends[1 - turn % 2],),
            channel=channel,
            intent=dice.pick(_ANSWERS if turn else _INTENTS),
            thread=key,
            reply_to=past,
        )
        past += (f"{key}-{turn}",)
        pause = dice.wait(9.0) if channel == "mail" else dice.wait(0.3)
        at = later(at, hours=min(pause, 60.0), seconds=41)


def _channel(plan: Plan, at: datetime, dice: Dice) -> str:
    """Choose how two people talk: openly at first, then by mail, then by telephone."""
    month = month_of(at.date())
    stage = plan.stages[month]
    if OWNER in {plan.one, plan.other}:
        other = plan.other if plan.one == OWNER else plan.one
        can_chat = other in CHATS and stage != "acquaintance"
    else:
        can_chat = stage in {"budding_friend", "friend"}
    if stage == "acquaintance" and plan.stages[0] != stage and month < LUNCH_MONTH:
        return "reply"
    if can_chat and dice.chance(0.5):
        return "whatsapp"
    return "reply" if stage == "acquaintance" and dice.chance(0.3) else "mail"


def meetings_of_two(plans: Iterable[Plan], dice: Dice) -> Iterator[Meeting]:
    """Yield the coffees and walks two people take together."""
    for plan in plans:
        for month in range(LAST):
            for _ in range(dice.count(plan.meetings[month])):
                day = day_in(month, dice.share())
                at = moment(day, dice.whole(9, 19), dice.pick((0, 0, 15, 30)))
                if day > plan.since and at < NOW:
                    yield _meeting(plan, at, dice)


def _meeting(plan: Plan, at: datetime, dice: Dice) -> Meeting:
    host, guest = (plan.one, plan.other) if dice.chance(0.5) else (plan.other, plan.one)
    is_call = dice.chance(0.2)
    return Meeting(
        at=at,
        until=later(at, minutes=dice.pick((30, 45, 60, 60, 90, 120))),
        key=f"two-{plan.one}-{plan.other}-{at:%Y%m%d%H%M}",
        host=host,
        guests=(guest,),
        title="Call" if is_call else dice.pick(_TITLES),
        place="" if is_call else dice.pick(_PLACES),
        medium="voice" if is_call else "in_person",
        answers=(dice.pick(("ACCEPTED",) * 12 + ("DECLINED", "TENTATIVE")),),
    )


def round_mails(
    groups: dict[str, list[str]], plans: dict[tuple[str, str], Plan], dice: Dice
) -> Iterator[Message]:
    """Yield mails to several people of one group, some answered to all."""
    for group, members in groups.items():
        for month in range(LAST):
            for place in range(dice.count(1.6)):
                at = moment(day_in(month, dice.share()), *hour_of(dice))
                people = [m for m in members if m != DORMANT or month < SLEEPS_FROM]
                sender, *others = dice.some(people, dice.whole(3, 6))
                if at >= NOW or not _know_all(sender, others, (plans, month)):
                    continue
                key = f"round-{group}-{month}-{place}"
                first = Message(
                    at=at,
                    key=key,
                    sender=sender,
                    to=tuple(others[:2]),
                    cc=tuple(others[2:-1]) if dice.chance(0.2) else tuple(others[2:]),
                    bcc=tuple(others[-1:]) if dice.chance(0.2) and len(others) > 2 else (),  # noqa: PLR2004 - somebody must stay visible
                    thread=key,
                    intent="invites",
                )
                first = _once(first)
                yield first
                yield from _answer_to_all(first, dice)


def _know_all(sender: str, others: list[str], now: tuple[dict[tuple[str, str], Plan], int]) -> bool:
    """Tell whether the sender knows them all in that month."""
    plans, month = now
    silent = {"", "avatar", DORMANT_STAGE}
    known = (plans.get(pair_of(sender, other)) for other in others)
    return all(plan is not None and plan.stages[month] not in silent for plan in known)


def _once(message: Message) -> Message:
    """Name nobody twice, and nobody openly who is written to blindly."""
    return replace(message, cc=tuple(h for h in message.cc if h not in message.bcc))


def _answer_to_all(first: Message, dice: Dice) -> Iterator[Message]:
    at = later(first.at, hours=dice.wait(6.0), seconds=75)
    if dice.chance(0.6) and at < NOW:
        who = first.to[0]
        yield Message(
            at=at,
            key=f"{first.key}-re",
            sender=who,
            to=(first.sender,),
            cc=tuple(h for h in first.to + first.cc if h != who),
            intent=dice.pick(("thanks", "answers", "declines")),
            thread=first.thread,
            reply_to=(first.key,),
        )
