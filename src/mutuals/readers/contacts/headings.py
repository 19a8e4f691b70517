"""What the columns of an address book are called, in the languages it comes in."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_FIRST = frozenset(
    {
        "first name",
        "given name",
        "first",
        "vorname",
        "prénom",
        "nombre",
        "primeiro nome",
        "voornaam",
        "imię",
        "förnamn",
        "fornavn",
        "имя",
        "ім'я",
        "ім\u2019я",
        "jméno",
        "křestní jméno",
        "keresztnév",
        "utónév",
        "etunimi",
        "prenume",
        "όνομα",
        "ad",
        "ad\u0131",
        "tên",
        "firstname",
        "名",
        "名前",
        "名字",
        "이름",
        "שם פרטי",
        "الاسم الأول",
    }
)
_MIDDLE = frozenset(
    {
        "middle name",
        "additional name",
        "weitere vornamen",
        "zweiter vorname",
        "deuxième prénom",
        "segundo nombre",
        "secondo nome",
        "segundo nome",
        "middelste naam",
    }
)
_LAST = frozenset(
    {
        "last name",
        "family name",
        "surname",
        "last",
        "nachname",
        "familienname",
        "nom de famille",
        "apellidos",
        "apellido",
        "cognome",
        "sobrenome",
        "achternaam",
        "nazwisko",
        "efternamn",
        "etternavn",
        "efternavn",
        "фамилия",
        "прізвище",
        "příjmení",
        "priezvisko",
        "vezetéknév",
        "családnév",
        "sukunimi",
        "nume",
        "nume de familie",
        "επώνυμο",
        "soyad\u0131",
        "soyad",
        "họ",
        "lastname",
        "姓",
        "姓氏",
        "성",
        "שם משפחה",
        "اسم العائلة",
    }
)
_WHOLE = frozenset(
    {
        "name",
        "display name",
        "full name",
        "file as",
        "anzeigename",
        "angezeigter name",
        "nom à afficher",
        "nom complet",
        "nombre para mostrar",
        "nome visualizzato",
        "nome de exibição",
        "weergavenaam",
    }
)
_OTHER = frozenset(
    {
        "nickname",
        "spitzname",
        "surnom",
        "apodo",
        "soprannome",
        "apelido",
        "bijnaam",
        "organization name",
        "organization 1 - name",
        "company",
        "organization",
        "firma",
        "organisation",
        "société",
        "empresa",
        "organización",
        "azienda",
        "società",
        "bedrijf",
    }
)
# These mean one part of a name or the other, by what stands beside them.
_NOM, _NOME = "nom", "nome"
_MAIL = re.compile(
    r"mail|messagerie|correo|posta elettronica|courriel|adresse électronique|e-post|e-?posta|"
    r"sähköposti|ηλεκτρονικ|почт|пошт|メール|電子|电子|邮件|邮箱|메일|דואר|البريد",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"phone|telefon|téléphone|teléfono|telefoon|\bt[eé]l\b|mobil|móvil|cellular|celular|"
    r"handy|portable|mobiel|puhelin|τηλέφωνο|κινητό|телефон|電話|携帯|电话|手机|전화|휴대|"
    r"טלפון|هاتف|جوال|điện thoại|\bfax\b|\bpager\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:type|label|format|preference|typ)\b", re.IGNORECASE)
_WEB = re.compile(r"\b(?:web|website|url|linkedin|webseite|site|sitio|sito)\b", re.IGNORECASE)
_GOOGLE = re.compile(r"(?:e-mail|phone) \d+ - (?:value|type|label)", re.IGNORECASE)
# A file of LinkedIn's has names and mail as well, and other readers.
_NOT_OURS = frozenset({"connected on", "started_at", "person", "endorsement date"})


class Columns(NamedTuple):
    """Where names and handles stand; ``labels`` says where a number's use stands."""

    names: tuple[tuple[int, ...], ...]
    mails: tuple[int, ...]
    phones: tuple[int, ...]
    pages: tuple[int, ...]
    labels: dict[int, int]
    headings: tuple[str, ...]

    def sureness(self) -> float:
        """Return how sure it is that this is an address book."""
        if not (self.mails or self.phones) or not self.names or self._is_others():
            return 0.0
        if any(_GOOGLE.fullmatch(one) for one in self.headings):
            return 0.97
        return 0.9 if len(self.headings) > 4 else 0.7  # noqa: PLR2004 - few columns, many meanings

    def _is_others(self) -> bool:
        return not _NOT_OURS.isdisjoint(self.headings)


def columns(header: Sequence[str]) -> Columns:
    """Return what the columns of an address book hold, by their headings.

    >>> found = columns(["Vorname", "Nachname", "E-Mail-Adresse", "Mobiltelefon"])
    >>> found.names, found.mails, found.phones
    (((0, 1),), (2,), (3,))
    """
    if len(header) < 2:  # noqa: PLR2004 - a name and an address
        return Columns((), (), (), (), {}, ())
    named = [" ".join(one.strip("\ufeff \t\r\n").casefold().split()) for one in header]
    first, last = _parts(named)
    middle = [at for at, one in enumerate(named) if one in _MIDDLE][:1]
    names: list[tuple[int, ...]] = [(at,) for at, one in enumerate(named) if one in _WHOLE]
    if first or last:
        names.insert(0 if _is_split(named) else len(names), (*first, *middle, *last))
    names += [(at,) for at, one in enumerate(named) if one in _OTHER]
    values = [at for at, one in enumerate(named) if not _ABOUT.search(one)]
    mails = [at for at in values if _MAIL.search(named[at])]
    phones = [at for at in values if _PHONE.search(named[at]) and at not in mails]
    pages = [at for at in values if _WEB.search(named[at])]
    labels = {at: at - 1 for at in phones if at and _GOOGLE.fullmatch(named[at - 1])}
    return Columns(tuple(names), tuple(mails), tuple(phones), tuple(pages), labels, tuple(named))


def _is_split(named: Sequence[str]) -> bool:
    """Tell whether the parts of a name are truer than what files call the whole."""
    return "file as" in named


def _parts(named: Sequence[str]) -> tuple[list[int], list[int]]:
    first = [at for at, one in enumerate(named) if one in _FIRST][:1]
    last = [at for at, one in enumerate(named) if one in _LAST][:1]
    if not first and last and _NOME in named:
        first = [named.index(_NOME)]
    if not last and first and _NOM in named:
        last = [named.index(_NOM)]
    return first, last
