"""`partners`: every partner and what it would lose."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands import options
from ci_network.commands.inputs import key_output, networks_of, read_alliance
from ci_network.commands.outputs import write_table
from ci_network.commands.progress import Progress


@click.command("partners", epilog="Example: ci-network partners data --format csv -o partners.csv")
@options.record_options()
@options.jobs_option
@options.result_options
def command(asked: options.Asked, jobs: int | None, form: str | None, output: Path) -> None:
    """Every partner with its ties, its activities, and what it would lose."""
    from ci_network.results import tables

    alliance, key = read_alliance(asked)
    drawn = networks_of(alliance, asked)
    with Progress("Windows") as progress:
        found = list(tables.partners_by_window(drawn, progress, jobs))
    write_table(found, form, output, key_output(asked.privacy, key))
