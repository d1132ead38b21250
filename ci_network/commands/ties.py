"""`ties`: every tie and what it rests on."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands.inputs import hidden, key_output, networks_of, read_data
from ci_network.commands.options import (
    Privacy,
    data_argument,
    evaluation_option,
    format_option,
    language_option,
    max_size_option,
    output_option,
    privacy_options,
    window_options,
)
from ci_network.commands.outputs import write_table
from ci_network.dates import Every


@click.command("ties", epilog="Example: ci-network ties data --format csv -o ties.csv")
@data_argument
@window_options()
@max_size_option
@evaluation_option
@privacy_options
@language_option
@format_option
@output_option
def command(
    data: Path,
    privacy: Privacy,
    every: Every | None,
    window: str | None,
    max_size: int | None,
    with_evaluation: bool,
    form: str | None,
    output: Path,
) -> None:
    """Every tie with its class, its strength, and the activities that it rests on."""
    from ci_network.network.partnerships import refuse_to_show
    from ci_network.results import tables

    alliance, key = hidden(read_data(data, with_evaluation), privacy)
    refuse_to_show(alliance, max_size)
    drawn = networks_of(alliance, every, window, max_size)
    write_table(tables.ties(drawn), form, output, key_output(privacy, key))
