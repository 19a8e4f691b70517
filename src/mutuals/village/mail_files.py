"""Writes the owner's mail: an mbox of the present account, a Maildir of the old one."""

from heapq import merge
from pathlib import Path

from mutuals.village.afterthoughts import absence_notes, second_thoughts
from mutuals.village.automata import AutomaticMail
from mutuals.village.dice import Dice
from mutuals.village.letters import is_in_new_account, is_in_old_account, owner_letters
from mutuals.village.mail_format import Mail, mbox_entry, text_of
from mutuals.village.story import Story

MBOX = "Mail/All mail.mbox"
MAILDIR = "Maildir"
_BETWEEN_PEOPLE = 0.3  # of the mails that fill a bigger mailbox


def write_mail(folder: Path, story: Story, mails: int | None) -> dict[str, int]:
    """Write both accounts; return how many mails each holds, and how many both hold."""
    automatic = AutomaticMail(story)
    usual = automatic.usual()
    letters = list(owner_letters(story))
    away = list(absence_notes(story))
    new = sum(
        is_in_new_account(at) for at in [m.at for m in letters + away] + [d[0] for d in usual]
    )
    more = max(0, (mails or 0) - new)
    personal = int(more * _BETWEEN_PEOPLE)
    due = merge(usual, automatic.more(more - personal))
    everything = merge(
        letters,
        away,
        second_thoughts(story, personal, Dice(story.seed + 3)),
        (automatic.mail(one) for one in due),
        key=_when,
    )
    (folder / MBOX).parent.mkdir(parents=True)
    for name in ("cur", "new", "tmp"):
        (folder / MAILDIR / name).mkdir(parents=True)
    written = {MBOX: 0, MAILDIR: 0}
    with (folder / MBOX).open("w", encoding="utf-8", newline="") as mbox:
        for mail in everything:
            if is_in_old_account(mail.at):
                _write_alone(folder / MAILDIR, mail, written[MAILDIR])
                written[MAILDIR] += 1
            if is_in_new_account(mail.at):
                mbox.write(mbox_entry(mail))
                written[MBOX] += 1
    return written


def _when(mail: Mail) -> tuple[float, str]:
    return mail.at.timestamp(), mail.message_id


def _write_alone(maildir: Path, mail: Mail, place: int) -> None:
    """Write one file of the Maildir."""
    name = f"{int(mail.at.timestamp())}.M{place:06d}.oldpost"
    path = maildir / "cur" / f"{name}:2,{'RS' if place % 3 else 'S'}"
    path.write_text(text_of(mail), encoding="utf-8", newline="")
