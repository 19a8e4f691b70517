"""Every error Mutuals raises on purpose.

MutualsError
├── InputError            input that cannot be used
│   ├── UnreadableError       a path that is not there or may not be read
│   ├── UnknownFormatError    no reader recognises a file
│   └── UndecidedError        a file needs an answer (day or month first?)
├── UnwritableError       a file that was asked for cannot be written
├── SandboxError          no process that reads archives could be started
├── UsageError            something was asked that cannot be
│   ├── UnknownReaderError    no reader has this name
│   ├── UnknownTableError     no step and no reader makes this table
│   ├── UnknownPersonError    nobody of that name or address
│   │   └── NobodyIsMeError       the records do not say whose they are
│   └── AmbiguousPersonError  several people of that name
├── StoreError            the file everything is kept in
│   ├── NoStoreError          there is none where it was looked for
│   ├── NotAStoreError        the file there is something else
│   ├── StoreHeldError        another process holds it
│   ├── NeedsWorkError        it cannot be shared before it was brought up to date
│   ├── StoreDamagedError     it lost or changed what was committed
│   ├── StoreVersionError     it was written by a newer Mutuals
│   ├── StoreUnwritableError  it may not be written where it is
│   ├── StoreFullError        the disk is full
│   └── MemoryShortError      its engine may not use as much memory as it needs
└── StepError             a table could not be worked out
    └── StepCycleError        tables wait for each other

Messages name the file, the place and the reason, and say what to do. Surfaces map
these to exit codes or HTTP statuses; nothing here knows of either.
"""

from collections.abc import Iterable


class MutualsError(Exception):
    """Base class: catch it to catch everything Mutuals raises on purpose."""


class InputError(MutualsError):
    """Input that cannot be used."""


class UnreadableError(InputError):
    """A path that is not there, or may not be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} cannot be read: {reason}. Check the path and try again.")
        self.path = path


class UnknownFormatError(InputError):
    """No reader recognises this file."""

    def __init__(self, path: str, formats: Iterable[str]) -> None:
        known = ", ".join(sorted(formats))
        super().__init__(
            f"{path}: no reader recognises it. Known formats: {known}. "
            "If it is one of these, name it with --as."
        )
        self.path = path


class UndecidedError(InputError):
    """A file needs an answer before it can be read."""

    def __init__(self, path: str, sentence: str, choices: Iterable[str]) -> None:
        options = " or ".join(f"--answer {choice}" for choice in choices)
        super().__init__(f"{path}: {sentence} Say {options}.")
        self.path = path


class UnwritableError(MutualsError):
    """A file that was asked for cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} cannot be written: {reason}. Choose another place.")
        self.path = path


class SandboxError(MutualsError):
    """No process that reads archives could be started."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the process that reads archives did not start: {reason}. "
            "`mutuals doctor` says what is installed."
        )


class UsageError(MutualsError):
    """Something was asked that cannot be."""


class UnknownReaderError(UsageError):
    """No reader has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"there is no format {name!r}; there are: {', '.join(sorted(known))}")
        self.name = name


class UnknownTableError(UsageError):
    """No step and no reader makes this table."""

    def __init__(self, table: str, known: Iterable[str]) -> None:
        super().__init__(f"there is no table {table!r}; there are: {', '.join(sorted(known))}")
        self.table = table


class UnknownPersonError(UsageError):
    """Nobody has that name or address."""

    def __init__(self, who: str) -> None:
        super().__init__(
            f"nobody called {who!r} is in these records. `mutuals people` lists everybody who is."
        )
        self.who = who


class NobodyIsMeError(UnknownPersonError):
    """The records do not say whose they are."""

    def __init__(self) -> None:
        MutualsError.__init__(
            self,
            "these records do not say who you are. `mutuals correct me ADDRESS yes` says it; "
            "in a community, name somebody.",
        )
        self.who = "me"


class AmbiguousPersonError(UsageError):
    """Several people have that name."""

    def __init__(self, who: str, addresses: Iterable[str]) -> None:
        self.addresses = sorted(addresses)
        super().__init__(
            f"several people are called {who!r}; say which by address: " + ", ".join(self.addresses)
        )
        self.who = who


class StoreError(MutualsError):
    """The file everything is kept in cannot be used as it is."""


class NoStoreError(StoreError):
    """There is no store where it was looked for."""

    def __init__(self, path: str) -> None:
        super().__init__(f"there is no store at {path}. `mutuals read FILE` makes one.")
        self.path = path


class NotAStoreError(StoreError):
    """The file that was named is something else, and was left alone."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} is no store of Mutuals: {reason}. It was left as it is.")
        self.path = path


class StoreHeldError(StoreError):
    """Another process holds the store; ``is_shared``: it reads, and we would write."""

    def __init__(self, path: str, holder: str, *, is_shared: bool = False) -> None:
        said = f"{path} is held by {holder}, "
        if is_shared:
            said += (
                "which reads it, such as an open page, and what you ask would change it. Do it "
                "on the page, or stop that process (Ctrl-C where it runs) and try again."
            )
        else:
            said += "which changes it. Wait until it is done, or stop it, and try again."
        super().__init__(said)
        self.path = path
        self.holder = holder
        self.is_shared = is_shared


class NeedsWorkError(StoreError):
    """A store cannot be shared before one process has brought it up to date."""


class StoreDamagedError(StoreError):
    """The store lost or changed what was committed."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} is damaged: {reason}")
        self.path = path


class StoreVersionError(StoreError):
    """The store was written by a newer Mutuals."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            f"{path} has schema {found}; this Mutuals knows up to {known}. Use a newer Mutuals."
        )
        self.path = path


class StoreUnwritableError(StoreError):
    """The store may not be written where it is."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} cannot be written: {reason}. Choose another with --store.")
        self.path = path


class StoreFullError(StoreError):
    """The disk is full."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path} cannot be written: {reason}. What was committed is safe; make room and "
            "run the same command again."
        )
        self.path = path


class MemoryShortError(StoreError):
    """The store's engine may not use as much memory as it needs."""

    def __init__(self, path: str, reason: str, table: str | None = None) -> None:
        wanted = f"working out the table {table!r}" if table else "this"
        super().__init__(
            f"{path}: {wanted} needs more memory than the engine may use ({reason}). What was "
            "worked out before is kept. Set MUTUALS_MEMORY to more (80%, or 12GB) and run the "
            "same command again."
        )
        self.path = path
        self.reason = reason


class StepError(MutualsError):
    """A table could not be worked out."""

    def __init__(self, table: str, reason: str) -> None:
        super().__init__(f"table {table!r} could not be worked out: {reason}")
        self.table = table


class StepCycleError(StepError):
    """Tables wait for each other."""

    def __init__(self, tables: Iterable[str]) -> None:
        listed = list(tables)
        super().__init__(listed[0], f"these tables wait for each other: {' -> '.join(listed)}")
        self.tables = listed
