"""What SQLite asks of the disk, seen call by call, so that a process can be killed at one and a power cut made of many.

The functions by which SQLite writes, syncs, truncates and deletes files are exchanged in its own library, below
whatever Duly does. Nothing of Duly's is changed, and the very file system is used.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast, pointer
from pathlib import Path
from typing import Any, Final, NamedTuple


class Asked(NamedTuple):
    """One call: ``write``, ``truncate``, ``sync`` or ``delete``, of the file of that name."""

    what: str
    name: str
    offset: int = 0
    data: bytes = b""
    lasting: bool = False
    """Of a delete: whether the folder is synced with it."""


Watch = Callable[[Asked, Callable[[bytes], object]], object]
"""Told of each call before it is made; may write part of a write's data by what it is handed."""

_VFS, _FILE = c_void_p, c_void_p
# A name is handed on as the pointer that it is: SQLite keeps it.
_OPEN = CFUNCTYPE(c_int, _VFS, c_void_p, _FILE, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, _VFS, c_void_p, c_int)
_CLOSE = CFUNCTYPE(c_int, _FILE)
_WRITE = CFUNCTYPE(c_int, _FILE, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, _FILE, c_int64)
_SYNC = CFUNCTYPE(c_int, _FILE, c_int)


class _Vfs(Structure):
    """The head of ``sqlite3_vfs``: https://www.sqlite.org/c3ref/vfs.html."""

    _fields_ = [
        ("version", c_int),
        ("size_of_file", c_int),
        ("longest_name", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
    ]


class _Methods(Structure):
    """``sqlite3_io_methods``: https://www.sqlite.org/c3ref/io_methods.html. The rest is copied as it lies."""

    _fields_ = [
        ("version", c_int),
        ("close", _CLOSE),
        ("read", c_void_p),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        ("rest", c_void_p * 13),
    ]


class _File(Structure):
    _fields_ = [("methods", POINTER(_Methods))]


def _library() -> Any:
    """The SQLite that this Python uses; None where it is built in and cannot be reached."""
    try:
        library = ctypes.CDLL("sqlite3.dll" if sys.platform == "win32" else _sqlite3.__file__)
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        library.sqlite3_vfs_find.argtypes = [c_char_p]
    except (AttributeError, OSError):
        return None
    return library


LIBRARY: Final = _library()


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Inside the block ``watch`` is told of each call on files that are opened in it.

    They are closed again by its end.
    """
    vfs = LIBRARY.sqlite3_vfs_find(None).contents
    shim = _Shim(vfs, watch)
    was = _OPEN(cast(vfs.open, c_void_p).value or 0), _DELETE(cast(vfs.delete, c_void_p).value or 0)
    vfs.open, vfs.delete = shim.open, shim.delete
    try:
        yield
    finally:
        vfs.open, vfs.delete = was


class _Shim:
    """The exchanged functions, each of which calls the one that it took the place of."""

    def __init__(self, vfs: _Vfs, watch: Watch) -> None:
        self._open = _OPEN(cast(vfs.open, c_void_p).value or 0)
        self._delete = _DELETE(cast(vfs.delete, c_void_p).value or 0)
        self._watch = watch
        self._names: dict[int, str] = {}
        self._tables: dict[int, tuple[_Methods, _Methods]] = {}
        self.open, self.delete = _OPEN(self._opened), _DELETE(self._deleted)
        self._close_, self._write_ = _CLOSE(self._closed), _WRITE(self._written)
        self._truncate_, self._sync_ = _TRUNCATE(self._truncated), _SYNC(self._synced)

    def _opened(self, vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        code: int = self._open(vfs, name, file, flags, out)
        held = cast(file, POINTER(_File)).contents
        if code == 0 and name and held.methods:
            theirs = held.methods.contents
            ours = _Methods.from_buffer_copy(theirs)
            ours.close, ours.write = self._close_, self._write_
            ours.truncate, ours.sync = self._truncate_, self._sync_
            self._names[file], self._tables[file] = _name_at(name), (theirs, ours)
            held.methods = pointer(ours)
        return code

    def _deleted(self, vfs: int, name: int, lasting: int) -> int:
        self._watch(Asked("delete", _name_at(name), lasting=bool(lasting)), _nothing)
        return int(self._delete(vfs, name, lasting))

    def _closed(self, file: int) -> int:
        self._names.pop(file)
        theirs, _ = self._tables.pop(file)
        return int(theirs.close(file))

    def _written(self, file: int, data: int, length: int, offset: int) -> int:
        write = self._tables[file][0].write
        content = ctypes.string_at(data, length)
        asked = Asked("write", self._names[file], offset, content)
        self._watch(asked, lambda some: write(file, cast(c_char_p(some), c_void_p), len(some), offset))
        return int(write(file, data, length, offset))

    def _truncated(self, file: int, size: int) -> int:
        self._watch(Asked("truncate", self._names[file], size), _nothing)
        return int(self._tables[file][0].truncate(file, size))

    def _synced(self, file: int, flags: int) -> int:
        self._watch(Asked("sync", self._names[file]), _nothing)
        return int(self._tables[file][0].sync(file, flags))


def _name_at(place: int) -> str:
    return Path(os.fsdecode(ctypes.string_at(place))).name


def _nothing(_: bytes) -> None:
    """What is no write cannot be half done."""
