"""Writes the archives the town's owner keeps, in the forms programs export them."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import quoteattr

from mutuals.village.dice import Dice
from mutuals.village.mail_format import Mail, folded, mailbox, mbox_entry
from mutuals.village.town.people import DAYS, Handle, Resident
from mutuals.village.town.talk import OWNER, Letter, Meet

_FIRST = datetime(2018, 10, 1, tzinfo=UTC)
_SAID = "See you there, then."
_PAGE = "https://www.linkedin.com/in/"
_CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
_MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
    "DATE,SUBJECT,CONTENT,FOLDER"
)
_CARD_MAIL, _CARD_TWO = 0.6, 0.5
_CARD_PARTNER, _CARD_OFFICE = 0.1, 0.05


def moment(day: int, second: int = 0) -> datetime:
    """Return a moment of the town's eight years."""
    return _FIRST + timedelta(days=day, seconds=second)


def write_mbox(path: Path, letters: Iterable[Letter]) -> None:
    """Write mails in order of time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = sorted(letters, key=lambda one: (one.day, one.second, one.number))
    begun: dict[int, str] = {}
    with path.open("w", encoding="utf-8", newline="") as file:
        for one in ordered:
            message_id = f"<{one.number:08d}@town.example>"
            first = begun.setdefault(one.thread, message_id)
            to = folded("To", (mailbox(each.name, each.value) for each in one.to))
            headers = [("", to)]
            if first != message_id:
                headers.append(("", f"In-Reply-To: {first}\nReferences: {first}"))
            file.write(
                mbox_entry(
                    Mail(
                        at=moment(one.day, one.second),
                        message_id=message_id,
                        sender=(one.sender.name, one.sender.value),
                        headers=headers,
                        subject="Thursday",
                        lines=[_SAID],
                        thread=first,
                        received=OWNER.value if one.sender is not OWNER else "",
                    )
                )
            )


def write_calls(path: Path, handles: Iterable[Handle], dice: Dice) -> None:
    """Write the log of a telephone: a few calls with every number."""
    rows = []
    for handle in handles:
        for _ in range(2 + dice.count(2.0)):
            at = int(moment(dice.whole(0, DAYS), dice.whole(0, 80_000)).timestamp() * 1000)
            name = quoteattr(handle.name or "(Unknown)")
            rows.append(
                f'<call number="{handle.value}" duration="{dice.whole(10, 900)}" date="{at}"'
                f' type="{dice.whole(1, 2)}" contact_name={name} />'
            )
    head = (
        f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<calls count=\"{len(rows)}\">"
    )
    path.write_text("\n".join([head, *rows, "</calls>\n"]), encoding="utf-8")


def write_cards(
    path: Path, *, people: Iterable[Resident], landlines: dict[str, Handle], dice: Dice
) -> None:
    """Write the telephone's address book: a card for everybody who is booked.

    Some cards hold a partner's mail as well, or the office's; a line at home is not
    always said to be one.
    """
    cards, known = [], {one.key: one for one in people}
    for one in known.values():
        number = one.of("phone")
        if not one.booked or number is None:
            continue
        lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{one.booked.replace(',', chr(92) + ',')}"]
        lines.append(f"TEL;TYPE=CELL:{number.value}")
        mails = _mails(one)
        if mails and dice.chance(_CARD_MAIL):
            listed = dice.some(mails, 1 + dice.chance(_CARD_TWO))
            lines += [f"EMAIL;TYPE=INTERNET:{each.value}" for each in listed]
        theirs = [each for each in _mails(known.get(one.partner)) if dice.chance(_CARD_PARTNER)]
        lines += [f"EMAIL;TYPE=INTERNET:{each.value}" for each in theirs[:1]]
        if one.firms and dice.chance(_CARD_OFFICE):
            lines.append(f"EMAIL;TYPE=WORK:office@{one.firms[-1]}")
        fixed = [landlines[one.key]] if one.key in landlines else one.lines()
        lines += [f"{dice.pick(('TEL;TYPE=HOME', 'TEL'))}:{each.value}" for each in fixed]
        cards.append("\r\n".join([*lines, "END:VCARD", ""]))
    path.write_text("".join(cards), encoding="utf-8", newline="")


def _mails(one: Resident | None) -> list[Handle]:
    return [each for each in one.handles if each.scheme == "mail"] if one else []


def write_whatsapp(folder: Path, name: str, *, members: Sequence[Handle], dice: Dice) -> None:
    """Write a group's chat; who is not booked stands there by number."""
    start = dice.whole(0, DAYS - 400)
    stamp = f"{moment(start):%d/%m/%Y, %H:%M} - "
    lines = [f'{stamp}You created group "{name}"']
    for place in range(len(members) * 5):
        handle = members[place] if place < len(members) else dice.pick(members)
        who = handle.value
        if handle.scheme == "phone":
            who = f"{who[:3]} {who[3:7]} {who[7:]}"
        at = moment(start + place, 60 * dice.whole(480, 1320))
        lines.append(f"{at:%d/%m/%Y, %H:%M} - {who}: {_SAID}")
        lines.append(f"{at:%d/%m/%Y, %H:%M} - Merle Ardent: Good, thank you.")
    path = folder / f"WhatsApp Chat with {name}.txt"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="")


