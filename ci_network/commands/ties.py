"""`ties`: every tie and what it rests on."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands import options
from ci_network.commands.inputs import key_output, networks_of, read_alliance
from ci_network.commands.outputs import write_table


@click.command("ties", epilog="Example: ci-network ties data --format csv -o ties.csv")
@options.record_options()
@click.option(
    "--one-says", is_flag=True, help="Count also what one of two partners says alone of the two."
)
@options.result_options
def command(asked: options.Asked, one_says: bool, form: str | None, output: Path) -> None:
    """Every tie with its class, its strength, and the activities that it rests on."""
    from ci_network.network.partnerships import refuse_to_show
    from ci_network.record.accounts import counting
    from ci_network.results import tables

    alliance, key = read_alliance(asked)
    alliance = counting(alliance, "one") if one_says else alliance
    refuse_to_show(alliance, asked.max_size)
    found = tables.ties_by_window(networks_of(alliance, asked))
    write_table(found, form, output, key_output(asked.privacy, key))
