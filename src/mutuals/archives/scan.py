"""Where a JSON value ends, told by its brackets and quotes alone."""

import re

from mutuals.archives.buffer import Buffer

MOST_CHARS = 1 << 21

_MOST_STEPS = 1_000_000
_OUTSIDE = re.compile(r'["\[\]{}]')
_INSIDE = re.compile(r'"|\\.', re.DOTALL)
_AFTER_PLAIN = re.compile(r"[,\[\]{} \t\r\n]")


class Scan:
    """A search for the end of the value that begins where the buffer stands.

    No more of a value than ``MOST_CHARS`` is kept; what is larger is passed over.
    """

    def __init__(self, buffer: Buffer) -> None:
        self._buffer = buffer
        self._at = buffer.at
        self._depth = 0
        self._is_quoted = False
        self._is_plain = buffer.text[buffer.at] not in '"[{'
        self._is_dropped = False

    def length(self) -> int | None:
        """Return how many characters the value has; ``None`` if no end is found.

        Of a value that is too large, the buffer stands behind it afterwards.
        """
        for _ in range(_MOST_STEPS):
            match = self._pattern().search(self._buffer.text, self._at)
            if match is None:
                if not self._read_on():
                    break
            elif self._is_end(match):
                return self._ended()
        if self._is_plain and self._buffer.is_ended:
            return self._ended()
        return None

    def _pattern(self) -> re.Pattern[str]:
        if self._is_plain:
            return _AFTER_PLAIN
        return _INSIDE if self._is_quoted else _OUTSIDE

    def _is_end(self, match: re.Match[str]) -> bool:
        if self._is_plain:
            self._at = match.start()
            return True
        self._at = match.end()
        found = match[0]
        if found == '"':
            self._is_quoted = not self._is_quoted
        elif not self._is_quoted:
            self._depth += 1 if found in "[{" else -1
        return self._depth <= 0 and not self._is_quoted

    def _read_on(self) -> bool:
        buffer = self._buffer
        # A backslash at the end belongs to the character that is read next.
        is_cut = self._is_quoted and buffer.text.endswith("\\") and len(buffer.text) > self._at
        self._at = len(buffer.text) - is_cut
        if self._at - buffer.at > MOST_CHARS or self._is_dropped:
            self._is_dropped = True
            buffer.at = self._at
        self._at -= buffer.at
        return buffer.more()

    def _ended(self) -> int:
        if self._is_dropped or self._at - self._buffer.at > MOST_CHARS:
            self._buffer.at = self._at
            return MOST_CHARS + 1
        return self._at - self._buffer.at
