"""Write docs/ from the code: every command, reader, table and claim there is."""

from importlib import import_module
from inspect import cleandoc, getdoc
from pathlib import Path
from typing import Any

import typer

from mutuals.cli import command_line
from mutuals.discover import modules, names
from mutuals.engine.schema import MEANINGS
from mutuals.schemas import SCHEMAS
from mutuals.steps import steps

FOLDER = Path(__file__).parent


def commands() -> str:
    """Return the page about commands."""
    parts = ["# Commands\n"]
    shown = typer.main.get_group(command_line())
    parts.append(f"For every command:\n\n{_options(shown)}\n")
    for name, command in shown.commands.items():
        parts.append(f"## mutuals {name}\n\n{getdoc(command.callback)}\n")
        if listed := _options(command):
            parts.append(f"{listed}\n")
    return "\n".join(parts)


def _options(command: Any) -> str:  # noqa: ANN401  # typer's own kind of command
    """Return what a command takes, a line each with its meaning."""
    told = [
        (one.name if one.param_type_name == "argument" else max(one.opts, key=len), one.help)
        for one in command.params
        if one.name != "help"
    ]
    return "\n".join(f"- `{name}`: {meaning}" for name, meaning in told)


def readers() -> str:
    """Return the page about formats."""
    parts = ["# Formats\n"]
    for name in names("mutuals.readers"):
        module = import_module(f"mutuals.readers.{name}")
        parts.append(f"## {name}\n\n{cleandoc(module.__doc__ or '')}\n")
    return "\n".join(parts)


def tables() -> str:
    """Return the page about tables: what each holds, column by column."""
    parts = ["# Tables\n"]
    for name, meaning in MEANINGS.items():
        schema = SCHEMAS.get(name)
        columns = "" if schema is None else f"\nColumns: {', '.join(schema.names)}.\n"
        parts.append(f"## {name}\n\n{meaning}\n{columns}")
    for name, step in sorted(steps().items()):
        needs = f"Made in `{step.folder}` from {', '.join(step.needs)}." if step.needs else ""
        parts.append(f"## {name}\n\n```\n{step.meaning}\n```\n\n{needs}\n")
    return "\n".join(parts)


def claims() -> str:
    """Return the page about the claims of the essays."""
    parts = ["# Claims\n"]
    for name, module in modules("mutuals.claims").items():
        if name != "claim":
            parts.append(f"## {name.replace('_', ' ')}\n\n{cleandoc(module.__doc__ or '')}\n")
    return "\n".join(parts)


PAGES = {
    "commands.md": commands,
    "formats.md": readers,
    "tables.md": tables,
    "claims.md": claims,
}

if __name__ == "__main__":
    for page, write in PAGES.items():
        (FOLDER / page).write_text(write().rstrip() + "\n", encoding="utf-8")
