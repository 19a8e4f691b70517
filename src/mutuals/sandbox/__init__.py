"""Readers run here, in a child process with limits; rows come back as Arrow batches.

``read`` starts the child and yields what it says. A child that dies, stalls or breaks a
limit costs one reject that names the file and the last record; the next file goes on in
a new child. The process that holds the store never opens an archive.
"""

from mutuals.sandbox.frames import Begun, Ended, Event, Failed, Recognised, Tick, Told, Unread
from mutuals.sandbox.frames import Rows as RowsRead
from mutuals.sandbox.members import shown_name
from mutuals.sandbox.parent import Request, read
from mutuals.sandbox.repositories import is_repository

__all__ = [
    "Begun",
    "Ended",
    "Event",
    "Failed",
    "Recognised",
    "Request",
    "RowsRead",
    "Tick",
    "Told",
    "Unread",
    "is_repository",
    "read",
    "shown_name",
]
