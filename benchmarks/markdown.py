"""Figures as Markdown: a terminal and benchmarks/README.md show the same."""

from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table, its columns lined up.

    >>> print(table(["what", "n"], [["ties", 3]]))
    | what | n |
    |------|---|
    | ties | 3 |
    """
    written = [[_cell(one) for one in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(header, *written, strict=True)]
    lines = ["|".join(["", *("-" * (width + 2) for width in widths), ""])]
    lines[:0] = [_line(header, widths)]
    return "\n".join([*lines, *(_line(row, widths) for row in written)])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (f" {cell:<{width}} " for cell, width in zip(cells, widths, strict=True))
    return "|".join(["", *padded, ""])


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
