"""The other addresses of a person, as a people file writes them."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.readers.community import cells
from mutuals.readers.community.hashing import number_keys

_PREFIX = r"^(?P<scheme>[a-z][a-z0-9_]{1,19}):(?P<value>[^/].*)$"
_MAIL = r"^[^\s@:;,<>]+@[^\s@:;,<>]+$"
_PHONE = r"^\(?\+?[0-9][0-9 ()./\-]{5,30}$"
_SYNONYMS = {"mailto": "mail", "email": "mail", "tel": "phone"}
_UNTOLD = "id"


@dataclass(frozen=True, slots=True)
class Handles:
    """Some addresses, and the positions of the texts they came from."""

    rows: np.ndarray
    ids: pa.Array
    schemes: pa.Array
    values: pa.Array


def handles(texts: pa.Array) -> Handles:
    """Return texts as addresses: by their prefix, else mail, phone or a plain string.

    >>> texts = ["Ann@Example.org", "+49 (30) 12 34", "whatsapp:Ann", "ann_k"]
    >>> found = handles(pa.array(texts))
    >>> found.schemes.to_pylist()
    ['mail', 'phone', 'whatsapp', 'id']
    >>> found.values.to_pylist()
    ['ann@example.org', '+49301234', 'Ann', 'ann_k']
    """
    trimmed = cells.text(texts)
    rows = np.flatnonzero(~cells.is_blank(trimmed))
    whole = trimmed.take(pa.array(rows))
    scheme, value = _parts(whole)
    is_mail, is_phone = pc.equal(scheme, "mail"), pc.equal(scheme, "phone")
    value = pc.if_else(is_mail, pc.utf8_lower(value), value)
    value = pc.if_else(is_phone, _number(value), value)
    ids = pa.array(number_keys([scheme, value]), pa.int64())
    return Handles(rows, ids, scheme, value)


def _parts(whole: pa.Array) -> tuple[pa.Array, pa.Array]:
    parts = pc.extract_regex(whole, _PREFIX)
    named = pc.struct_field(parts, "scheme")
    for synonym, scheme in _SYNONYMS.items():
        named = pc.if_else(pc.equal(named, synonym), scheme, named)
    told = pc.if_else(pc.match_substring_regex(whole, _PHONE), "phone", _UNTOLD)
    told = pc.if_else(pc.match_substring_regex(whole, _MAIL), "mail", told)
    value = pc.utf8_trim_whitespace(pc.struct_field(parts, "value"))
    return pc.coalesce(named, told), pc.coalesce(value, whole)


def _number(value: pa.Array) -> pa.Array:
    digits = pc.replace_substring_regex(value, r"[^0-9+]+", "")
    return pc.replace_substring_regex(digits, r"^00", "+")
