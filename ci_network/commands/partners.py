"""`partners`: every partner and what it would lose."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands.inputs import hidden, key_output, networks_of, read_data
from ci_network.commands.options import (
    Privacy,
    data_argument,
    evaluation_option,
    format_option,
    jobs_option,
    language_option,
    max_size_option,
    output_option,
    privacy_options,
    window_options,
)
from ci_network.commands.outputs import write_table
from ci_network.commands.progress import Progress
from ci_network.dates import Every


@click.command("partners", epilog="Example: ci-network partners data --format csv -o partners.csv")
@data_argument
@window_options()
@max_size_option
@evaluation_option
@jobs_option
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
    jobs: int | None,
    form: str | None,
    output: Path,
) -> None:
    """Every partner with its ties, its activities, and what it would lose."""
    from ci_network.results import tables

    alliance, key = hidden(read_data(data, with_evaluation), privacy)
    drawn = networks_of(alliance, every, window, max_size)
    with Progress("Windows") as progress:
        table = tables.partner_table(drawn, progress, jobs)
    write_table(table, form, output, key_output(privacy, key))
