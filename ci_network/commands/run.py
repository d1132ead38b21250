"""Runs a command and tells every known error once.

A command's file is loaded when the command is asked for, and heavy libraries where they are used,
so that help and usage errors are quick.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from copy import copy
from functools import cache
from importlib import import_module
from inspect import cleandoc

import click

from ci_network.commands import DATA_HAS_PROBLEMS, DONE, INTERRUPTED, WRONG_USAGE
from ci_network.commands.options import language_option
from ci_network.commands.outputs import full, said, say, silence, speak, spoken, untold
from ci_network.errors import CINetworkError, DataError, is_missing
from ci_network.files.characters import ALIKE
from ci_network.language import Language

_NAMES = (
    "answer", "check", "metrics", "ties", "partners", "plan", "ask", "survey", "apply", "compare",
    "map", "report", "import", "export", "template", "example", "app",
)  # fmt: skip
COMMANDS = {name: name for name in _NAMES} | {"import": "import_list"}
"""Each command and the module that it stands in, as the command `command`."""

_BROKEN_PIPE = 141


def run(arguments: list[str] | None = None) -> int:  # noqa: PLR0911 - a return for each kind of end
    """Run a command and return its exit code; the one place where errors are told.

    Parameters
    ----------
    arguments
        Words of the call; those of the process by default.

    Returns
    -------
    int
        0 done, 1 the data has problems, 2 wrong usage or an output that cannot be written; this
        also where all is done and words were lost, such as a warning.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ALIKE)
    speak(sys.argv[1:] if arguments is None else arguments)
    try:
        outcome = in_words(cli).main(arguments, prog_name="ci-network", standalone_mode=False)
        _flush()
    except DataError as error:
        _tell_problems(error)
        return WRONG_USAGE if is_missing(error.problems) else DATA_HAS_PROBLEMS
    except click.UsageError as error:
        _tell_usage(error)
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        say("Stopped; nothing was left half written.")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has what it wanted; leave nothing for Python to flush.
        silence(sys.stdout)
        return _BROKEN_PIPE
    except (CINetworkError, click.ClickException, MemoryError) as error:
        say("Error: {sentence}", sentence=_sentence(error))
        return WRONG_USAGE
    except OSError as error:
        place = error.filename or said("the output")
        say("Error: {path}: {reason}.", path=place, reason=(error.strerror or str(error)).lower())
        return WRONG_USAGE
    ended = outcome if isinstance(outcome, int) else DONE
    return WRONG_USAGE if ended == DONE and untold() else ended


def _flush() -> None:
    """Let what help and version said go out while an error can still be told."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise full(error) from error


class _Commands(click.Group):
    """The commands, each loaded from its file when it is asked for."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return in_words(import_module(f"ci_network.commands.{COMMANDS[name]}").command)


def in_words(command: click.Command) -> click.Command:
    """The command with its help in the language of the words."""
    return _in_words(command, spoken())


@cache
def _in_words(command: click.Command, _language: Language) -> click.Command:
    """The same, once for each language."""
    told = copy(command)
    # Click keeps the option --help once it was asked for, in the language of that time.
    told._help_option = None
    told.help = said(cleandoc(command.help or ""))
    told.epilog = said("Example: {call}", call=_example(command))
    told.params = [copy(parameter) for parameter in command.params]
    for option in told.params:
        if isinstance(option, click.Option) and option.help:
            option.help = said(option.help)
    return told


def _example(command: click.Command) -> str:
    return (command.epilog or "").partition(": ")[2]


def _tell_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from ci_network.files.shipped import version

        click.echo(f"{context.find_root().info_name} {version()}")
        context.exit()


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: ci-network report data -o report",
)
@language_option
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version,
    help="Show the version and exit.",
)  # fmt: skip
def cli() -> None:
    """Will the collaboration survive when its secretariat leaves?

    DATA is a folder with nodes.csv and edges.csv, or a workbook with sheets of these names. When
    it is left out, the folder data here is read. Results go to standard output or to -o FILE,
    words go to standard error.
    """


def _tell_problems(error: DataError) -> None:
    from ci_network.commands.inputs import tell_warnings
    from ci_network.views.problems import lines

    for line in lines(error.errors, spoken()):
        say(line)
    tell_warnings([each for each in error.problems if each.severity == "warning"])
    say("Nothing was written; errors in the data: {n}.", n=len(error.errors))


def _tell_usage(error: click.UsageError) -> None:
    say("Error: {sentence}", sentence=_sentence(error))
    command = error.ctx.command if error.ctx is not None else cli
    say("Such as: {call}", call=_example(command))


def _sentence(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return said("the memory of this machine is not enough for this data.")
    if isinstance(error, CINetworkError):
        text = said(error.text, **error.values)
    else:
        text = error.format_message() if isinstance(error, click.ClickException) else str(error)
    return text if text.endswith((".", "?", ")")) else f"{text}."


def end_on_request() -> None:
    """Let this process end at once when it is asked to, and leave nothing half written.

    An interrupt that is raised wherever the work happens to be would end in other people's code:
    a library that is just being loaded makes a failure of its own of it.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _end)


def _end(_signal: int, _frame: object) -> None:
    # While the module is being loaded nothing has begun, and it may lack the function yet.
    abandon = getattr(sys.modules.get("ci_network.files.writing"), "abandon", None)
    if abandon is not None:
        abandon()
    with contextlib.suppress(OSError):
        os.write(2, b"\nStopped; nothing was left half written.\n")
    os._exit(INTERRUPTED)
