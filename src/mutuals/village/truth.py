"""Writes what was planted: the answers a reader of the files should come near."""

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from mutuals.village.dates import MONTHS, TODAY, month_of
from mutuals.village.gatherings import LUNCH_SERIES, PARTY_KEY
from mutuals.village.machines import LISTS, MACHINES, strangers
from mutuals.village.people import vouched
from mutuals.village.plans import DORMANT_STAGE, Plan
from mutuals.village.planted import LUNCH_THREAD
from mutuals.village.roles import (
    ASKED_OWNER,
    CONVENER,
    CROWD_FOLLOWER,
    DORMANT,
    ENGAGEMENT,
    FADING,
    FIVE_ADDRESSES,
    IN_NEED,
    INDEPENDENT,
    INTRODUCTIONS,
    LUNCH,
    LUNCH_MONTH,
    LUNCH_PLACE,
    MENTOR,
    NAMESAKES,
    OWNER,
    PARTY_CIRCLES,
    PARTY_DAY,
    PROTEGES,
    STAR,
    THIN_TIE,
)
from mutuals.village.story import Story

# Ego, alter, month, stage, and whether the tie is dormant.
Stage = tuple[str, str, str, str, bool]


def write_truth(folder: Path, story: Story, counts: Mapping[str, object]) -> Path:
    """Write ``truth.json``; ``counts`` are the records written by file."""
    truth = {
        "seed": story.seed,
        "today": TODAY.isoformat(),
        "months": MONTHS,
        "me": _owner(story),
        "roles": _roles(),
        "five_addresses": _five_addresses(story),
        "introductions": _introductions(),
        "requests": _requests(),
        "engagement": _engagement(),
        "lunch": {
            "members": LUNCH,
            "convener": CONVENER,
            "first_month": MONTHS[LUNCH_MONTH],
            "first_message": LUNCH_THREAD,
            "series": LUNCH_SERIES,
            "place": LUNCH_PLACE,
        },
        "party": {"day": PARTY_DAY.isoformat(), "circles": PARTY_CIRCLES, "event": PARTY_KEY},
        "automata": _automata(),
        "people": [
            {"handle": p.handle, "name": p.name, "group": p.group, "mails": p.mails}
            for p in story.people.values()
        ],
        "outcomes": _outcomes(story),
        "things": [{"thing": t.name, "group": t.group} for t in story.things],
        "counts": counts,
        "contexts": sorted([*pair, plan.context] for pair, plan in story.plans.items()),
        "stage_columns": ["ego", "alter", "month", "stage", "is_dormant"],
        "stages": list(_stages(story)),
    }
    path = folder / "truth.json"
    path.write_text(json.dumps(truth, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _owner(story: Story) -> dict[str, object]:
    owner = story.people[OWNER]
    return {
        "handle": OWNER,
        "name": owner.name,
        "mails": owner.mails,
        "phone": owner.phone,
        "chat_name": owner.chat_name,
    }


def _five_addresses(story: Story) -> dict[str, object]:
    five = story.people[FIVE_ADDRESSES]
    return {
        "handle": FIVE_ADDRESSES,
        "mails": five.mails,
        "chat_name": five.chat_name,
        "phone": five.phone,
        "verified_mails": vouched(five),
    }


def _automata() -> dict[str, object]:
    return {
        "machines": [machine.address for machine in MACHINES],
        "lists": [one.address for one in LISTS],
        "list_ids": [one.list_id for one in LISTS],
        "list_only_people": [address for _, address in strangers()],
    }


def _outcomes(story: Story) -> list[dict[str, object]]:
    return [
        {
            "outcome_id": t.key,
            "person": t.person,
            "thing": t.thing,
            "cause": t.cause,
            "source": t.source,
        }
        for t in story.taken
    ]


def _roles() -> dict[str, object]:
    return {
        "owner": OWNER,
        "star": STAR,
        "mentor": MENTOR,
        "proteges": PROTEGES,
        "crowd_follower": CROWD_FOLLOWER,
        "independent": INDEPENDENT,
        "convener": CONVENER,
        "fading": FADING,
        "dormant": DORMANT,
        "thin_tie": THIN_TIE,
        "in_need": IN_NEED,
        "namesakes": NAMESAKES,
        "five_addresses": FIVE_ADDRESSES,
    }


def _introductions() -> list[dict[str, object]]:
    return [
        {
            "introducer": told.introducer,
            "a": told.one,
            "b": told.other,
            "date": told.day.isoformat(),
            "way": told.way,
            "outcome": told.outcome,
            "thing": told.thing,
            "value": told.value,
            "interaction_id": f"intro-{told.one}-{told.other}",
        }
        for told in INTRODUCTIONS
    ]


def _requests() -> list[dict[str, str]]:
    """Return the chains in the owner's own mail: asked, introduced, what came of it."""
    return [
        {
            "asked_by": told.one,
            "introducer": told.introducer,
            "helper": told.other,
            "request": f"request-{told.one}",
            "introduction": f"intro-{told.one}-{told.other}",
            "outcome": told.outcome,
            "thing": told.thing,
        }
        for told in INTRODUCTIONS
        if told.introducer == OWNER and told.one in ASKED_OWNER
    ]


def _engagement() -> dict[str, object]:
    told = next(one for one in INTRODUCTIONS if one.thing == ENGAGEMENT)
    return {
        "thing": ENGAGEMENT,
        "in_need": IN_NEED,
        "introducer": THIN_TIE,
        "taken_by": OWNER,
        "need_message": "need-0",
        "introduction": f"intro-{told.one}-{told.other}",
        "outcome": f"result-{ENGAGEMENT}",
        "regular_from": MONTHS[month_of(told.day)],
        "value": told.value,
    }


def _stages(story: Story) -> Iterator[Stage]:
    """Yield every tie's stage by month, seen from both ends; then mere handles."""
    known = set()
    for plan in story.plans.values():
        for row in chain(_seen_by(plan, plan.one), _seen_by(plan, plan.other)):
            known.add(row[:3])
            yield row
    for following in story.follows:
        for month in MONTHS[month_of(following.at.date()) :]:
            if (following.follower, following.followed, month) not in known:
                yield following.follower, following.followed, month, "avatar", False


def _seen_by(plan: Plan, ego: str) -> Iterator[Stage]:
    """Yield one end's view of a tie; while it is dormant, the stage it had before."""
    other = plan.other if ego == plan.one else plan.one
    last = ""
    for month, stage in zip(MONTHS, plan.stages, strict=True):
        is_dormant = stage == DORMANT_STAGE
        last = last if is_dormant else stage
        if last:
            yield ego, other, month, last, is_dormant
