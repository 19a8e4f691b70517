"""A commit: whose it is, who else had a part in it, and what that comes to.

The lines at the end of a message (``Reviewed-by: Ann <ann@example.org>``) are those of
https://git-scm.com/docs/git-interpret-trailers and of the Linux kernel's habits.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import quote

from mutuals.archives.conversation import MOST_RECIPIENTS
from mutuals.archives.moments import from_iso, in_utc, is_possible
from mutuals.archives.names import full_name, mail, plain, words
from mutuals.archives.refusals import RefusedError
from mutuals.records import Address, Interaction, Participation
from mutuals.signals import signals

_CHANNEL = "git"
_SIGNED = re.compile(r"(?P<name>[^<]{0,400})<(?P<mail>[^>]{0,400})>(?P<when>.{0,80})", re.DOTALL)
_EPOCH = re.compile(r"(\d{1,12}) ([+-])(\d{2})(\d{2})")
_TRAILER = re.compile(
    r"^(?P<key>Co-[Aa]uthored-[Bb]y|Co-[Dd]eveloped-[Bb]y|Signed-off-by|Reviewed-[Bb]y"
    r"|Acked-[Bb]y|Tested-[Bb]y|Reported-[Bb]y|Suggested-[Bb]y|Helped-[Bb]y|Mentored-[Bb]y)"
    r": *(?P<who>[^\n]{1,500})$",
    re.MULTILINE,
)
# With the author; named for a part in it; gave the author time.
_TOGETHER = frozenset({"co-authored-by", "co-developed-by"})
_NAMED = frozenset({"reported-by", "suggested-by"})
_GAVE = {
    "reviewed-by": "reviews",
    "acked-by": "acks",
    "tested-by": "tests",
    "signed-off-by": "signs",
    "helped-by": "helps",
    "mentored-by": "helps",
}
# Who clicks on a page is written down as the page: it takes in nobody's change.
_PAGES = ("<noreply@github.com>", "<noreply@gitlab.com>")
# What git and its manuals put where nobody has given an address: strangers share these.
_SHARED = re.compile(
    r"(?:no-?reply|do-?not-?reply)@.+|[^@]+@(?:[^.]+|.+\.(?:local|localdomain|localhost|internal))"
    r"|(?:you|me|your?[._-]?(?:e?mail|name)|user(?:name)?|e?mail|name|root|test|admin|someone)"
    r"@(?:[a-z-]+\.)*example\.[a-z.]+"
)
# A commit that touches more tells of no work on any of them.
MOST_FILES = 50
_LONGEST_FILE = 200
# As many letters of a commit's id are nobody else's.
_ROOT = 12
# What cannot stand in a single word.
_NO_WORD = re.compile(r"[\s%\x00-\x1f\x7f]")
_ZONE_LIMIT = 16
_DAY = len("2020-03-02")


class Signature(NamedTuple):
    """Who signed, and when; a day where no more is told."""

    who: Address | None
    at: datetime | None
    precision: str = "second"


_When = tuple[datetime, str]


class Commit(NamedTuple):
    """A commit as far as it could be read; ``problem`` says why it could not.

    ``root`` is the commit that its repository begins with.
    """

    name: str = ""
    author: Signature | None = None
    committer: Signature | None = None
    message: str = ""
    offset: int = 0
    problem: str = ""
    files: tuple[str, ...] = ()
    root: str = ""


def interactions(commit: Commit, number: int, *, keep_text: bool) -> Iterator[Interaction]:
    """Yield a commit and what others did for it; RefusedError if it cannot be read."""
    if commit.problem:
        raise RefusedError(commit.problem)
    author = commit.author
    if author is None or author.who is None:
        reason = "no_sender"
        raise RefusedError(reason)
    if author.at is None:
        reason = "no_date"
        raise RefusedError(reason)
    if not is_possible(author.at):
        reason = "date_out_of_range"
        raise RefusedError(reason)
    others = _others(commit, author.who)
    together = [who for who, marks in others.items() if "together" in marks]
    named = [who for who, marks in others.items() if marks == {"named"}]
    said = words(commit.message)
    yield Interaction(
        number,
        in_utc(author.at),
        _CHANNEL,
        author.who,
        (
            *(Participation(one, "to") for one in together),
            *(Participation(one, "mention") for one in named),
        ),
        kind="commit",
        is_local_known=author.at.tzinfo is not None,
        precision=author.precision,
        key=(_CHANNEL, commit.name),
        audience_size=len(together),
        length=len(said),
        signals=_signs(author.who, said, filed(commit.files, commit.root)),
        text=said if keep_text else "",
    )
    last = _last(author.at, author, commit.committer)
    for who, marks in others.items():
        if gave := sorted(marks - {"together", "named"}):
            yield _given(commit.name, number, pair=(who, author.who), last=last, gave=gave)


def _signs(author: Address, said: str, files: list[str]) -> tuple[str, ...]:
    """Return what a commit is about, and which files it touched."""
    if _is_program(author):
        return ("auto",)
    return (*signals(said.partition("\n")[0]), *files)


def filed(files: tuple[str, ...], root: str) -> list[str]:
    """Return a sign for each file, none of very many: its repository, and its name.

    >>> filed(("src/a b.py",), "1f2e3d4c5b6a7089")
    ['file:1f2e3d4c5b6a:src/a%20b.py']
    """
    if len(files) > MOST_FILES:
        return []
    named = (one for one in files if 0 < len(one) <= _LONGEST_FILE)
    where = f"file:{root[:_ROOT]}:" if root else "file:"
    return [where + _NO_WORD.sub(lambda odd: quote(odd[0]), one) for one in named]


def _given(
    name: str,
    number: int,
    *,
    pair: tuple[Address, Address],
    last: tuple[datetime, str],
    gave: list[str],
) -> Interaction:
    (who, author), (at, precision) = pair, last
    return Interaction(
        number,
        in_utc(at),
        _CHANNEL,
        who,
        (Participation(author, "to"),),
        kind="review",
        is_local_known=at.tzinfo is not None,
        precision=precision,
        key=(_CHANNEL, name, "review", who.value),
        audience_size=1,
        signals=("auto", *gave) if _is_program(who) else tuple(gave),
    )


def _last(at: datetime, author: Signature, committer: Signature | None) -> _When:
    """Return the later moment of the two that can be true, and how exact it is."""
    if committer is None or committer.at is None or not is_possible(committer.at):
        return at, author.precision
    is_later = in_utc(committer.at) > in_utc(at)
    return (committer.at, committer.precision) if is_later else (at, author.precision)


def _others(commit: Commit, author: Address) -> dict[Address, set[str]]:
    """Return what everybody else did, in the order in which they are named."""
    found: dict[str, Address] = {}
    did: dict[str, set[str]] = {}
    for key, written in _trailers(commit):
        signed = signature(f"{written} ")
        if signed is None or signed.who is None or signed.who.value == author.value:
            continue
        who = found.setdefault(signed.who.value, signed.who)
        mark = "together" if key in _TOGETHER else "named" if key in _NAMED else _GAVE[key]
        did.setdefault(who.value, set()).add(mark)
    committer = commit.committer.who if commit.committer else None
    if committer and committer.value != author.value and not committer.value.endswith(_PAGES):
        found.setdefault(committer.value, committer)
        did.setdefault(committer.value, set()).add("applies")
    return {found[value]: marks for value, marks in did.items()}


def _trailers(commit: Commit) -> Iterator[tuple[str, str]]:
    for many, found in enumerate(_TRAILER.finditer(commit.message)):
        if many >= MOST_RECIPIENTS:
            return
        yield found["key"].lower(), found["who"]


def _is_program(who: Address) -> bool:
    return "[bot]" in who.value or who.name.endswith("[bot]")


def signature(written: str) -> Signature | None:
    """Return who signed and when, ``None`` where nobody did.

    >>> signature("Ann Lee <ann@example.org> 1583140272 +0100").at.isoformat()
    '2020-03-02T10:11:12+01:00'
    """
    found = _SIGNED.search(written)
    if found is None:
        return None
    shown, written_mail = plain(found["name"]).strip('"'), plain(found["mail"])
    # A program's address may hold brackets, which no other does.
    is_program = "[bot]@" in written_mail and " " not in written_mail
    address = written_mail.lower() if is_program else mail(written_mail)
    is_shared = _SHARED.fullmatch(address) is not None
    value = full_name(shown, f"<{address}>") if is_shared else address or written_mail or shown
    scheme = "mail" if address and not is_shared else _CHANNEL
    who = Address(scheme, value, shown) if value else None
    when = found["when"].strip()
    return Signature(who, _moment(when), "day" if len(when) == _DAY else "second")


def _moment(written: str) -> datetime | None:
    """Return a moment as git writes it, in any of its formats but the relative ones."""
    epoch = _EPOCH.fullmatch(written)
    try:
        if epoch:
            hours, minutes = int(epoch[3]), int(epoch[4])
            ahead = timedelta(hours=hours if hours < _ZONE_LIMIT else 0, minutes=minutes % 60)
            zone = timezone(-ahead if epoch[2] == "-" else ahead)
            return datetime.fromtimestamp(int(epoch[1]), tz=UTC).astimezone(zone)
        if found := from_iso(written):
            return found
        # "Mon Mar 2 10:11:12 2020 +0100" and RFC 2822.
        return parsedate_to_datetime(written)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
