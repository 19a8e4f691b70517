"""``mutuals serve``: show the page on this machine."""

from typing import Annotated

import typer

from mutuals.cli import surface


def run(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 0,
    *,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open none.")] = False,
) -> None:
    """Serve the page on 127.0.0.1 with a token; nothing else can reach it.

    Example: mutuals serve --port 8321
    """
    from mutuals.web.serve import serve  # noqa: PLC0415  # --help must not load the web

    asked = surface(context)
    with asked.opened(create=True) as network:
        serve(network, port=port, open_browser=not no_browser, say=asked.note)
