"""Addresses of the town that are nobody's alone: shared, of a role, or look-alikes."""

from collections.abc import Iterator, Sequence

from mutuals.village.dice import Dice
from mutuals.village.town.names import letters
from mutuals.village.town.people import DAYS, FIRMS, Handle, Resident, fixed_line

_ROLES = ("info", "support", "billing", "kontakt", "empfang", "accueil", "team")
# Letters of other alphabets that look like these, and pairs that look like one letter.
_LOOKS = {"a": "\u0430", "e": "\u0435", "o": "\u043e", "p": "\u0440", "c": "\u0441", "i": "\u0456"}
_PAIRS = {"m": "rn", "w": "vv", "l": "1", "o": "0"}


def families(people: Sequence[Resident], dice: Dice) -> Iterator[tuple[Handle, tuple[str, str]]]:
    """Yield what couples share, with the keys of both."""
    known = {one.key: one for one in people}
    for place, one in enumerate(people):
        other = known.get(one.partner)
        if other is None or other.key < one.key:
            continue
        name = f"{one.called.short} & {other.called.short} {one.called.latin_family}"
        local = f"the.{letters(one.called.latin_family)}s.{place}"
        if dice.chance(0.6):
            mailbox = Handle("mail", f"{local}@larkmail.example", name, kind="shared")
            yield mailbox, (one.key, other.key)
        if dice.chance(0.6):
            landline = Handle("phone", fixed_line("131", place), "", kind="shared")
            yield landline, (one.key, other.key)


def roles(dice: Dice) -> Iterator[Handle]:
    """Yield the addresses of firms behind which nobody in particular is."""
    for firm in FIRMS:
        title = firm.partition(".")[0].title()
        for role in ("office", dice.pick(_ROLES)):
            yield Handle("mail", f"{role}@{firm}", f"{title} {role}", kind="role")


def look_alikes(people: Sequence[Resident], dice: Dice, many: int) -> Iterator[Handle]:
    """Yield strangers who write under somebody's name from an address like theirs."""
    for victim in dice.some(people, many):
        mails = [one for one in victim.handles if one.scheme == "mail" and one.name]
        if not mails:
            continue
        copied = dice.pick(mails)
        local, _, host = copied.value.partition("@")
        start = dice.whole(DAYS // 2, DAYS - 60)
        way = dice.pick(("host", "local", "letters"))
        if way == "host":
            value, name = f"{local}@{_disguised(host, _PAIRS)}", copied.name
        elif way == "local":
            value, name = f"{_disguised(local, _LOOKS)}@{host}", copied.name
        else:
            value = f"{letters(victim.called.latin)}{dice.whole(1000, 9999)}@quickpost.example"
            name = _disguised(copied.name, _LOOKS)
        if (value, name) != (copied.value, copied.name):
            yield Handle("mail", value, name, start, start + 40, kind="look_alike")


def _disguised(text: str, looks: dict[str, str]) -> str:
    """Return the text with its first letter that can be disguised disguised."""
    for letter in text:
        if letter in looks:
            return text.replace(letter, looks[letter], 1)
    return text
