"""How every tie of the village goes, month by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from mutuals.village.dates import FIRST_DAY, MONTHS, month_of
from mutuals.village.dice import Dice
from mutuals.village.people import Person
from mutuals.village.roles import (
    CONVENER,
    CROWD_FOLLOWER,
    DORMANT,
    FADES_FROM,
    FADING,
    FIVE_ADDRESSES,
    INTRODUCTIONS,
    LUNCH,
    LUNCH_MONTH,
    MENTOR,
    NAMESAKES,
    OWNER,
    PARTY_CIRCLES,
    PROTEGES,
    SLEEPS_FROM,
    STAR,
    THIN_TIE,
    Introduction,
)

LAST = len(MONTHS)
STAGES = ("avatar", "acquaintance", "budding_friend", "friend")
DORMANT_STAGE = "dormant"
NOTHING = ""

# The one firm of the village: its people are colleagues, and some of them friends too.
FIRM = "ferncell"

# Conversations and meetings of two in a month, by stage.
_RATES = {"acquaintance": 0.09, "budding_friend": 0.28, "friend": 0.68}
_MEETINGS = {"budding_friend": 0.08, "friend": 0.3}
_OWNER_TALKS_MORE = 5.0
_INTRODUCED = 0.8  # conversations a month of two who were brought together
_PARTY_FRIENDS_FROM = 26

Pair = tuple[str, str]


@dataclass(slots=True)
class Plan:
    """A tie's stage and its conversations and meetings of two in every month.

    ``context`` is friend, colleague or both: where the two know each other from.
    """

    one: str
    other: str
    stages: list[str]
    rates: list[float]
    meetings: list[float]
    since: date = FIRST_DAY
    is_steady: bool = False
    context: str = "friend"


def pair_of(one: str, other: str) -> Pair:
    """Return two handles in their one order."""
    return (one, other) if one < other else (other, one)


def path(*steps: tuple[int, str]) -> list[str]:
    """Return a stage for every month from the months in which it changes."""
    stages = [NOTHING] * LAST
    for month, stage in steps:
        stages[month:] = [stage] * (LAST - month)
    return stages


def planned(pair: Pair, stages: list[str]) -> Plan:
    """Return a plan with the usual amount of talk for its stages."""
    factor = _OWNER_TALKS_MORE if OWNER in pair else 1.0
    return Plan(
        *pair,
        stages=stages,
        rates=[_RATES.get(stage, 0.0) * factor for stage in stages],
        meetings=[_MEETINGS.get(stage, 0.0) for stage in stages],
    )


def draw(people: Mapping[str, Person], dice: Dice) -> dict[Pair, Plan]:
    """Return every tie's plan: the planted ones, and chance for all others."""
    plans = _planted(dice)
    groups = {handle: person.group for handle, person in people.items()}
    for one, other in combinations(sorted(people), 2):
        if (one, other) in plans:
            continue
        stages = _by_chance((one, other), groups[one] == groups[other], dice)
        if stages:
            plans[one, other] = planned((one, other), stages)
    for (one, other), plan in plans.items():
        if groups[one] == groups[other] == FIRM:
            is_close = not {"budding_friend", "friend"}.isdisjoint(plan.stages)
            plan.context = "both" if is_close else "colleague"
    return plans


def _by_chance(pair: Pair, is_same_group: bool, dice: Dice) -> list[str]:  # noqa: FBT001 - a fact
    """Draw an ordinary tie; people of one group know each other from the start."""
    if STAR in pair:
        return path((0, "acquaintance")) if dice.chance(0.05) else []
    if not is_same_group and not dice.chance(0.08):
        return []
    month = 0 if is_same_group or dice.chance(0.4) else dice.whole(1, LAST - 6)
    level = dice.pick((1, 1, 1, 1, 1, 1, 1, 2, 2, 3)) if month == 0 else 1
    steps = [(month, STAGES[level])]
    for now in range(month + 3, LAST):
        top = level == len(STAGES) - 1
        if not top and dice.chance(0.006):
            level += 1
            steps.append((now, STAGES[level]))
        elif not is_same_group and dice.chance(0.006):
            steps.append((now, DORMANT_STAGE))
            break
    return path(*steps)


def _planted(dice: Dice) -> dict[Pair, Plan]:
    """Return the plans the story needs."""
    plans: dict[Pair, Plan] = {}
    for stages, *pairs in _settled():
        for one, other in pairs:
            pair = pair_of(one, other)
            plans[pair] = planned(pair, list(stages))
    for one, other in combinations(LUNCH, 2):
        pair = pair_of(one, other)
        plans[pair] = planned(pair, _lunch_path(dice, is_host=CONVENER in pair))
    for told in INTRODUCTIONS:
        pair = pair_of(told.one, told.other)
        plans[pair] = _after(told)
    _make_steady(plans)
    return plans


