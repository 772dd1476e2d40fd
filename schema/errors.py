"""Errors of Rectigraph. A message says what is wrong, where, and what to do.

RectigraphError
├── SettingsError                 a setting that does not exist or cannot be
├── SourceError                   a file that cannot be read
│   ├── EmptyFile
│   ├── NotText
│   ├── DamagedFile
│   ├── ArchiveTooLarge
│   ├── PdfWithoutText
│   ├── UnknownFormat
│   ├── ReaderEnded               its reading ended the process that read it
│   ├── NoMeasureColumn
│   ├── NoIssues
│   ├── RdfSyntax
│   ├── RdfTooLarge               RDF whose text does not fit into memory
│   ├── RdfOther                  RDF that describes something else
│   ├── SourceTooNew              a newer version of the model wrote it
│   ├── IdsCollide                one id of two things
│   ├── ShapesViolated            RDF that the shapes of the model forbid
│   └── SourceMissing             a file that a migration needs
├── EngineError                   the engine that holds the graph
│   ├── EngineUnavailable         not there, or gone
│   ├── EngineRefused             wrong user or password, or no right
│   ├── EngineBusy                cannot do it now, such as a lock that others hold
│   ├── GraphTooOld               an older version of the model wrote it
│   ├── ForeignGraph              what others wrote has our labels or names
│   ├── GraphChanged              a load wrote while the whole graph was read
│   ├── QueryTimeout
│   ├── DataDirectoryInUse
│   ├── DataDirectoryTooNew
│   └── DiskFull
├── BackupError                   a backup that cannot be made or restored
│   ├── BackupDamaged
│   └── BackupTooNew
├── NotFound                      a name that the graph does not have
├── AmbiguousName                 a name that several nodes of the graph have
├── TableTooLong                  more rows than a sheet of a workbook holds
└── PortInUse                     another process listens there
"""

from __future__ import annotations

from typing import ClassVar, Final


class RectigraphError(Exception):
    """Base of all errors that a user can do something about; `code` is stable."""

    code: ClassVar[str] = "RECTIGRAPH"


class SettingsError(RectigraphError):
    """A setting that does not exist or cannot be."""

    code = "SETTINGS"


class SourceError(RectigraphError):
    """A file that cannot be read."""

    code = "SOURCE"


class EmptyFile(SourceError):
    """A file without content."""

    code = "EMPTY_FILE"


class NotText(SourceError):
    """Bytes in no encoding of text."""

    code = "NOT_TEXT"


class DamagedFile(SourceError):
    """A file that breaks off or contradicts its own format."""

    code = "DAMAGED_FILE"


class ArchiveTooLarge(SourceError):
    """An archive that unpacks to more than the limit."""

    code = "ARCHIVE_TOO_LARGE"


class PdfWithoutText(SourceError):
    """A PDF of pictures."""

    code = "PDF_WITHOUT_TEXT"


class UnknownFormat(SourceError):
    """A format that no reader takes."""

    code = "UNKNOWN_FORMAT"


class ReaderEnded(SourceError):
    """A file whose reading ended the process that read it, as the system does where memory runs out."""

    code = "READER_ENDED"


class NoMeasureColumn(SourceError):
    """A ledger whose heads name no measure."""

    code = "NO_MEASURE_COLUMN"


class NoIssues(SourceError):
    """A file that can be read and states no issue: there is nothing to load."""

    code = "NO_ISSUES"


class RdfSyntax(SourceError):
    """A file that breaks the grammar of its format of RDF."""

    code = "RDF_SYNTAX"


class RdfTooLarge(SourceError):
    """RDF whose text must be in memory, and is too long for that."""

    code = "RDF_TOO_LARGE"


class RdfOther(SourceError):
    """RDF that describes something else."""

    code = "RDF_OTHER"


class SourceTooNew(SourceError):
    """A file of a newer version of the model."""

    code = "SOURCE_TOO_NEW"


class IdsCollide(SourceError):
    """One id of two things, in a file or between a file and the graph."""

    code = "IDS_COLLIDE"


class ShapesViolated(SourceError):
    """RDF that the shapes of the model forbid."""

    code = "SHAPES_VIOLATED"


class SourceMissing(SourceError):
    """A file that a migration needs and that is not where it was."""

    code = "SOURCE_MISSING"


class EngineError(RectigraphError):
    """The engine that holds the graph."""

    code = "ENGINE"


class EngineUnavailable(EngineError):
    """The engine is not there, or went away."""

    code = "ENGINE_UNAVAILABLE"


class EngineRefused(EngineError):
    """The engine refuses the account, or what it asks."""

    code = "ENGINE_REFUSED"


class EngineBusy(EngineError):
    """The engine could not do it now, for a reason that passes."""

    code = "ENGINE_BUSY"


class GraphTooOld(EngineError):
    """An older version of the model wrote the graph."""

    code = "GRAPH_TOO_OLD"


class ForeignGraph(EngineError):
    """The database holds what others wrote under labels or names of the model."""

    code = "FOREIGN_GRAPH"


class GraphChanged(EngineError):
    """A load wrote while the whole graph was read."""

    code = "GRAPH_CHANGED"


class QueryTimeout(EngineError):
    """A query ran longer than it may."""

    code = "QUERY_TIMEOUT"


class DataDirectoryInUse(EngineError):
    """Another process holds the data directory."""

    code = "DATA_DIRECTORY_IN_USE"


class DataDirectoryTooNew(EngineError):
    """The data directory was written by a newer version."""

    code = "DATA_DIRECTORY_TOO_NEW"


class DiskFull(EngineError):
    """No space is left for the graph."""

    code = "DISK_FULL"


# After one of these no source of a load can be written.
UNWRITABLE: Final = (EngineUnavailable, EngineRefused, DiskFull)


class BackupError(RectigraphError):
    """A backup that cannot be made or restored where it was asked for."""

    code = "BACKUP"


class BackupDamaged(BackupError):
    """A file that is no backup, or that breaks off, or was changed."""

    code = "BACKUP_DAMAGED"


class BackupTooNew(BackupError):
    """A backup that a newer version made."""

    code = "BACKUP_TOO_NEW"


class NotFound(RectigraphError):
    """A name that the graph does not have."""

    code = "NOT_FOUND"


class AmbiguousName(RectigraphError):
    """A name that several nodes of the graph have."""

    code = "AMBIGUOUS_NAME"


class TableTooLong(RectigraphError):
    """More rows than a sheet of a workbook holds."""

    code = "TABLE_TOO_LONG"


class PortInUse(RectigraphError):
    """Another process listens on the port."""

    code = "PORT_IN_USE"
