"""Closeness with a channel missing: not seen is not "not friends"."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.truth.closeness_transfer import planted
from benchmarks.truth.views import view

from mutuals.village import write

# What a file of each channel is called in the owner's folder.
CHANNELS = {"mail": "All mail.mbox", "chats": "WhatsApp*", "calendar": "*.ics"}


def coverage(seed: int) -> Iterator[list[object]]:
    """Yield how the owner's ties are told from all files, and without a channel."""
    for left_out in ("nothing", *CHANNELS):
        with TemporaryDirectory() as place:
            there = write(Path(place), seed=seed)
            for file in (there / "owner").rglob(CHANNELS.get(left_out, "no such file")):
                file.unlink()
            with view(there, "owner", seed) as seen:
                yield [left_out, *planted(seen)[0][1:]]
