"""Conversations: who writes to whom, when, and on which channel."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from mutuals.village.dates import NOW, day_in, later, moment, month_of
from mutuals.village.dice import Dice
from mutuals.village.events import Meeting, Message
from mutuals.village.plans import DORMANT_STAGE, LAST, Pair, Plan, pair_of
from mutuals.village.rhythm import at_work, by_chance, evenly, happenings, waking_moment
from mutuals.village.roles import (
    CONVENER,
    DORMANT,
    FADING,
    FIVE_ADDRESSES,
    KEEP_APART,
    LUNCH,
    LUNCH_MONTH,
    OWNER,
    SLEEPS_FROM,
)

# The people the owner chats with on the telephone.
CHATS = (FADING, DORMANT, FIVE_ADDRESSES, CONVENER, "bramf", "aurelio.b", "pelagia_r", "marta.lind")
_INTENTS = ("chat",) * 7 + ("asks", "asks", "thanks", "offers", "news", "declines")
_ANSWERS = ("chat",) * 4 + ("thanks", "answers", "answers", "news", "declines")
_PLACES = ("Mill Lane Café", "The Copper Ladle, Quillby", "river path", "library steps")
_TITLES = ("Coffee", "Walk", "Supper", "Catch-up", "Tea")
_ROUNDS = 1.6  # mails to several in a group's month
_HIDES_ONE = 4  # with so many others, one of them may be written to blindly


def conversations(plans: Iterable[Plan], dice: Dice) -> Iterator[Message]:
    """Yield the messages of every conversation of two."""
    for plan in plans:
        starts = evenly(plan.rates, dice) if plan.is_steady else by_chance(plan.rates, dice)
        for place, at in enumerate(starts):
            if at.date() > plan.since:
                yield from _thread(plan, (at, place), dice)


def _thread(plan: Plan, start: tuple[datetime, int], dice: Dice) -> Iterator[Message]:
    """Yield one conversation, its messages going to and fro."""
    at, place = start
    ends = (plan.one, plan.other) if dice.chance(0.5) else (plan.other, plan.one)
    key = f"{plan.one}-{plan.other}-{at:%Y%m%d%H%M%S}-{place}"
    drawn = _channel(plan, at, dice)
    is_work = _is_work(plan, place)
    channel = "mail" if is_work and drawn == "whatsapp" else drawn
    said = at_work(at) if is_work else at
    past: tuple[str, ...] = ()
    for turn in range(2 + dice.count(0.5 if drawn == "mail" else 1.6)):
        if at >= NOW:
            return
        yield Message(
            at=said,
            key=f"{key}-{turn}",
            sender=ends[turn % 2],
            to=(ends[1 - turn % 2],),
            channel=channel,
            intent=dice.pick(_ANSWERS if turn else _INTENTS),
            thread=key,
            reply_to=past,
        )
        past += (f"{key}-{turn}",)
        pause = dice.wait(9.0 if drawn == "mail" else 0.3)
        at = later(at, hours=min(pause, 60.0), seconds=41)
        said = max(at_work(at), later(said, minutes=2)) if is_work else at


def _is_work(plan: Plan, place: int) -> bool:
    """Tell whether they talk as colleagues; who are both do every other time."""
    return plan.context == "colleague" or (plan.context == "both" and place % 2 == 0)


def _channel(plan: Plan, at: datetime, dice: Dice) -> str:
    """Choose how two people talk: openly at first, then by mail, then by telephone."""
    month = month_of(at.date())
    stage = plan.stages[month]
    is_new = stage == "acquaintance"
    if is_new and {plan.one, plan.other} <= set(LUNCH) and month < LUNCH_MONTH:
        return "reply"
    can_chat = not is_new
    if OWNER in {plan.one, plan.other}:
        can_chat = can_chat and not {plan.one, plan.other}.isdisjoint(CHATS)
    if can_chat and dice.chance(0.5):
        return "whatsapp"
    return "reply" if is_new and dice.chance(0.3) else "mail"


def meetings_of_two(plans: Iterable[Plan], dice: Dice) -> Iterator[Meeting]:
    """Yield the coffees and walks two people take together."""
    for plan in plans:
        for month, place in happenings(plan.meetings, dice):
            day = day_in(month, dice.share())
            at = moment(day, dice.whole(9, 19), dice.pick((0, 0, 15, 30)))
            if day > plan.since:
                yield _meeting(plan, (at, place), dice)


def _meeting(plan: Plan, start: tuple[datetime, int], dice: Dice) -> Meeting:
    at, place = start
    host, guest = (plan.one, plan.other) if dice.chance(0.5) else (plan.other, plan.one)
    at = at_work(at) if _is_work(plan, place) else at
    is_call = dice.chance(0.2)
    return Meeting(
        at=at,
        until=later(at, minutes=dice.pick((30, 45, 60, 60, 90, 120))),
        key=f"two-{plan.one}-{plan.other}-{at:%Y%m%d%H%M}-{place}",
        host=host,
        guests=(guest,),
        title="Call" if is_call else dice.pick(_TITLES),
        place="" if is_call else dice.pick(_PLACES),
        medium="voice" if is_call else "in_person",
        answers=(dice.pick(("ACCEPTED",) * 12 + ("DECLINED", "TENTATIVE")),),
        is_cancelled=dice.chance(0.02),
    )


def round_mails(
    groups: Mapping[str, Sequence[str]], plans: Mapping[Pair, Plan], dice: Dice
) -> Iterator[Message]:
    """Yield mails to several people of one group, some answered to all."""
    for group, members in groups.items():
        for month, place in happenings([_ROUNDS] * LAST, dice):
            at = waking_moment(month, dice)
            people = _reached(members, month)
            sender, *others = dice.some(people, dice.whole(3, 7))
            if _know_all(sender, others, (plans, month)):
                first = _round(f"round-{group}-{month}-{place}", (at, sender, others), dice)
                yield first
                yield from _answer_to_all(first, dice)


def _reached(members: Iterable[str], month: int) -> list[str]:
    """Return those of a group who take part in it in that month."""
    return [
        member
        for member in members
        if member not in KEEP_APART and (member != DORMANT or month < SLEEPS_FROM)
    ]


def _know_all(sender: str, others: Iterable[str], now: tuple[Mapping[Pair, Plan], int]) -> bool:
    """Tell whether the sender knows them all in that month."""
    plans, month = now
    silent = {"", "avatar", DORMANT_STAGE}
    known = (plans.get(pair_of(sender, other)) for other in others)
    return all(plan is not None and plan.stages[month] not in silent for plan in known)


def _round(key: str, drawn: tuple[datetime, str, list[str]], dice: Dice) -> Message:
    """Return a mail to two, with copies to the others and perhaps a blind one."""
    at, sender, others = drawn
    hidden = 1 if len(others) >= _HIDES_ONE and dice.chance(0.3) else 0
    return Message(
        at=at,
        key=key,
        sender=sender,
        to=tuple(others[:2]),
        cc=tuple(others[2 : len(others) - hidden]),
        bcc=tuple(others[len(others) - hidden :]),
        thread=key,
        intent="invites",
    )


def _answer_to_all(first: Message, dice: Dice) -> Iterator[Message]:
    if dice.chance(0.6):
        who = first.to[0]
        yield Message(
            at=later(first.at, hours=dice.wait(6.0), seconds=75),
            key=f"{first.key}-re",
            sender=who,
            to=(first.sender,),
            cc=tuple(handle for handle in first.to + first.cc if handle != who),
            intent=dice.pick(("thanks", "answers", "declines")),
            thread=first.thread,
            reply_to=(first.key,),
        )
