"""Files and folders written whole or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ci_network.errors import OutputError

Content = str | bytes | Iterable[str]
"""What is written: text, bytes, or text in pieces."""

MARKER = ".ci-network-report"
"""File that lists what a report consists of, so that only a report is ever replaced."""

_AT_CURRENT_FOLDER = -100
_EXCHANGE = 2
_LONGEST_NAME = 100

_incomplete: set[Path] = set()


def write_file(path: Path, content: Content) -> None:
    """Write a file beside its place and move it there when it is complete.

    Parameters
    ----------
    path
        Where it shall stand. What stands there is replaced only by the complete new file.
    content
        Text (written as UTF-8, line ends as they are), bytes, or pieces of text.

    Raises
    ------
    OutputError
        When the folder does not exist, is not writable, or is full.
    """
    if path.is_dir():
        raise OutputError("{path} is a folder; name a file to write to.", path=path)
    if not path.parent.is_dir():
        raise OutputError("The folder {parent} does not exist; make it first.", parent=path.parent)
    # A link stays a link: what it points to is replaced.
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        _write_stream(target, content)
        return
    temporary: Path | None = None
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else _default_mode(0o666)
        _sweep_partials(target)
        with undisturbed():
            descriptor, name = tempfile.mkstemp(
                prefix=f"{_partial_name(target)}.", suffix=".partial", dir=target.parent
            )
            temporary = Path(name)
            _incomplete.add(temporary)
        _write_synced(descriptor, content)
        with undisturbed():
            temporary.chmod(mode)
            temporary.replace(target)
            _incomplete.discard(temporary)
            temporary = None
            _sync_folder(target.parent)
    except OSError as error:
        raise OutputError(
            "{path} cannot be written: {reason}.", path=path, reason=reason(error)
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
            _incomplete.discard(temporary)


def write_folder(
    path: Path, files: Mapping[str, str | bytes], *, force: bool = False, mark: bool = True
) -> None:
    """Write a folder beside its place and exchange the two when it is complete.

    Parameters
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

    Raises
    ------
    OutputError
        When the folder holds something else, or cannot be written.
    """
    target = check_folder(path, force=force)
    listing = {MARKER: "".join(f"{name}\n" for name in sorted(files))} if mark else {}
    partial: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep_partials(target)
        partial = target.parent / f"{_partial_name(target)}.partial"
        _incomplete.add(partial)
        partial.mkdir()
        for name, content in {**files, **listing}.items():
            place = partial / name
            place.parent.mkdir(parents=True, exist_ok=True)
            _write_synced(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL), content)
            place.chmod(_default_mode(0o666))
        with undisturbed():
            for folder in {partial, *(place for place in partial.rglob("*") if place.is_dir())}:
                _sync_folder(folder)
            _put_in_place(partial, target)
            _sync_folder(target.parent)
            shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            "{path} cannot be written: {reason}.", path=path, reason=reason(error)
        ) from error
    finally:
        if partial is not None:
            with undisturbed():
                shutil.rmtree(partial, ignore_errors=True)
                _incomplete.discard(partial)


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for what is only needed for a while; gone afterwards, and when we are stopped."""
    folder = Path(tempfile.mkdtemp(prefix="ci-network-"))
    _incomplete.add(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _incomplete.discard(folder)


def abandon() -> None:
    """Take away what is not complete: for a process that is about to end."""
    for partial in tuple(_incomplete):
        if partial.is_dir():
            shutil.rmtree(partial, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                partial.unlink()


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


def _put_in_place(partial: Path, target: Path) -> None:
    """Let the new folder stand where the old one stood; the old one is left under `partial`."""
    if not target.exists():
        partial.rename(target)
    elif not _exchange(partial, target):
        # Without an exchange in one step there is an instant with neither; the old one is whole.
        old = partial.with_suffix(".old")
        target.rename(old)
        partial.rename(target)
        shutil.rmtree(old, ignore_errors=True)


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


def _partial_name(target: Path) -> str:
    """Beginning of the name of what is not complete, and who is writing it."""
    return f".{target.name[:_LONGEST_NAME]}.{os.getpid()}"


def _sweep_partials(target: Path) -> None:
    """Take away what a killed run left beside the file or folder."""
    begins = f".{target.name[:_LONGEST_NAME]}."
    for left in target.parent.glob(f"{glob_escape(begins)}*.partial"):
        number = left.name.removeprefix(begins).split(".")[0]
        if not number.isdigit() or _runs(int(number)):
            continue
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                left.unlink()


def _sync_folder(folder: Path) -> None:
    """Let the names in a folder survive a power cut, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def glob_escape(name: str) -> str:
    """The name with the characters that a pattern reads as its own in brackets."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _runs(process: int) -> bool:
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _write_synced(descriptor: int, content: Content) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(encoded(content))
        file.flush()
        os.fsync(file.fileno())


def _write_stream(target: Path, content: Content) -> None:
    """A device or a pipe, such as /dev/stdout, is written to; it cannot be replaced."""
    try:
        with target.open("wb") as file, contextlib.suppress(BrokenPipeError):
            file.writelines(encoded(content))
    except OSError as error:
        raise OutputError(
            "{path} cannot be written: {reason}.", path=target, reason=reason(error)
        ) from error


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
