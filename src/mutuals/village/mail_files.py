"""Writes the owner's mail: an mbox of the present account, a Maildir of the old one."""

from heapq import merge
from pathlib import Path

from mutuals.village.automata import AutomaticMail
from mutuals.village.letters import is_in_new_account, is_in_old_account, owner_letters
from mutuals.village.mail_format import Mail, mbox_entry, text_of
from mutuals.village.story import Story

MBOX = "Mail/All mail.mbox"
MAILDIR = "Maildir"


def write_mail(folder: Path, story: Story, mails: int | None) -> dict[str, int]:
    """Write both accounts; return how many mails each file holds."""
    automatic = AutomaticMail(story)
    usual = automatic.usual()
    letters = list(owner_letters(story))
    new = sum(is_in_new_account(mail.at) for mail in letters) + sum(
        is_in_new_account(at) for at, _, _ in usual
    )
    more = automatic.more(max(0, (mails or 0) - new))
    drawn = merge(usual, more)
    everything = merge(letters, (automatic.mail(one) for one in drawn), key=_when)
    (folder / MBOX).parent.mkdir(parents=True)
    for name in ("cur", "new", "tmp"):
        (folder / MAILDIR / name).mkdir(parents=True)
    old = 0
    new = 0
    with (folder / MBOX).open("w", encoding="utf-8", newline="") as mbox:
        for mail in everything:
            if is_in_old_account(mail.at):
                _write_alone(folder / MAILDIR, mail, old)
                old += 1
            if is_in_new_account(mail.at):
                mbox.write(mbox_entry(mail))
                new += 1
    return {MBOX: new, MAILDIR: old}


def _when(mail: Mail) -> tuple[float, str]:
    return mail.at.timestamp(), mail.message_id


def _write_alone(maildir: Path, mail: Mail, place: int) -> None:
    """Write one file of the Maildir; the last few were never looked at."""
    name = f"{int(mail.at.timestamp())}.M{place:06d}.oldpost"
    path = maildir / "cur" / f"{name}:2,{'RS' if place % 3 else 'S'}"
    path.write_text(text_of(mail), encoding="utf-8", newline="")
