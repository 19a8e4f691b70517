"""The friend who is fading: still in contact, and much less than was usual."""

from datetime import UTC, datetime

from mutuals.mirror.look_up import DAY, YEAR, Village, nothing
from mutuals.mirror.words import month_in_words, share_in_words
from mutuals.sentence import Evidence, Part, Sentence

# Four months: long enough that a holiday and a busy month do not make anybody fade.
LATELY = 120 * DAY
# Less than half of what was usual.
FADED = 0.5
# A last greeting or two.
HARDLY = 0.1
# Usual means at least monthly over the year before.
REGULAR = 12
NAMED = 2


def fading(here: Village) -> Sentence:
    """Name close people whose contact has fallen below half of its own rhythm."""
    close = {
        row["alter_id"]
        for row in here.rows("own_stage", ego_id=here.me)
        if row["stage"] in {"friend", "budding_friend"} and not row["is_dormant"]
    }
    moments: dict[int, list[int]] = {}
    for row in here.rows("own_contact", ego_id=here.me):
        if row["alter_id"] in close:
            moments.setdefault(row["alter_id"], []).append(row["started"])
    drops = {alter: _drop(times, here.now) for alter, times in moments.items()}
    faded = {alter: drop for alter, drop in drops.items() if drop is not None and drop < FADED}
    if not faded:
        return nothing("Nobody close to you is in contact less than half as often as before.")
    order = sorted(faded, key=lambda alter: (-_usual(moments[alter], here.now), alter))
    parts: list[Part] = []
    for place, alter in enumerate(order[:NAMED]):
        parts += [" " if place else "", "You and ", here.who(alter), " have "]
        parts += _said(faded[alter], (f"person/{alter}", len(moments[alter])), here.now)
    basis = f"contact with {len(close)} friends and budding friends, each against its own rhythm"
    return Sentence(tuple(parts), basis=basis, sure="fairly sure")


def _usual(moments: list[int], now: int) -> int:
    """Count the contact of the year before the last months."""
    return sum(now - LATELY - YEAR < one <= now - LATELY for one in moments)


def _drop(moments: list[int], now: int) -> float | None:
    """Return the last months' contact as a share of the rhythm before; None if rare."""
    usual = _usual(moments, now)
    if usual < REGULAR:
        return None
    return sum(one > now - LATELY for one in moments) / (usual * LATELY / YEAR)


def _said(drop: float, evidence: tuple[str, int], now: int) -> list[Part]:
    since = month_in_words(f"{datetime.fromtimestamp(now - LATELY, UTC):%Y-%m}")
    if drop < HARDLY:
        return [Evidence("hardly been in contact", *evidence), f" since {since}."]
    often = Evidence(f"{share_in_words(drop)} as often", *evidence)
    return ["been in contact ", often, f" since {since} as in the year before."]
