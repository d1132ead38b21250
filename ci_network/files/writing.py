"""Files and folders written whole or not at all, and several of them all or none."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import signal
import stat
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from ci_network.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be taken away anyhow
    fcntl = None  # type: ignore[assignment]

Content = str | bytes | Iterable[str]
"""What is written: text, bytes, or text in pieces."""

MARKER = ".ci-network-report"
"""File that lists what a report consists of, so that only a report is ever replaced."""

_AT_CURRENT_FOLDER = -100
_EXCHANGE = 2
_LONGEST_NAME = 100
_OPEN_AT_ONCE = 32

_incomplete: set[Path] = set()


@dataclass(frozen=True)
class FileOutput:
    """A file to write.

    Attributes
    ----------
    path
        Where it shall stand. What stands there is replaced only by the complete new file.
    content
        Text (written as UTF-8, line ends as they are), bytes, or pieces of text.
    """

    path: Path
    content: Content


@dataclass(frozen=True)
class FolderOutput:
    """A folder to write.

    Attributes
    ----------
    path
        The folder. It is replaced when it is empty or holds nothing but an earlier report.
    files
        Content by name; a name may have folders in it, divided by ``/``.
    force
        Replace the folder whatever it holds.
    mark
        Mark the folder as written by us, so that the next run may replace it. Without it the
        files are for a person to go on with, and only `force` replaces them.
    """

    path: Path
    files: Mapping[str, str | bytes]
    force: bool = False
    mark: bool = True


Output = FileOutput | FolderOutput


def write_file(path: Path, content: Content) -> None:
    """Write a file beside its place and move it there when it is complete; see `FileOutput`.

    Raises
    ------
    OutputError
        When the folder does not exist, is not writable, or is full.
    """
    write_all([FileOutput(path, content)])


def write_folder(
    path: Path, files: Mapping[str, str | bytes], *, force: bool = False, mark: bool = True
) -> None:
    """Write a folder beside its place and exchange the two; see `FolderOutput`.

    Raises
    ------
    OutputError
        When the folder holds something else, or cannot be written.
    """
    write_all([FolderOutput(path, files, force, mark)])


def write_all(outputs: Sequence[Output]) -> None:
    """Write outputs, each whole, in the order given; where one fails, none of them stands.

    Raises
    ------
    OutputError
        When any of them cannot be written; what was there before stands again.
    """
    # Nothing comes after the last that could fail: what it replaces need not be kept.
    with _standing(outputs, keep=len(outputs) - 1):
        pass


@contextlib.contextmanager
def all_or_none(outputs: Sequence[Output]) -> Iterator[None]:
    """Outputs that stand while something is done that belongs to them; if that fails, none does.

    Raises
    ------
    OutputError
        When any of them cannot be written; what was there before stands again.
    """
    with _standing(outputs, keep=len(outputs)):
        yield


@contextlib.contextmanager
def _standing(outputs: Sequence[Output], keep: int) -> Iterator[None]:
    """All are written beside their places first; what the first `keep` replace is kept so long."""
    with contextlib.ExitStack() as stack:
        begun = [_begun(output, stack, keep=n < keep) for n, output in enumerate(outputs)]
        try:
            with undisturbed():
                for one in begun:
                    one.put()
            for one in begun:
                one.send()
            yield
        except BaseException:
            with undisturbed():
                for one in reversed(begun):
                    one.undo()
            raise
        with undisturbed():
            for one in begun:
                one.finish()


def _begun(output: Output, stack: contextlib.ExitStack, *, keep: bool) -> _Partial | _Stream:
    """An output that is complete beside its place."""
    if isinstance(output, FolderOutput):
        return _begun_folder(output, stack)
    path = output.path
    with _told(path):
        if path.is_dir():
            raise OutputError("{path} is a folder; name a file to write to.", path=path)
        if not path.parent.is_dir():
            raise OutputError(
                "The folder {parent} does not exist; make it first.", parent=path.parent
            )
        # A link stays a link: what it points to is replaced.
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            return _Stream(target, output.content)
        mode = _mode_of(target, path)
        partial = stack.enter_context(_partial(target, path, folder=False, keep=keep))
        _write_synced(os.dup(partial.held[0]), output.content)
        partial.place.chmod(_default_mode(0o666) if mode is None else mode)
        if fcntl is None:
            partial.let_go()
    return partial


def _begun_folder(output: FolderOutput, stack: contextlib.ExitStack) -> _Partial:
    target = check_folder(output.path, force=output.force)
    listing = {MARKER: "".join(f"{name}\n" for name in sorted(output.files))} if output.mark else {}
    with _told(output.path):
        _mode_of(target, output.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = stack.enter_context(_partial(target, output.path, folder=True, keep=True))
        left = iter({**output.files, **listing}.items())
        while some := list(islice(left, _OPEN_AT_ONCE)):
            _write_together({partial.place / name: content for name, content in some})
        for folder in (partial.place, *partial.place.rglob("*")):
            if folder.is_dir():
                _sync_folder(folder)
    return partial


def _mode_of(target: Path, path: Path) -> int | None:
    """Who may do what with what stands there; it is not replaced where nobody may write."""
    if not target.exists():
        return None
    mode = stat.S_IMODE(target.stat().st_mode)
    if not mode & 0o222 or not os.access(target, os.W_OK):
        raise OutputError("{path} is write-protected; name another place, or lift that.", path=path)
    return mode & 0o777


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system refuses, as a sentence about the output."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            "{path} cannot be written: {reason}.", path=path, reason=reason(error)
        ) from error


@dataclass
class _Stream:
    """A device or a pipe, such as /dev/stdout, is written to; it cannot be replaced."""

    target: Path
    content: Content

    def send(self) -> None:
        """Write it, once all else stands."""
        with _told(self.target), self.target.open("wb") as file:  # noqa: SIM117
            with contextlib.suppress(BrokenPipeError):
                file.writelines(encoded(self.content))
                file.flush()

    def put(self) -> None:
        """Nothing."""

    def undo(self) -> None:
        """Nothing: what was read by somebody cannot be taken back."""

    def finish(self) -> None:
        """Nothing."""


@dataclass
class _Partial:
    """What is complete beside its place, under a name that nobody else has, its lock held.

    Attributes
    ----------
    place
        Where it stands.
    target, path
        Where it shall stand, and how that was called.
    keep
        Whether what stood there is kept until `finish`.
    held
        What is open because its lock says that somebody is at work on it.
    old
        Where the earlier output stands after `put`.
    stands
        Whether it stands in its place.
    """

    place: Path
    target: Path
    path: Path
    keep: bool
    held: list[int]
    old: Path | None = None
    stands: bool = False

    def put(self) -> None:
        """Let it stand in its place; the earlier output is kept, or as a file replaced at once."""
        with _told(self.path):
            if self.keep and self.target.exists():
                self._change_places()
            else:
                self.place.replace(self.target)
            self.stands = True
            _sync_folder(self.target.parent)

    def _change_places(self) -> None:
        self.held += _opened(self.target)
        if _exchange(self.place, self.target):
            self.old = self.place
            return
        # Without an exchange in one step there is an instant with neither; the old one is whole,
        # and a next run puts it back.
        old = self.place.with_suffix(".old")
        self.target.rename(old)
        try:
            self.place.rename(self.target)
        except OSError as why:
            self._put_back(old, why)
            raise
        self.old = old

    def _put_back(self, old: Path, why: OSError) -> None:
        try:
            old.rename(self.target)
        except OSError as error:
            raise OutputError(
                "{path} cannot be written: {reason}. What stood there is now {old}.",
                path=self.path, reason=reason(why), old=old,
            ) from error  # fmt: skip

    def undo(self) -> None:
        """Let what stood there stand there again."""
        if not self.stands:
            return
        with _told(self.path):
            if self.old == self.place and _exchange(self.place, self.target):
                self.stands = False
                return
            new = self.place.with_suffix(".new")
            self.target.rename(new)
            if self.old is not None:
                self._put_back(self.old, OSError(0, "the other output failed"))
            self.place, self.stands = new, False

    def finish(self) -> None:
        """Take away the earlier output."""
        if self.old is not None:
            _taken_away(self.old)

    def send(self) -> None:
        """Nothing: it stands."""

    def let_go(self) -> None:
        """Close what is open."""
        while self.held:
            os.close(self.held.pop())


@contextlib.contextmanager
def _partial(target: Path, path: Path, *, folder: bool, keep: bool) -> Iterator[_Partial]:
    """A new file or folder beside a target; it is gone at the end, unless it was moved."""
    _sweep(target)
    with undisturbed():
        place, held = _made(target, folder=folder)
        _incomplete.add(place)
    partial = _Partial(place, target, path, keep, held)
    try:
        yield partial
    finally:
        with undisturbed():
            if not partial.stands:
                _taken_away(partial.place)
            _incomplete.discard(place)
            partial.let_go()


def _made(target: Path, *, folder: bool) -> tuple[Path, list[int]]:
    """A new place beside a target, and what is open because its lock is ours."""
    while True:
        place = target.parent / f".{_short(target)}.{os.urandom(8).hex()}.partial"
        if folder:
            place.mkdir()
            held = _opened(place)
        else:
            held = [os.open(place, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)]
        # Between its making and its lock another run may have taken it for a leftover.
        if not held or (_locked(held[0]) is not False and place.exists()):
            return place, held
        os.close(held[0])


def _opened(place: Path) -> list[int]:
    """A file or folder, open and its lock asked for; none where the system opens none."""
    if fcntl is None:
        return []
    try:
        held = os.open(place, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return []
    _locked(held)
    return [held]


def _locked(held: int) -> bool | None:
    """Whether the lock is ours now; None where there are no locks."""
    if fcntl is None:
        return None
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _sweep(target: Path) -> None:
    """Take away what a killed run left beside the target, and put back what it had moved aside.

    A run that still goes on holds a lock, wherever its process is counted; where there are no
    locks nothing is touched.
    """
    ours = re.compile(rf"\.{re.escape(_short(target))}\.[0-9a-f]{{16}}\.(partial|new|old)")
    for left in _listed(target.parent):
        kind = ours.fullmatch(left.name)
        held = _opened(left) if kind is not None and not left.is_symlink() else []
        for one in held:
            # Asked for again: what is ours already is ours still.
            if _locked(one) and kind is not None:
                if kind[1] != "old":
                    _taken_away(left)
                elif not target.exists():
                    left.rename(target)
            os.close(one)


def _listed(folder: Path) -> list[Path]:
    """What is in a folder, as far as one may see it."""
    try:
        return [folder / name for name in os.listdir(folder)]  # noqa: PTH208 - names are enough
    except OSError:
        return []


def _removed(folder: Path) -> None:
    import shutil  # noqa: PLC0415 - with it come the ways to pack files

    shutil.rmtree(folder, ignore_errors=True)


def _taken_away(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        _removed(place)
    else:
        with contextlib.suppress(OSError):
            place.unlink()


def _short(target: Path) -> str:
    """The name of a target, or a code for one that leaves no room for more."""
    name = target.name
    if len(os.fsencode(name)) <= _LONGEST_NAME:
        return name
    import hashlib  # noqa: PLC0415 - most names are short

    return hashlib.sha256(os.fsencode(name)).hexdigest()[:32]


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for what is only needed for a while; gone afterwards, and when we are stopped."""
    import tempfile  # noqa: PLC0415 - with it comes random

    folder = Path(tempfile.mkdtemp(prefix="ci-network-"))
    _incomplete.add(folder)
    try:
        yield folder
    finally:
        _removed(folder)
        _incomplete.discard(folder)


