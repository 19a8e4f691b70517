"""Writes the town's files into a folder, and the truth beside them."""

import csv
from collections.abc import Iterable
from pathlib import Path

from mutuals.village.dice import Dice
from mutuals.village.town.files import (
    write_calendar,
    write_calls,
    write_cards,
    write_linkedin,
    write_mbox,
    write_telegram,
    write_whatsapp,
)
from mutuals.village.town.people import Handle, residents
from mutuals.village.town.strangers import families, look_alikes, roles
from mutuals.village.town.talk import OWNER, Post, circles, meetings

TRUTH = ("scheme", "value", "person", "kind")
_LOOK_ALIKES = 40  # one for so many people


def write_town(folder: Path, seed: int = 7, people: int = 1000) -> Path:
    """Write ``owner/`` and ``truth/identities.csv`` into the folder and return it.

    There are 3.4 addresses for each of ``people``; the truth says of every address
    whose it is (two people's, if shared), and whether it is their own, shared, a role's
    or a look-alike's.
    """
    owner, truth = folder / "owner", folder / "truth"
    for each in (owner, truth):
        each.mkdir(parents=True)
    dice = Dice(seed)
    everybody = residents(dice, people)
    clubs, teams = circles(everybody, dice)
    post = Post(clubs, teams, dice)
    letters = [letter for one in everybody for letter in post.letters(one)]
    known: list[tuple[Handle, str]] = [(h, one.key) for one in everybody for h in one.handles]
    landlines: dict[str, Handle] = {}
    for handle, keys in families(everybody, dice):
        known.append((handle, " ".join(keys)))
        if handle.scheme == "phone":
            landlines |= dict.fromkeys(keys, handle)
        else:
            letters += post.alone(handle, 5)
    for place, handle in enumerate(look_alikes(everybody, dice, 1 + people // _LOOK_ALIKES)):
        known.append((handle, f"stranger{place}"))
        letters += post.strange(handle, dice.pick(dice.pick(clubs)))
    for handle in roles(dice):
        known.append((handle, ""))
        letters += post.alone(handle, 4)
    write_mbox(owner / "Mail" / "All mail.mbox", letters)
    write_cards(owner / "contacts.vcf", people=everybody, landlines=landlines, dice=dice)
    numbers = [h for h, _ in known if h.scheme == "phone"]
    write_calls(owner / "calls.xml", numbers, dice)
    for number, club in enumerate(clubs):
        members = [h for one in club if (h := one.of("whatsapp") or one.of("phone"))]
        if members:
            write_whatsapp(owner, f"Club {number}", members=members, dice=dice)
    write_telegram(owner / "result.json", clubs, dice)
    write_linkedin(owner / "linkedin", everybody, dice)
    write_calendar(owner / "calendar.ics", meetings(clubs, dice))
    _write_truth(truth / "identities.csv", known)
    return folder


def _write_truth(path: Path, known: Iterable[tuple[Handle, str]]) -> None:
    rows = [(one.scheme, one.value, key, one.kind) for one, key in known]
    rows.append((OWNER.scheme, OWNER.value, "owner", "own"))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([TRUTH, *rows])
