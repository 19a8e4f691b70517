"""Writes the owner's WhatsApp exports, each in the form of another telephone."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from mutuals.village.dice import Picks
from mutuals.village.events import Message
from mutuals.village.letters import names_in
from mutuals.village.planted import TABLE_CHAT
from mutuals.village.roles import LUNCH, OWNER
from mutuals.village.story import Story
from mutuals.village.words import saying

_NOON = 12
_MEDIA = 23  # one in so many messages is a picture
_MARK = "\u200e"
_NARROW = "\u202f"
_ENCRYPTED = (
    "Messages and calls are end-to-end encrypted. Only people in this chat can read,"
    " listen to, or share them."
)


def _day_first(at: datetime) -> str:
    return f"{at:%d/%m/%Y, %H:%M} - "


def _american(at: datetime) -> str:
    hour = at.hour % _NOON or _NOON
    half = "PM" if at.hour >= _NOON else "AM"
    return f"{at.month}/{at.day}/{at:%y}, {hour}:{at:%M}{_NARROW}{half} - "


def _dotted(at: datetime) -> str:
    return f"{at:%d.%m.%y, %H:%M} - "


def _bracket(at: datetime) -> str:
    return f"[{at:%d.%m.%y, %H:%M:%S}] "


def _american_bracket(at: datetime) -> str:
    hour = at.hour % _NOON or _NOON
    half = "PM" if at.hour >= _NOON else "AM"
    return f"[{at.month}/{at.day}/{at:%y}, {hour}:{at:%M:%S}{_NARROW}{half}] "


def _year_first(at: datetime) -> str:
    return f"{at:%Y-%m-%d, %H:%M} - "


Stamp = Callable[[datetime], str]
_STAMPS: tuple[Stamp, ...] = (
    _day_first,
    _american,
    _bracket,
    _dotted,
    _year_first,
    _american_bracket,
)
_ZIPPED = _american_bracket


def write_chats(folder: Path, story: Story) -> dict[str, dict[str, int]]:
    """Write one file a chat; return the messages and system lines of each file."""
    chats: dict[str, list[Message]] = {}
    for message in story.messages:
        if message.channel == "whatsapp" and OWNER in {message.sender, *message.recipients}:
            chats.setdefault(_title(message, story), []).append(message)
    written = {}
    for place, (title, messages) in enumerate(sorted(chats.items())):
        stamp = _STAMPS[place % len(_STAMPS)]
        start = stamp(messages[0].at.replace(minute=0, second=0))
        lines = _opening(title, story, start)
        system = len(lines)
        lines += [_line(message, story, stamp) for message in messages]
        text = "".join(f"{line}\n" for line in lines)
        name = _put(folder, title, (text, stamp))
        written[name] = {"records": len(lines), "messages": len(messages), "system": system}
    return written


def _title(message: Message, story: Story) -> str:
    """Return the chat's name: the group's, or the other person's."""
    if message.thread == TABLE_CHAT:
        return TABLE_CHAT
    ends = {message.sender, *message.recipients} - {OWNER}
    return story.people[ends.pop()].chat_name


def _opening(title: str, story: Story, prefix: str) -> list[str]:
    """Return the lines nobody wrote, which stand at a chat's start."""
    if title != TABLE_CHAT:
        is_bracket = prefix.startswith("[")
        return [f"{prefix}{f'{title}: {_MARK}' if is_bracket else ''}{_ENCRYPTED}"]
    convener, *others = (story.people[handle].chat_name for handle in LUNCH if handle != OWNER)
    return [
        f"{prefix}{_ENCRYPTED}",
        f'{prefix}{convener} created group "{TABLE_CHAT}"',
        f"{prefix}{convener} added you",
        *(f"{prefix}{convener} added {name}" for name in others),
    ]


def _line(message: Message, story: Story, stamp: Stamp) -> str:
    picks = Picks(f"{story.seed}{message.key}")
    said = saying(message.intent, picks, names_in(message, story))
    prefix = stamp(message.at)
    name = story.people[message.sender].chat_name
    if picks.below(_MEDIA):
        return f"{prefix}{name}: {said}"
    if prefix.startswith("["):
        return f"{_MARK}{prefix}{name}: {_MARK}image omitted"
    return f"{prefix}{name}: <Media omitted>"


def _put(folder: Path, title: str, drawn: tuple[str, Stamp]) -> str:
    """Write one chat, zipped where that telephone zips; return the name of the file."""
    text, stamp = drawn
    if stamp is not _ZIPPED:
        name = f"WhatsApp Chat with {title}.txt"
        (folder / name).write_text(text, encoding="utf-8", newline="")
        return name
    name = f"WhatsApp Chat - {title}.zip"
    with ZipFile(folder / name, "w", ZIP_STORED) as archive:
        archive.writestr(ZipInfo("_chat.txt", (2026, 10, 30, 18, 0, 0)), text.encode())
    return f"{name}/_chat.txt"