def write_telegram(path: Path, clubs: Sequence[Sequence[Resident]], dice: Dice) -> None:
    """Write an export with a group for every club, and contacts with their numbers."""
    chats, contacts = [], []
    for number, club in enumerate(clubs):
        members = [handle for one in club if (handle := one.of("telegram"))]
        start, messages = dice.whole(0, DAYS - 300), []
        for place, handle in enumerate(members * 3):
            at = moment(start + place, dice.whole(30_000, 70_000))
            messages.append(
                {
                    "id": place,
                    "type": "message",
                    "date": f"{at:%Y-%m-%dT%H:%M:%S}",
                    "date_unixtime": str(int(at.timestamp())),
                    "from": handle.name,
                    "from_id": handle.value,
                    "text": _SAID,
                }
            )
        name = f"Club {number}"
        chats.append({"name": name, "type": "private_group", "id": number, "messages": messages})
        for one in club:
            handle, phone = one.of("telegram"), one.of("phone")
            if handle and phone and one.booked and dice.chance(0.4):
                contacts.append(
                    {
                        "user_id": int(handle.value[4:]),
                        "first_name": one.booked,
                        "last_name": "",
                        "phone_number": "00" + phone.value[1:],
                    }
                )
    told = {
        "about": "Made up.",
        "personal_information": {"user_id": 1, "first_name": "Merle", "last_name": "Ardent"},
        "contacts": {"about": "Made up.", "list": contacts},
        "chats": {"about": "Made up.", "list": chats},
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def write_linkedin(folder: Path, people: Iterable[Resident], dice: Dice) -> None:
    """Write connections, few of whom show a mail address, and some messages."""
    folder.mkdir(parents=True, exist_ok=True)
    connections, messages = [], []
    for one in people:
        if page := one.of("linkedin"):
            day = dice.whole(0, DAYS)
            given, _, family = page.name.partition(" ")
            mail = one.mails(day)[0].value if one.mails(day) and dice.chance(0.12) else ""
            since = f"{moment(day):%d %b %Y}"
            connections.append((given, family, _PAGE + page.value, mail, "", "", since))
            messages += [_message(page, day, dice) for _ in range(dice.whole(0, 2))]
    for name, head, rows in (
        ("Connections.csv", _CONNECTIONS, connections),
        ("messages.csv", _MESSAGES, messages),
    ):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head.split(","), *rows])


def _message(page: Handle, day: int, dice: Dice) -> tuple[str, ...]:
    at = f"{moment(day, dice.whole(0, 80_000)):%Y-%m-%d %H:%M:%S} UTC"
    ends = [(page.name, _PAGE + page.value), (OWNER.name, f"{_PAGE}merle-ardent")]
    sender, to = ends if dice.chance(0.5) else ends[::-1]
    return (page.value, "", *sender, *to, at, "", _SAID, "INBOX")


def write_calendar(path: Path, meets: Iterable[Meet]) -> None:
    """Write the clubs' evenings."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//town//EN"]
    for number, one in enumerate(meets):
        start = moment(one.day, 19 * 3600)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@town.example",
            f"DTSTAMP:{start:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
            f"DTEND:{start + timedelta(hours=2):%Y%m%dT%H%M%SZ}",
            f"SUMMARY:Club {one.club}",
            f"ORGANIZER:mailto:{OWNER.value}",
            *(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{each.value}" for each in (OWNER, *one.guests)),
            "END:VEVENT",
        ]
    path.write_text(
        "".join(f"{one}\r\n" for one in [*lines, "END:VCALENDAR"]), encoding="utf-8", newline=""
    )
