"""Where the time goes, as far as the files tell."""

from typing import Any

from mutuals.mirror.look_up import Village, nothing
from mutuals.mirror.words import hours_in_words, month_in_words, share_in_words
from mutuals.sentence import Evidence, Sentence, sureness

MONTHS = 12
WEEKS_A_MONTH = 52 / 12
_MINUTES = 60


def spent(here: Village) -> Sentence:
    """Say how many hours a week went to people in the last year, and how much alone."""
    rows = _last_year(here)
    months = sorted({row["month"] for row in rows})
    if len(months) < MONTHS / 2:
        return nothing(
            "We cannot say yet where your time goes: these files hold under six months of the "
            "last year."
        )
    weeks = len(months) * WEEKS_A_MONTH * _MINUTES
    total, lower, upper = (
        sum(row[name] for row in rows) / weeks for name in ("minutes", "lower", "upper")
    )
    alone = sum(row["minutes"] for row in rows if row["mode"] == "one_on_one") / weeks
    words = share_in_words(alone / total) if total else "none"
    parts = (
        "You spent ",
        Evidence(f"{hours_in_words(total)} a week", "time", len(rows)),
        " with people, as far as these files tell; ",
        Evidence(f"{words} of it one-on-one", "time", len(rows)),
        ".",
    )
    since, until = month_in_words(months[0]), month_in_words(months[-1])
    basis = f"message lengths and meeting times, {since} to {until}; other channels are missing"
    return Sentence(parts, basis=basis, sure=sureness(upper - lower, 2 * total) or "a hint")


def _last_year(here: Village) -> list[dict[str, Any]]:
    past = (here.now_at.year - 1) * 12 + here.now_at.month
    return [row for row in here.rows("own_hours", ego_id=here.me) if _number(row["month"]) > past]


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number)
