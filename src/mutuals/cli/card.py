"""``mutuals card``: the private card on time alone."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import surface
from mutuals.errors import UsageError

if TYPE_CHECKING:
    from mutuals.mirror.solitude import Card


def run(
    context: typer.Context,
    *,
    answers: Annotated[
        str, typer.Option(help="All twenty from 1 to 5 in order (0: left out), as 43152...")
    ] = "",
    adult: Annotated[bool, typer.Option("--adult", help="I am eighteen or older.")] = False,
    delete: Annotated[bool, typer.Option("--delete", help="Delete every answer.")] = False,
) -> None:
    """Ask you, and nobody else, about time alone; kept privately, deleted at a word.

    Without options it shows the card, and at a terminal asks the first time.

    Example: mutuals card
    """
    from mutuals.mirror.solitude import answered, card, forget  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    if answers and not (answers.isascii() and answers.isdigit()):
        msg = "--answers takes digits only, one for each item"
        raise UsageError(msg)
    with asked.opened(current=False) as network:
        if delete:
            said = forget(network)
            asked.answer({"said": said}, [said])
            return
        found = card(network)
        if not answers and found is None and sys.stdin.isatty():
            adult = typer.confirm("Are you eighteen or older?")
            answers = _asked() if adult else "0" * 20
        if answers:
            said = answered(network, [int(one) for one in answers], is_adult=adult)
            asked.note(said)
            found = card(network)
        asked.answer(found or {}, _lines(found))


def _asked() -> str:
    from mutuals.mirror.solitude import CHOICES, ITEMS  # noqa: PLC0415  # --help stays light

    scale = ", ".join(f"{number} {words}" for number, words in enumerate(CHOICES, 1))
    typer.echo(f"How accurately does each describe you? {scale}; 0 leaves one out.", err=True)
    given = ""
    for text, _, _ in ITEMS:
        one = -1
        while not 0 <= one <= len(CHOICES):
            one = typer.prompt(f"I {text[0].lower()}{text[1:]}", type=int, err=True)
        given += str(one)
    return given


def _lines(found: "Card | None") -> list[str]:
    from mutuals.mirror.solitude import AGAIN, MOOD  # noqa: PLC0415  # --help stays light

    if found is None:
        return ["There is no card. `mutuals card` at a terminal asks, and so does the page."]
    lines = [found.sentence, MOOD, ""]
    for name, one in (("chosen", found.chosen), ("at ease", found.ease)):
        lines.append(f"{name}: about {one.middle:.1f} of 5 ({one.lower} to {one.upper})")
    return [*lines, "", *([found.help] if found.help else []), AGAIN]
