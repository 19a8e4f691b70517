"""Writes the village's files into a folder."""

from pathlib import Path

from mutuals.village.calendar_files import CALENDAR, write_calendar
from mutuals.village.chat_files import write_chats
from mutuals.village.mail_files import write_mail
from mutuals.village.story import tell
from mutuals.village.tables import write_community, write_owner_side
from mutuals.village.truth import write_truth


def write(folder: Path, seed: int = 7, mails: int | None = None) -> Path:
    """Write ``owner/``, ``community/`` and ``truth/`` into the folder and return it.

    ``mails`` asks for about so many mails in the owner's mbox; the story's own mails
    are always there, so a smaller number changes nothing.
    """
    owner, community, truth = (folder / name for name in ("owner", "community", "truth"))
    for each in (owner, community, truth):
        each.mkdir(parents=True)
    story = tell(seed)
    counts = {
        f"owner/{name}": {"records": number}
        for name, number in {
            **write_mail(owner, story, mails),
            **write_owner_side(owner, story),
        }.items()
    }
    counts |= {f"owner/{name}": number for name, number in write_chats(owner, story).items()}
    counts[f"owner/{CALENDAR}"] = write_calendar(owner, story)
    counts |= {
        f"community/{name}": {"records": number}
        for name, number in write_community(community, story).items()
    }
    write_truth(truth, story, counts)
    return folder
