"""From DATA to an alliance as it may be shown, and to its figures."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from click import types

from ci_network.commands.options import Asked, ByEngine, Privacy
from ci_network.commands.outputs import say, spoken

if TYPE_CHECKING:
    from ci_network.errors import Problem
    from ci_network.files.writing import Output
    from ci_network.network.windows import WindowNetworks
    from ci_network.reading import Reading, Summary
    from ci_network.record.alliance import Alliance
    from ci_network.record.keys import Key


def tell_warnings(problems: Sequence[Problem], read: Summary | None = None, name: str = "") -> None:
    """All of them in one sentence, after the name of the alliance where there are several."""
    if problems:
        from ci_network.reading.in_short import in_short

        told = in_short(problems, read, spoken(), "`ci-network check`")
        if name:
            say("{name}: {sentence}", name=name, sentence=told)
        else:
            say(told)


def tell_doubts(alliance: Alliance, asked: Asked) -> None:
    """Which warnings may change the answer, by name; nothing where none does."""
    from ci_network.api.recipes import what_is_in_doubt

    cut = (asked.every, asked.window, asked.max_size)
    if doubt := what_is_in_doubt(alliance, spoken(), "`ci-network ask`", *cut):
        say(doubt)


def read_alliance(
    asked: Asked, engine: ByEngine | None = None, wanted: str = ""
) -> tuple[Alliance, Key | None]:
    """The alliance as it may be shown, and what stands for what in it; None where all is named:
    a key of an earlier time then stays as it is.

    An engine reads what is wanted in the form of its data, as far as memory holds it.

    Evaluation activities count as work only where that was asked for. The warnings are told in a
    sentence without names, and in another those that may change the answer.
    """
    from ci_network.record.alliance import with_evaluation

    record, problems, overview = _reading(asked, engine, wanted)
    tell_warnings(problems, overview)
    if asked.with_evaluation:
        record = with_evaluation(record)
    alliance, key = under_codes(record, asked.privacy)
    tell_doubts(alliance, asked)
    return alliance, key


def _reading(asked: Asked, engine: ByEngine | None, wanted: str) -> Reading:
    if engine is None:
        from ci_network.reading import read

        return read(asked.data)
    from ci_network import engine as engines

    return engines.read(asked.data, engine.name, wanted, memory=engine.memory)


def under_codes(
    alliance: Alliance, privacy: Privacy, known: Key | None = None
) -> tuple[Alliance, Key | None]:
    """The alliance as it may be shown, and what stands for what in it; None where all is named.

    `known` are codes of another alliance whose actors are the same.
    """
    file = privacy.key_file
    persons = "person" in alliance.actors.type and not privacy.show_persons
    if not (persons or privacy.pseudonyms or file is not None):
        return alliance, None
    from ci_network.record.keys import merged
    from ci_network.record.pseudonyms import as_shown

    if privacy.show_persons:
        return alliance, None
    earlier = earlier_key(privacy)
    known = known if earlier is None else earlier
    hidden, key = as_shown(alliance, pseudonyms=privacy.pseudonyms, known=known)
    if key.actors and not privacy.pseudonyms:
        say("Persons shown under codes: {n}; --show-persons names them.", n=len(key.actors))
    return hidden, merged(key, known)


def earlier_key(privacy: Privacy) -> Key | None:
    """The key that was asked for, where there is one already."""
    if privacy.key_file is None or not os.path.lexists(privacy.key_file):
        return None
    from ci_network.record.keys import read_key

    return read_key(privacy.key_file)


def key_output(privacy: Privacy, key: Key | None) -> list[Output]:
    """The key where it was asked for and has changed: it stands before what is under its codes."""
    if privacy.key_file is None or key is None:
        return []
    from ci_network.files.writing import FileOutput
    from ci_network.record.keys import key_csv

    text = key_csv(key)
    place = privacy.key_file
    if place.is_file() and place.read_bytes() == text.encode():
        return []
    return [FileOutput(place, text)]


def networks_of(alliance: Alliance, asked: Asked) -> WindowNetworks:
    from ci_network.network.windows import chosen, why_no_window, window_networks

    choice = chosen(alliance, asked.every, asked.window)
    if alliance.first is None and choice.every != "all":
        say(why_no_window(alliance))
    drawn = window_networks(alliance, choice.every, asked.max_size)
    return drawn if choice.window is None else drawn.only(choice.window)


def command_line(privacy: Privacy, key: Key | None) -> str:
    """The command, to make the output again; under codes without the names in it.

    Without `--jobs`, which changes nothing of the output and so must not be seen in it.
    """
    context = click.get_current_context()
    words = ["ci-network", context.info_name or ""]
    for each in context.command.params:
        name = each.name or ""
        given = context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        if not given or name == "jobs":
            continue
        value = context.params[name]
        if isinstance(each.type, click.Path | types.StringParamType):
            if privacy.pseudonyms:
                value = each.metavar or name.upper()
            elif key is not None:
                value = key.hide(str(value))
        if isinstance(each, click.Option):
            words.append(max(each.opts, key=len))
        if value is not True:
            words.append(shlex.quote(str(value)))
    return " ".join(words)
