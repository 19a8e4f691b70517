"""Cheap signs in the text of messages: single words kept when the text is dropped."""

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.signals.phrases import patterns

# Every pattern is run by a linear-time engine (RE2), so no text can stall it.
_NOT_LETTERS = r"[^\pL]+"
_APOSTROPHES = "['\u2018\u2019\u02bc`\u00b4]|[\u0300-\u036f]"
_CLOSING = r")\"'\x{2019}\x{201d}\x{bb}"
_ASKED = rf"\pL[{_CLOSING}]?\s?\?(?:[\s{_CLOSING}!?]|$)|[\x{{ff1f}}\x{{61f}}\x{{bf}}]"
_TAG = r"^#(?P<found>[\pL\pN_]+)"
_LINK = r"^[(<\[]?https?://(?:www\.)?(?P<found>[\pL\pN.-]+)"
_PER_TEXT = 20


def signals(texts: pa.Array) -> pa.Array:
    """Return each text's signs as one string with a blank around every word.

    Acts are found by the same phrases as in single messages; languages and topics
    are not looked for in columns.

    >>> text = "Thanks! See #Lunch at https://example.org/x ?"
    >>> signals(pa.array([text, ""])).to_pylist()
    [' question thanks tag:lunch link:example.org ', '']
    """
    pieces = [pc.if_else(pc.match_substring_regex(texts, _ASKED), " question", "")]
    lowered, bare = pc.utf8_lower(texts), _words(texts)
    pieces += [
        pc.if_else(pc.match_substring_regex(bare, pattern), f" {act}", "")
        for act, pattern in patterns().items()
    ]
    pieces.append(_marks(lowered))
    found = pc.binary_join_element_wise(*pieces, "")
    return pc.if_else(pc.equal(found, ""), "", pc.binary_join_element_wise(found, "", " "))


def _words(texts: pa.Array) -> pa.Array:
    """Return texts as phrases are compared: bare words with a blank around each."""
    bare = pc.utf8_normalize(pc.utf8_lower(texts), "NFKD")
    bare = pc.replace_substring_regex(bare, _APOSTROPHES, "")
    bare = pc.replace_substring(bare, "\u00df", "ss")
    bare = pc.replace_substring_regex(bare, _NOT_LETTERS, " ")
    return pc.binary_join_element_wise("", bare, "", " ")


def _marks(lowered: pa.Array) -> pa.Array:
    """Return each text's hashtags and the domains of its links, a blank before each."""
    rare = pc.match_substring_regex(lowered, r"#|https?://")
    if not pc.any(rare).as_py():
        return pa.repeat("", len(lowered))
    rows = pc.indices_nonzero(rare)
    tokens = pc.list_slice(_tokens(lowered.take(rows)), 0, _PER_TEXT)
    flat = pc.list_flatten(tokens)
    words = pc.coalesce(_found(flat, _TAG, " tag:"), _found(flat, _LINK, " link:"))
    words = pc.fill_null(words, "")
    ends = pc.cumulative_sum(pc.list_value_length(tokens).cast(pa.int32()))
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), ends])
    marks = pc.binary_join(pa.ListArray.from_arrays(offsets, words), "")
    return pc.replace_with_mask(pa.repeat("", len(lowered)), rare, marks)


def _tokens(texts: pa.Array) -> pa.Array:
    # Only words that begin like a hashtag or a link are left to look at.
    spaced = pc.replace_substring_regex(texts, r"(^|\s)(?:[^#(<\[h\s]|h[^t])\S*", r"\1")
    return pc.split_pattern_regex(pc.utf8_trim_whitespace(spaced), r"\s+")


def _found(words: pa.Array, pattern: str, prefix: str) -> pa.Array:
    parts = pc.struct_field(pc.extract_regex(words, pattern), "found")
    return pc.binary_join_element_wise(prefix, parts, "")
