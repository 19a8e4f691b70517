"""``mutuals validate``: hide the last part of time, foretell it, count losses too."""

from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import progress, surface
from mutuals.columns import in_columns

if TYPE_CHECKING:
    from mutuals.validation import Validation

_COLUMNS = {"way": "way", "right": "ranks right", "gap": "Mutuals less it", "verdict": "Mutuals is"}


def run(
    context: typer.Context,
    share: Annotated[float, typer.Option(help="The last share of time to hide.")] = 0.2,
) -> None:
    """Hide the last share of time, foretell it, and compare with every plain way.

    Example: mutuals validate --share 0.2
    """
    from mutuals.validation import validate  # noqa: PLC0415  # --help stays light
    from mutuals.validation.telling import NOTHING  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened(current=False) as network, progress(asked) as show:
        found = validate(
            network,
            share=share,
            until=asked.moment(),
            tell=lambda what: show(f"working out {what}"),
        )
    if found is None:
        asked.answer(None, [NOTHING])
        raise typer.Exit(1)
    asked.answer(_value(found), _lines(found))


def _lines(found: "Validation") -> list[str]:
    from mutuals.validation.telling import about, answered, beside, gained, opened  # noqa: PLC0415  # as above

    lines = [opened(found).text(), beside(found)]
    for one in found.answers:
        rows = [
            {
                "way": standing.way,
                "right": about(standing.skill),
                "gap": about(standing.gap, signed=True) if standing.gap else "",
                "verdict": standing.verdict if standing.gap else "",
            }
            for standing in one.standings
        ]
        lines += ["", f"{one.asked}: {answered(one).text()}", *in_columns(rows, _COLUMNS)]
        if one.silent:
            lines.append(f"Says the same of all here: {', '.join(one.silent)}.")
        if one.standings:
            lines.append(f"Mutuals goes by {one.rule}.")
        if one.gain:
            lines.append(f"Groups left out: {gained(one)}.")
    return lines


def _value(found: "Validation") -> dict[str, object]:
    return {
        "since": found.since,
        "until": found.until,
        "days": found.days,
        "share": found.share,
        "ahead": found.count("ahead"),
        "level": found.count("level"),
        "behind": found.count("behind"),
        "answers": [
            {
                "asked": one.asked,
                "cases": one.cases,
                "came": one.came,
                "rule": one.rule,
                "off": one.off,
                "gain": one.gain,
                "silent": list(one.silent),
                "missing": one.missing,
                "standings": [
                    {
                        "way": standing.way,
                        "skill": standing.skill,
                        "gap": standing.gap,
                        "verdict": standing.verdict,
                    }
                    for standing in one.standings
                ],
            }
            for one in found.answers
        ],
    }
