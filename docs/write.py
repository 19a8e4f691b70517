"""Write docs/ from the code: every command, reader, table and claim there is."""

from importlib import import_module
from inspect import cleandoc, getdoc, signature
from pathlib import Path

from mutuals.discover import modules, names
from mutuals.engine.schema import MEANINGS
from mutuals.schemas import SCHEMAS
from mutuals.steps import steps

FOLDER = Path(__file__).parent


def commands() -> str:
    """Return the page about commands."""
    parts = ["# Commands\n"]
    for name, module in modules("mutuals.cli").items():
        options = [
            one for one in signature(module.run).parameters.values() if one.name != "context"
        ]
        listed = ", ".join(f"`{one.name.replace('_', '-')}`" for one in options)
        parts.append(f"## mutuals {name.replace('_', '-')}\n\n{getdoc(module.run)}\n")
        if listed:
            parts.append(f"Takes: {listed}.\n")
    return "\n".join(parts)


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