@contextlib.contextmanager
def alone(place: Path) -> Iterator[None]:
    """Be the only one at work on something: whoever else asks for the same place waits.

    Parameters
    ----------
    place
        A file that stands for it; it is made, and stays.

    Raises
    ------
    OutputError
        When it cannot be made.
    """
    with _told(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        held = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _waited_for(held)
        yield
    finally:
        # What is closed is let go of.
        os.close(held)


def _waited_for(held: int) -> None:
    """Wait for a lock; where the system has none, nothing is waited for."""
    with contextlib.suppress(OSError):
        if fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_EX)
        elif sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(held, msvcrt.LK_LOCK, 1)


def take_away(place: Path) -> None:
    """Remove a file or folder: it is there whole, or not at all.

    Raises
    ------
    OutputError
        When it cannot be removed.
    """
    gone = place.parent / f".{_short(place)}.{os.urandom(8).hex()}.partial"
    with _told(place):
        place.rename(gone)
        _sync_folder(place.parent)
    _taken_away(gone)


def sweep_all(folder: Path) -> None:
    """Take away what killed runs left in a folder in which nobody else is at work."""
    for left in _listed(folder):
        if re.fullmatch(r"\..+\.[0-9a-f]{16}\.(partial|new)", left.name):
            _taken_away(left)


