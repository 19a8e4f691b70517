"""Circles, gatherings and the weather of ties, held against what was planted."""

from collections.abc import Iterator, Sequence

import numpy as np
from benchmarks.truth.findings import DRAWS, Finding, pair_f1
from benchmarks.truth.recurring import recurring
from benchmarks.truth.views import View

from mutuals.ties.weather import BEFORE as DAYS
from mutuals.ties.weather import Counted, weather_word
from mutuals.village.plans import Plan
from mutuals.village.story import tell

STABLE = 0.8
# As the table's own words have it: three months against the year before.
RECENT, BEFORE, QUIET = 3, 12, 6
WARMER, COOLER = 1.5, 2 / 3
# Asleep and revived are facts of silence, and no estimates.
WEATHER = ("warming", "steady", "cooling")


def together(seen: View) -> Iterator[Finding]:
    """Yield what was planted of company, what came out, and how much of it is right."""
    if seen.side == "community":
        yield from _circles(seen)
    yield from recurring(seen)
    yield from _weather(seen)


def _circles(seen: View) -> Iterator[Finding]:
    """Hold circles against the groups people belong to, by pairs put together."""
    group = {one["handle"]: one["group"] for one in seen.truth["people"]}
    rows = [row for row in seen.rows("circle") if seen.handle_of.get(row["person_id"]) in group]
    true = [group[seen.handle_of[row["person_id"]]] for row in rows]
    said = [row["circle_id"] for row in rows]
    names = {one: place for place, one in enumerate(sorted(set(true)))}
    wanted = [names[one] for one in true]
    rng = np.random.default_rng(1)
    chance = np.mean([pair_f1(wanted, rng.permutation(said).tolist()) for _ in range(DRAWS // 20)])
    f1 = pair_f1(wanted, said)
    words = (
        f"{len(set(said))} circles of {len(names)} groups, {len(rows)} of {len(group)} people; "
        f"random partitions of the same sizes {chance:.2f}"
    )
    yield "circles against groups, pair F1", words, f"{f1:.2f}"
    stable = [row["stability"] for row in rows]
    held = sum(one >= STABLE for one in stable)
    words = f"in {rows[0]['runs']} runs, mean {np.mean(stable):.2f}, least {min(stable):.2f}"
    yield f"in their circle in {STABLE:.0%} of Leiden's runs", words, f"{held / len(rows):.2f}"


def _weather(seen: View) -> Iterator[Finding]:
    """Hold each tie's weather against the planned amount of contact."""
    plans = tell(seen.seed).plans
    planted: dict[tuple[str, str], str] = {}
    for (one, other), plan in plans.items():
        word = planted_weather(plan)
        planted |= {(one, other): word, (other, one): word}
    owner = seen.truth["me"]["handle"]
    told: list[tuple[str, str, bool]] = []
    untold = 0
    for row in seen.rows("weather"):
        pair = seen.handle_of.get(row["ego_id"], ""), seen.handle_of.get(row["alter_id"], "")
        if pair not in planted or (seen.side == "owner" and pair[0] != owner):
            continue
        if row["weather"] == "not enough records":
            untold += 1
        else:
            told.append((planted[pair], row["weather"], row["is_fading"]))
    yield from (_word(told, one, untold) for one in WEATHER)
    mine = [plan for pair, plan in plans.items() if seen.side == "community" or owner in pair]
    yield from _at_best(mine)
    fading = [row for row in told if row[2]]
    right = sum(row[0] in {"cooling", "asleep"} for row in fading)
    words = f"{len(fading)} said to fade, {right} of them planted to cool or end"
    yield "fading, precision", words, f"{right / len(fading):.2f}" if fading else "-"


def _word(told: list[tuple[str, str, bool]], word: str, untold: int) -> Finding:
    wanted, said = ([row[end] == word for row in told] for end in (0, 1))
    right = sum(one and other for one, other in zip(wanted, said, strict=True))
    words = f"{sum(wanted)} planted, {sum(said)} told, {right} both; {untold} ties not judged"
    shares = [f"{right / many:.2f}" if many else "-" for many in (sum(said), sum(wanted))]
    return f"weather, {word}: precision, recall", words, ", ".join(shares)


def _at_best(plans: Sequence[Plan]) -> Iterator[Finding]:
    """Say what the same rule makes of nothing but the planned contact, drawn once.

    That is what the records can show at best: most plans are a few contacts a year.
    """
    rng = np.random.default_rng(1)
    monthly = np.array([np.add(plan.rates, plan.meetings) for plan in plans])
    spans = slice(-RECENT - BEFORE, -RECENT), slice(-RECENT, None)
    before, now = (rng.poisson(monthly[:, one].sum(axis=1)).astype(np.float64) for one in spans)
    size = np.zeros(len(plans), np.int64)
    counted = Counted(now, before, np.full(len(plans), float(DAYS)), size, size)
    said = weather_word(counted, np.ones(len(plans)))
    told = [
        (planted_weather(plan), word, False)
        for plan, word in zip(plans, said.tolist(), strict=True)
        if word != "not enough records"
    ]
    for word in ("warming", "cooling"):
        name, words, shares = _word(told, word, len(plans) - len(told))
        yield f"{name}, of what was planned alone", words, shares


def planted_weather(plan: Plan) -> str:
    """Return a tie's weather from its planned conversations and meetings a month.

    >>> steady = Plan("a", "b", ["friend"] * 48, [1.0] * 48, [0.0] * 48)
    >>> planted_weather(steady)
    'steady'
    """
    monthly = np.add(plan.rates, plan.meetings)
    if not monthly[-QUIET:].any():
        return "asleep"
    before, now = monthly[-RECENT - BEFORE : -RECENT].mean(), monthly[-RECENT:].mean()
    if now >= WARMER * before:
        return "warming"
    return "cooling" if now <= COOLER * before else "steady"
