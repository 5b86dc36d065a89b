"""Everything Inquit raises on purpose.

    InquitError
    ├── InputError          something given to Inquit cannot be read
    │   ├── MissingInput        it is not there, or may not be opened
    │   ├── TooLarge            it is larger than the limit
    │   ├── NotText             it is not text, or not in an encoding that can be told
    │   ├── NoArticle           it holds no article
    │   ├── BadRecord           a line of a .jsonl is not a report
    │   └── FetchFailed         a URL could not, or may not, be fetched
    ├── CollectionError     a collection cannot be used as it was asked for
    │   ├── MissingCollection   there is none, or its server does not answer
    │   ├── ForeignDatabase     the file or database belongs to something else
    │   ├── DamagedCollection   what is stored cannot be read back
    │   ├── NewerCollection     a later release of Inquit made it
    │   ├── BusyCollection      another process has been writing for too long
    │   └── UnwritableCollection  it may not be written, or there is no room
    ├── SettingError        a setting has a value that it cannot have
    ├── ModelError          the model's files are missing, changed or do not fit together
    └── MissingExtra        a part is needed that is not installed

Each says in one sentence what was wrong with which input, and in a second what to do about it.
"""

from __future__ import annotations


class InquitError(Exception):
    """Base of all errors that Inquit raises on purpose; `str()` of one can be shown to a person as it stands."""


class InputError(InquitError):
    """An input cannot be read: `where` names it, `reason` says why, `remedy` what to do."""

    def __init__(self, where: str, reason: str, remedy: str = "") -> None:
        self.where, self.reason, self.remedy = where, reason, remedy
        super().__init__(f"{where}: {reason}." + (f" {remedy}." if remedy else ""))

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        return type(self), (self.where, self.reason, self.remedy)  # so that it travels from a worker process


class MissingInput(InputError):
    """The file, folder or address is not there or may not be opened."""


class TooLarge(InputError):
    """The input is larger than the limit that is set for it."""


class NotText(InputError):
    """The input is binary, or in an encoding that cannot be told."""


class NoArticle(InputError):
    """There is text, but no article in it."""


class BadRecord(InputError):
    """A line or object is not a report as docs/format.md describes it."""


class FetchFailed(InputError):
    """The address could not be fetched, or is one that Inquit does not fetch."""


class CollectionError(InquitError):
    """A collection cannot be used: `where` names it, `reason` says why, `remedy` what to do."""

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        self.where, self.reason, self.remedy = where, reason, remedy
        super().__init__(f"{where}: {reason}. {remedy}.")

    def __reduce__(self) -> tuple[type[CollectionError], tuple[str, str, str]]:
        return type(self), (self.where, self.reason, self.remedy)  # so that it travels from a worker process


class MissingCollection(CollectionError):
    """There is no collection there, or the server that should hold it does not answer."""


class ForeignDatabase(CollectionError):
    """The file or database is there, but it belongs to something else."""


class DamagedCollection(CollectionError):
    """Something in it cannot be read back."""


class NewerCollection(CollectionError):
    """Its tables are those of a later release of Inquit."""


class BusyCollection(CollectionError):
    """Another process did not stop writing in time."""


class UnwritableCollection(CollectionError):
    """It may only be read, or the disk is full."""


class SettingError(InquitError):
    """A setting has a value that it cannot have."""


class ModelError(InquitError):
    """The model's files are missing, were changed, or do not fit together."""


class MissingExtra(InquitError):
    """An optional part is needed: the message says which `pip install` brings it."""
