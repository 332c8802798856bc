"""Every error codegraph raises on purpose.

    CodegraphError
    ├── UsageError               what was asked cannot be asked like this          exit 2
    │   └── ConfigError          a setting has a bad value, or no such setting
    ├── NotFoundError            no such symbol, no hit                            exit 3
    ├── NoIndexError             no index for this folder                          exit 4
    ├── IncompleteError          part of the work could not be done                exit 5
    │   └── ModelMissingError    a language model was wanted and none is there
    ├── StoreError               the store cannot be used                          exit 1
    │   ├── StoreCorruptError    it is damaged
    │   ├── StoreVersionError    it was written by another version
    │   ├── StoreBusyError       another process is writing
    │   ├── StoreReplacedError   it was built anew while it was open
    │   └── EmbeddingSetError    its vectors belong to another embedding set
    ├── DiskError                the disk is full, or a folder cannot be written   exit 1
    ├── ModelFileError           a model file is missing, truncated or unknown     exit 1
    ├── ScipFileError            an index of another tool is missing or damaged    exit 1
    ├── MacroExpansionError      nobody can tell what a macro call becomes         exit 1
    ├── DownloadError            a requested download failed                       exit 1
    └── EndpointError            a configured endpoint failed                      exit 1

A message says what happened and to which path; `hint` says what to do. Errors of libraries are wrapped by
the module that owns the library. A fault in one file of a repository is no exception but a `Problem`.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process returns; part of the stable interface."""

    OK = 0
    ERROR = 1
    USAGE = 2
    NOT_FOUND = 3
    NO_INDEX = 4
    INCOMPLETE = 5
    INTERRUPTED = 130


class CodegraphError(Exception):
    """Base of all errors raised on purpose; `str()` is the message, `hint` the advice."""

    code = "error"
    exit_code = ExitCode.ERROR

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(CodegraphError):
    """The request itself cannot be carried out as given."""

    code = "usage"
    exit_code = ExitCode.USAGE


class ConfigError(UsageError):
    """A setting has a bad value, or there is no such setting."""

    code = "config"


class NotFoundError(CodegraphError):
    """Nothing in the index answers to that name or query."""

    code = "not-found"
    exit_code = ExitCode.NOT_FOUND


class NoIndexError(CodegraphError):
    """The folder has no index."""

    code = "no-index"
    exit_code = ExitCode.NO_INDEX


class IncompleteError(CodegraphError):
    """The work was done only in part."""

    code = "incomplete"
    exit_code = ExitCode.INCOMPLETE


class ModelMissingError(IncompleteError):
    """A language model was wanted and none is there."""

    code = "model-missing"


class StoreError(CodegraphError):
    """The store cannot be used."""

    code = "store"


class StoreCorruptError(StoreError):
    """The store is damaged."""

    code = "store-corrupt"


class StoreVersionError(StoreError):
    """The store was written by another version of codegraph."""

    code = "store-version"


class StoreBusyError(StoreError):
    """Another process is writing to the store."""

    code = "store-busy"


class StoreReplacedError(StoreError):
    """Another store has taken the place of the one that was open."""

    code = "store-replaced"


class EmbeddingSetError(StoreError):
    """The vectors in the store belong to another embedding set."""

    code = "embedding-set"


class DiskError(CodegraphError):
    """The disk is full or a folder cannot be written."""

    code = "disk"


class ModelFileError(CodegraphError):
    """A model file is missing, truncated or of an unknown kind."""

    code = "model-file"


class ScipFileError(CodegraphError):
    """A SCIP index is missing, truncated or no such file."""

    code = "scip-file"


class MacroExpansionError(CodegraphError):
    """A macro call cannot be expanded: by no tool that is here, or within the limits."""

    code = "macro-expansion"


class DownloadError(CodegraphError):
    """A download that the user asked for failed."""

    code = "download"


class EndpointError(CodegraphError):
    """An endpoint that the user configured failed."""

    code = "endpoint"
