"""``mutuals same``: two names that may be one person, for you to say."""

import typer

from mutuals.cli import surface

_SHOWN = 50


def run(context: typer.Context) -> None:
    """List two names that may be one person, the likeliest first, and why.

    Nobody is put together unless you say so: mutuals correct same ANN ANNA, or apart
    where they are two; neither takes your word back.

    Example: mutuals same --limit 10
    """
    from mutuals.people.one_person import contradictions  # noqa: PLC0415  # --help stays light
    from mutuals.people.review import queue  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened() as network:
        found, many = queue(network, most=asked.limit or _SHOWN)
        for sentence in contradictions(network):
            asked.note(sentence)
        alike = network.table("look_alike").num_rows
    if alike:
        asked.note(f"{alike} addresses look like another's and are kept apart: table look_alike.")
    rows = [
        {
            "one": f"{pair.one.name} <{pair.one.addresses[0][1]}>",
            "other": f"{pair.other.name} <{pair.other.addresses[0][1]}>",
            "sure": pair.sure,
            "reason": "; ".join(pair.reasons),
            "doubt": "; ".join(pair.doubts),
        }
        for pair in found
    ]
    columns = {"one": "one", "other": "other", "sure": "how sure", "reason": "why", "doubt": "but"}
    asked.listing(rows, columns, summary=_summary(len(rows), many), value=found)


def _summary(shown: int, many: int) -> str:
    if not many:
        return "No two names here may be one person, as far as the records tell."
    return f"Two names, one person? {many} to look at, the likeliest first; {shown} shown."
