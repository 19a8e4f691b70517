"""What reading came to, file by file."""

from dataclasses import dataclass, field

from mutuals.sandbox import Unread


@dataclass(slots=True)
class FileReport:
    """What became of one file: seen = stored + known + rejected.

    ``left_out`` are those of the rejected that were read, and left out for a reason.
    """

    path: str
    format: str
    seen: int = 0
    stored: int = 0
    known: int = 0
    rejected: int = 0
    left_out: int = 0
    is_complete: bool = False
    notices: list[str] = field(default_factory=list)

    @property
    def is_barren(self) -> bool:
        """Tell whether it holds something, and nothing of it could be read."""
        return 0 < self.seen == self.rejected - self.left_out


# How the format of a file begins that was not read; after it stands why.
NOT_READ = "not read: "


def is_file_read(form: str) -> bool:
    """Tell whether a format in ``source`` is that of a file that was read.

    >>> is_file_read("mail"), is_file_read("answer"), is_file_read("not read: empty")
    (True, False, False)
    """
    return form != "answer" and not form.startswith(NOT_READ)


def unread(path: str, reason: str) -> FileReport:
    """Return what is remembered of a file that was not read.

    >>> unread("a.jpg", "no_records").format
    'not read: no records'
    """
    return FileReport(path, f"{NOT_READ}{reason.replace('_', ' ')}", is_complete=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question a file asks before it can be read."""

    path: str
    name: str
    sentence: str
    choices: tuple[str, ...]


@dataclass(slots=True)
class ReadReport:
    """What a read came to: files read, files not read, and questions left open."""

    files: list[FileReport] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    import_no: int = 0

    @property
    def stored(self) -> int:
        """Return how many records are new in the store."""
        return sum(file.stored for file in self.files)

    @property
    def is_barren(self) -> bool:
        """Tell whether nothing at all could be read."""
        return not self.questions and all(file.is_barren for file in self.files)

    def completed(self, answered: "ReadReport") -> "ReadReport":
        """Return this report with what came of files that had asked something."""
        return ReadReport(
            [*self.files, *answered.files],
            [*self.unread, *answered.unread],
            answered.questions,
            self.import_no,
        )
