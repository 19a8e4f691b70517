"""Tie weather: how contact runs against this tie's own rhythm, in one word."""

from collections.abc import Sequence

DAY = 86_400
RECENT, YEAR, QUIET = 90 * DAY, 365 * DAY, 180 * DAY
FEWEST = 4
WARMER, COOLER = 1.6, 0.5


def weather(times: Sequence[int], now: int) -> str:
    """Return warming, steady, cooling, revived or dormant.

    ``times`` are the seconds of each contact. The last 90 days are held against the
    nine months before; half a year without contact is dormant, and contact after such a
    gap is revived. It looks at whole months, so a quiet week moves nothing.

    >>> weather([], 400 * DAY)
    'dormant'
    >>> weather([day * DAY for day in range(0, 400, 10)], 400 * DAY)
    'steady'
    """
    today = now - now % (30 * DAY) + 30 * DAY
    seen = sorted(one for one in times if one <= now)
    if not seen or today - seen[-1] > QUIET + 30 * DAY:
        return "dormant"
    recent = [one for one in seen if one > today - RECENT]
    before = [one for one in seen if today - YEAR < one <= today - RECENT]
    earlier = [one for one in seen if one <= today - RECENT]
    if recent and earlier and recent[0] - earlier[-1] > QUIET:
        return "revived"
    if len(recent) + len(before) < FEWEST:
        return "steady"
    expected = len(before) * RECENT / (YEAR - RECENT)
    if len(recent) > WARMER * expected + 1:
        return "warming"
    return "cooling" if len(recent) < COOLER * expected else "steady"
