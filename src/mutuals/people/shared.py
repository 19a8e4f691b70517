"""One row per address that several people, or nobody in particular, may stand behind.

address_id: the address.
rule: names, several, role or line; the first that holds.
reason: what says so, in words.

Rule. names: it goes by full names whose first names have nothing in common (a couple's
mailbox, a shared tablet, a number given to somebody new, a list that writes under
others' names). several: a name or mail address that is a family's, a couple's or a
firm's. role: a mail address called info, office and the like. line: a number that the
world's numbering plans give to fixed lines, toll-free or shared-cost services; only
numbers an archive lists with another address are looked at. What stands here joins
nobody of itself (``joined``): it is asked about. The owner's own words are not bound.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.people.first_names import alike, is_first, same
from mutuals.people.spelling import Name, parsed

SCHEMA = pa.schema([("address_id", pa.int64()), ("rule", pa.string()), ("reason", pa.string())])
_REASONS: Final = {
    "names": "it goes by the names of different people",
    "several": "it is called after more than one person",
    "role": "it is called after a task, not a person",
    "line": "it is a fixed line, which others may answer",
}
_MOST_NAMES = 12
_FIXED = frozenset(
    {
        phonenumbers.PhoneNumberType.FIXED_LINE,
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.UAN,
    }
)
_ROLE_WORDS = """abuse accounting accounts accueil admin administracion administration
amministrazione anfrage atelier atencion banco bestellung bestellungen bewerbung billing booking
bookings buchhaltung bureau callcenter careers club comercial commande commercial compras
comptabilite contabilidad contact contacto contato contatti crew customerservice desk dienst
direccion direction eingang empfang enquiries enquiry events facturacion factures feedback
foundation frontdesk gemeinde geral hallo hello help helpdesk hola hostmaster hr info
informacion informatie information infos inquiries invoices jobs kantoor kontakt kundenservice
legal mail mailbox marketing media meldung membership news newsletter office officina order
orders post praxis prensa press presse privacy recepcion receptie reception rechnung rechnungen
redaktion reservas reservation reservations reservierung sales schule secretaria secretariaat
secretariat security segreteria sekretariat service services shop soporte staff stampa store
studio subscriptions suporte support team ufficio vendas ventas verein verkauf verkoop vertrieb
verwaltung webmaster welcome werkstatt zentrale"""
ROLES: Final = frozenset(_ROLE_WORDS.split())
_FAMILY = re.compile(
    r"(?:famil(?:y|ie|le|ia|ias|lia)|famiglia|famille|fam|gezin|rodina|rodzina|haushalt|household)"
)
_THE = re.compile(r"the[._-]?[a-z]{3,}s(?:[._-]?\d+)?")
_PAIR = re.compile(r"\w[\w.'-]*\s*(?:&|\+|\s(?:and|und|et|og|och|oraz|и)\s)\s*\w", re.IGNORECASE)

Names = dict[str, Name]


def shared(handle: pa.Table, alias: pa.Table, same_person: pa.Table) -> pa.Table:
    """Return the addresses that may be more than one person's."""
    called = names_of(alias)
    found = {one: "names" for one, names in called.items() if are_several(names.values())}
    for address_id, rule in (*_called(alias), *_mails(handle), *_lines(handle, same_person)):
        found.setdefault(address_id, rule)
    rows = [
        {"address_id": one, "rule": rule, "reason": _REASONS[rule]}
        for one, rule in sorted(found.items())
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def names_of(alias: pa.Table, wanted: Iterable[int] | None = None) -> dict[int, Names]:
    """Return the names addresses go by, as far as they are names; twelve at most."""
    if wanted is not None:
        alias = alias.filter(pc.is_in(alias["address_id"], pa.array(sorted(wanted), pa.int64())))
    found: dict[int, Names] = {}
    ordered = alias.select(["address_id", "name"]).sort_by("name")
    columns = (ordered[one].to_pylist() for one in ordered.column_names)
    for address_id, text in zip(*columns, strict=True):
        names = found.setdefault(address_id, {})
        if text and len(names) < _MOST_NAMES and (name := parsed(text)):
            names[text.casefold()] = name
    return found


def are_several(names: Iterable[Name]) -> bool:
    """Tell whether full names among these cannot be one person's.

    >>> are_several(map(parsed, ["Ann Lee", "Bob Lee"]))
    True
    >>> are_several(map(parsed, ["Bob Lee", "R. Lee", "Lee, Robert", "Mum"]))
    False
    """
    told = {(one.first, one.family): one for one in names if tells(one)}
    return any(not may_be(one, other) for one, other in combinations(told.values(), 2))


def tells(name: Name) -> bool:
    """Tell whether a name says who: by its family, or as it is known as a first name.

    >>> tells(parsed("Mike")), tells(parsed("Mum")), tells(parsed("Mum Lee"))
    (True, False, True)
    """
    return bool(name.family) or is_first(name.first_sound)


def may_be(one: Name, other: Name) -> bool:
    """Tell whether two names can be one person's, by their first names.

    >>> may_be(parsed("Bob Lee"), parsed("Robert Poe"))
    True
    >>> may_be(parsed("Ann Lee"), parsed("Bo Lee"))
    False
    >>> bob = parsed("Bob Lee")
    >>> may_be(parsed("R. Lee"), bob), may_be(parsed("G. Lee"), bob)
    (True, False)
    """
    if same(one.first_sound, other.first_sound):
        return True
    short, long = sorted((one, other), key=lambda name: len(name.first))
    is_initial = len(short.first) == 1 and any(
        begun.startswith(short.first_sound) for begun in alike(long.first_sound)
    )
    turned = (other.family_sound, other.first_sound) == (one.first_sound, one.family_sound)
    return is_initial or turned


def is_of_several(name: str) -> bool:
    """Tell whether a name is a couple's, a family's or a firm's.

    >>> is_of_several("Ann & Bob Lee"), is_of_several("Familie Roth")
    (True, True)
    >>> is_of_several("José Ortega y Gasset")
    False
    """
    first, *others = name.casefold().strip().split()[:8] or [""]
    is_family = bool(others) and any(
        _FAMILY.fullmatch(one.strip(".")) for one in (first, others[-1])
    )
    return is_family or _PAIR.search(name[:120]) is not None


def is_role(local: str) -> bool:
    """Tell whether the part before an @ is a task's or a house's, in several languages.

    >>> is_role("info"), is_role("office-nl"), is_role("kontakt2")
    (True, True, True)
    >>> is_role("ann.info"), is_role("infante")
    (False, False)
    """
    return re.split(r"[._+\d-]", local.casefold(), maxsplit=1)[0] in ROLES


def _called(alias: pa.Table) -> Iterator[tuple[int, str]]:
    for address_id, name in _rows(alias, "name"):
        if name and is_of_several(name):
            yield address_id, "several"


def _mails(handle: pa.Table) -> Iterator[tuple[int, str]]:
    mails = handle.filter(pc.equal(handle["scheme"], "mail"))
    for address_id, value in _rows(mails, "value"):
        local = value.partition("@")[0].casefold()
        words = re.split(r"[._+\d-]+", local)
        if any(_FAMILY.fullmatch(one) for one in words) or _THE.fullmatch(local):
            yield address_id, "several"
        elif is_role(local):
            yield address_id, "role"


def _lines(handle: pa.Table, same_person: pa.Table) -> Iterator[tuple[int, str]]:
    """Yield numbers of fixed lines, of those an archive lists with something else."""
    pairs = same_person.filter(pc.not_equal(same_person["address_id"], same_person["other_id"]))
    listed = pa.chunked_array([*pairs["address_id"].chunks, *pairs["other_id"].chunks], pa.int64())
    is_number = pc.and_(pc.equal(handle["scheme"], "phone"), pc.starts_with(handle["value"], "+"))
    kept = handle.filter(pc.and_(is_number, pc.is_in(handle["address_id"], listed)))
    for address_id, value in _rows(kept, "value"):
        if is_fixed(value):
            yield address_id, "line"


def _rows(table: pa.Table, column: str) -> Iterator[tuple[int, str]]:
    yield from zip(table["address_id"].to_pylist(), table[column].to_pylist(), strict=True)


def is_fixed(number: str) -> bool:
    """Tell whether a number with its country's code is surely no mobile telephone's.

    >>> is_fixed("+441314960001"), is_fixed("+447700900123")
    (True, False)
    >>> is_fixed("+12025550123")  # a country whose numbers do not tell
    False
    """
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(read) in _FIXED
