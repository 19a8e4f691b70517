"""Which of LinkedIn's files some headings make, whatever the year or language."""

from collections.abc import Sequence
from typing import NamedTuple

# A heading in other languages, or of other years, by the one it stands for.
_SAME = {
    "vorname": "first name",
    "prénom": "first name",
    "nombre": "first name",
    "nome": "first name",
    "voornaam": "first name",
    "nachname": "last name",
    "nom": "last name",
    "apellidos": "last name",
    "cognome": "last name",
    "sobrenome": "last name",
    "achternaam": "last name",
    "e-mail-adresse": "email address",
    "e-mail address": "email address",
    "adresse e-mail": "email address",
    "dirección de correo electrónico": "email address",
    "indirizzo email": "email address",
    "endereço de e-mail": "email address",
    "e-mailadres": "email address",
    "verbunden am": "connected on",
    "vernetzt am": "connected on",
    "connecté le": "connected on",
    "conectado el": "connected on",
    "in contatto dal": "connected on",
    "conectado em": "connected on",
    "verbonden op": "connected on",
    "profile url": "url",
    "endorsement status": "status",
}
_REQUIRED = {
    "messages": ("conversation id", "from", "to", "date", "content"),
    # As they were before 2019.
    "old_messages": ("from", "to", "date", "content", "direction", "folder"),
    "invitations": ("from", "to", "sent at", "direction"),
    "recommendations": ("first name", "last name", "text", "creation date"),
    "endorsements_received": ("skill name", "endorser first name", "endorser last name"),
    "endorsements_given": ("skill name", "endorsee first name", "endorsee last name"),
    "shares": ("date", "sharelink", "sharecommentary"),
    "comments": ("date", "link", "message"),
    "follows": ("date", "status", "fullname"),
    "mails": ("email address", "confirmed", "primary"),
    "phones": ("extension", "number", "type"),
    "reactions": ("date", "type", "link"),
    "connections": ("first name", "last name", "connected on"),
}

_CONNECTION = (
    *("first name", "last name", "url", "email address", "company", "position"),
    "connected on",
)


class Layout(NamedTuple):
    """What kind of file it is, and where each column stands."""

    kind: str
    positions: dict[str, int]

    def cell(self, cells: Sequence[str], name: str) -> str:
        """Return a row's cell of that name, or nothing."""
        at = self.positions.get(name, len(cells))
        return cells[at].strip() if at < len(cells) else ""


def layout(cells: Sequence[str]) -> Layout | None:
    """Return the layout a row of headings makes, ``None`` if it is none of these.

    >>> layout(["Date", "Type", "Link"]).kind
    'reactions'
    """
    names = [" ".join(one.strip("\ufeff ").casefold().split()) for one in cells[:100]]
    positions: dict[str, int] = {}
    for at, name in enumerate(names):
        positions.setdefault(_SAME.get(name, name), at)
    if names[2:3] == ["url"] and len(names) == len(_CONNECTION):
        # In a language that is not known: the order is the same in all.
        return Layout("connections", {one: at for at, one in enumerate(_CONNECTION)})
    for kind, required in _REQUIRED.items():
        if positions.keys() >= set(required):
            return Layout(kind, positions)
    return None