def _settled() -> list[tuple[list[str], *tuple[Pair, ...]]]:
    """Return stages and the pairs that go through them."""
    friends = path((0, "friend"))
    growing = path((0, "acquaintance"), (12, "budding_friend"), (_PARTY_FRIENDS_FROM, "friend"))
    budding = path((0, "acquaintance"), (8, "budding_friend"))
    circles = [pair for circle in PARTY_CIRCLES for pair in combinations(circle, 2)]
    helpers = [
        (told.introducer, end)
        for told in INTRODUCTIONS
        for end in (told.one, told.other)
        if told.introducer != THIN_TIE
    ]
    taught = [(MENTOR, protege) for protege in PROTEGES]
    return [
        (budding, *helpers),
        (path((0, "acquaintance"), (5, "budding_friend"), (14, "friend")), *taught),
        (growing, *circles),
        (friends, (OWNER, "aurelio.b"), (OWNER, FIVE_ADDRESSES)),
        (path((0, "friend"), (FADES_FROM + 4, "budding_friend")), (OWNER, FADING)),
        (path((0, "friend"), (SLEEPS_FROM, DORMANT_STAGE)), (OWNER, DORMANT)),
        (path((0, "avatar")), (OWNER, STAR), (OWNER, CROWD_FOLLOWER)),
        (budding, (OWNER, NAMESAKES[0])),
        (path((0, "acquaintance")), (OWNER, NAMESAKES[1])),
        (path((20, "avatar"), (29, "acquaintance"), (33, "budding_friend")), (OWNER, THIN_TIE)),
        (path((6, "acquaintance")), (THIN_TIE, "radka.u")),
    ]


def _lunch_path(dice: Dice, *, is_host: bool) -> list[str]:
    """Return the way from a handle to a friend at the monthly table."""
    met = LUNCH_MONTH - (3 if is_host else 1)
    budding = LUNCH_MONTH + dice.whole(2, 5)
    steps = [(8, "avatar"), (met, "acquaintance"), (budding, "budding_friend")]
    if dice.chance(0.7) or is_host:
        steps.append((LUNCH_MONTH + dice.whole(8, 13), "friend"))
    return path(*steps)


def _after(told: Introduction) -> Plan:
    """Return what becomes of two people once somebody has introduced them."""
    month = month_of(told.day)
    ways = {
        "nothing": [(month, "acquaintance"), (month + 2, DORMANT_STAGE)],
        "acquaintance": [(month, "acquaintance")],
        "budding_friend": [(month, "acquaintance"), (month + 3, "budding_friend")],
        "friend": [
            (month, "acquaintance"),
            (month + 2, "budding_friend"),
            (month + 7, "friend"),
        ],
        "job": [(month, "acquaintance"), (month + 2, "budding_friend")],
        "engagement": [(month, "acquaintance"), (month + 1, "budding_friend")],
    }
    plan = planned(pair_of(told.one, told.other), path(*ways[told.outcome]))
    plan.since = told.day
    floor = 0.0 if told.outcome == "nothing" else _INTRODUCED
    plan.rates = [max(rate, floor) if floor else 0.0 for rate in plan.rates]
    return plan


def _make_steady(plans: dict[Pair, Plan]) -> None:
    """Set the rhythm of the ties whose rhythm is the story."""
    for protege in PROTEGES:
        plan = plans[pair_of(MENTOR, protege)]
        plan.rates = [2.6 if month >= 5 else 1.0 for month in range(LAST)]  # noqa: PLR2004 - month
        plan.meetings = [0.6] * LAST
        plan.is_steady = True
    fading = plans[pair_of(OWNER, FADING)]
    fading.rates = [4.3] * FADES_FROM + [2.0, 1.4, 0.9, 0.6, 0.3, 0.2, 0.1]
    fading.meetings = [0.8] * FADES_FROM + [0.0] * (LAST - FADES_FROM)
    dormant = plans[pair_of(OWNER, DORMANT)]
    dormant.rates = [4.0] * SLEEPS_FROM + [0.0] * (LAST - SLEEPS_FROM)
    thin = plans[pair_of(OWNER, THIN_TIE)]
    thin.rates = [0.0] * 31 + [2.5] * (LAST - 31)
    for plan in (fading, dormant, thin):
        plan.is_steady = True
    thin.meetings = [0.0] * 33 + [0.4] * (LAST - 33)