def abandon() -> None:
    """Take away what is not complete: for a process that is about to end."""
    for partial in tuple(_incomplete):
        _taken_away(partial)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let a request to stop wait until a step that must not be cut in two is done.

    The handlers are exchanged, not the signals blocked: a mask holds for one thread, and the
    system would hand the signal to another.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    wanted = (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP"))
    before = {
        number: signal.signal(number, lambda which, _frame: asked.append(which))
        for number in wanted
        if number is not None and signal.getsignal(number) is not None
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in asked:
            signal.raise_signal(number)


def check_folder(path: Path, *, force: bool = False) -> Path:
    """Refuse a folder that a report may not replace, before any work is done.

    Returns
    -------
    Path
        The folder, with links followed.

    Raises
    ------
    OutputError
        When it is a file, the folder one stands in, or holds something else than a report.
    """
    target = Path(os.path.realpath(path))
    _sweep(target)
    if target.exists() and not target.is_dir():
        raise OutputError("{path} is a file; name a folder to write to.", path=path)
    if target in (Path.cwd(), *Path.cwd().parents):
        raise OutputError(
            "{path} is where you are; name a folder of its own to write to.", path=path
        )
    if not force and not _replaceable(target):
        raise OutputError(
            "{path} holds files already that are no earlier report; name another folder, "
            "or replace it with --force.",
            path=path,
        )
    return target


def reason(error: OSError) -> str:
    """What the system says of a failure, as part of a sentence."""
    return (error.strerror or str(error)).lower()


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step, where the system can."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    result: int = renameat2(
        _AT_CURRENT_FOLDER, os.fsencode(one), _AT_CURRENT_FOLDER, os.fsencode(other), _EXCHANGE
    )
    return result == 0


def _replaceable(target: Path) -> bool:
    if not target.exists():
        return True
    found = {
        place.relative_to(target).as_posix() for place in target.rglob("*") if not place.is_dir()
    }
    if not found:
        return True
    try:
        listed = (target / MARKER).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return found <= {MARKER, *listed}


def _sync_folder(folder: Path) -> None:
    """Let the names in a folder survive a power cut, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_synced(descriptor: int, content: Content) -> None:
    with os.fdopen(descriptor, "wb") as file:
        _write(file, content)
        os.fsync(file.fileno())


def _write_together(contents: Mapping[Path, Content]) -> None:
    """New files, synced when all are written: the disk is waited for once, and not for each."""
    with contextlib.ExitStack() as stack:
        files = []
        for place, content in contents.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            files.append(stack.enter_context(os.fdopen(descriptor, "wb")))
            _write(files[-1], content)
        _sync_side_by_side([file.fileno() for file in files])
    for place in contents:
        place.chmod(_default_mode(0o666))


def _sync_side_by_side(descriptors: Iterable[int]) -> None:
    """Sync open files; the system makes one wait of many that are asked for meanwhile."""
    failed: list[OSError] = []

    def sync(descriptor: int) -> None:
        try:
            os.fsync(descriptor)
        except OSError as error:
            failed.append(error)

    waits = []
    for descriptor in descriptors:
        wait = threading.Thread(target=sync, args=(descriptor,))
        try:
            wait.start()
        except RuntimeError:  # The system gives no more threads.
            sync(descriptor)
        else:
            waits.append(wait)
    for wait in waits:
        wait.join()
    if failed:
        raise failed[0]


def _write(file: BinaryIO, content: Content) -> None:
    file.writelines(encoded(content))
    file.flush()


def _default_mode(full: int) -> int:
    mask = os.umask(0)
    os.umask(mask)
    return full & ~mask


def encoded(content: Content) -> Iterator[bytes]:
    """Content as pieces of bytes; text is UTF-8, and half a letter in it is spelt out."""
    if isinstance(content, bytes):
        yield content
    else:
        for piece in [content] if isinstance(content, str) else content:
            yield piece.encode("utf-8", "backslashreplace")
