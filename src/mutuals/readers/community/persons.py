"""The people a file names, each once, with the number of their address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.readers.community import cells
from mutuals.readers.community.chunk import Chunk, Context, Faults, accompanying
from mutuals.readers.community.hashing import number_keys
from mutuals.records import Record

SCHEME = "id"


@dataclass(frozen=True, slots=True)
class Persons:
    """Address numbers in rising order, and the strings they stand for."""

    ids: np.ndarray
    names: pa.Array

    def id_of(self, codes: np.ndarray) -> pa.Array:
        """Return the address number behind each code, null for -1."""
        if not len(self.ids):
            return pa.nulls(len(codes), pa.int64())
        return pa.array(self.ids[codes], pa.int64(), mask=codes < 0)

    def name_of(self, codes: np.ndarray) -> pa.Array:
        """Return the string behind each code, null for -1."""
        return self.names.take(pa.array(codes, pa.int64(), mask=codes < 0))

    def handles(self, used: Sequence[np.ndarray], context: Context) -> Iterator[Record]:
        """Yield a row for each address these codes name that was not told before."""
        codes = np.unique(np.concatenate(used))
        codes = codes[codes >= 0]
        codes = codes[context.told.fresh(self.ids[codes])]
        columns = {
            "address_id": pa.array(self.ids[codes]),
            "scheme": pa.repeat(SCHEME, len(codes)),
            "value": self.names.take(pa.array(codes)),
        }
        yield from accompanying("handle", columns)


def encode(columns: Sequence[pa.Array]) -> tuple[Persons, list[np.ndarray]]:
    """Return the people in some text columns, and each cell's code (-1 where blank).

    >>> people, (codes,) = encode([pa.array(["Ann", " Ann ", "", "Bo"])])
    >>> sorted(people.names.to_pylist()), int(codes[0] - codes[1]), int(codes[2])
    (['Ann', 'Bo'], 0, -1)
    """
    together = pa.concat_arrays([one.cast(pa.string()) for one in columns])
    encoded = together.dictionary_encode()
    names = pc.utf8_trim_whitespace(encoded.dictionary)
    filled = np.flatnonzero(~cells.is_blank(names))
    names = names.take(pa.array(filled))
    ids, first, place = np.unique(
        number_keys([SCHEME, names]), return_index=True, return_inverse=True
    )
    code_of = np.full(len(encoded.dictionary), -1, np.int64)
    code_of[filled] = place
    indices = encoded.indices.to_numpy()
    codes = code_of[indices] if len(indices) else np.zeros(0, np.int64)
    ends = np.cumsum([len(one) for one in columns])[:-1]
    return Persons(ids, names.take(pa.array(first))), np.split(codes, ends)


def pair(chunk: Chunk, faults: Faults, names: Sequence[str]) -> tuple[Persons, list[np.ndarray]]:
    """Return the people of some columns, and mark the rows where one is blank."""
    people, codes = encode([cells.raw_text(chunk.column(name)) for name in names])
    for name, code in zip(names, codes, strict=True):
        faults.mark(code < 0, "no_person", f"The column {name} is empty.")
    return people, codes
