"""`example`: data to try the other commands on."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands import options
from ci_network.commands.outputs import say, usage


@click.command("example", epilog="Example: ci-network example -o example")
@options.language_option
@options.force_option
@options.output_to("DIR", "Folder to write: new or empty.")
@click.option(
    "--simulate", "simulated", is_flag=True,
    help="An alliance that is made up, with the truth about it in truth.json.",
)  # fmt: skip
@click.option("--dependence", type=click.FloatRange(0, 1), default=0.5, show_default=True,
              metavar="SHARE", help="Simulated: share of the secretariat's activities that would "
              "not take place without it.")  # fmt: skip
@click.option("--offshoots", type=click.FloatRange(min=0), default=0.01, show_default=True,
              metavar="RATE", help="Simulated: offshoots per pair and month.")  # fmt: skip
@click.option("--leaves", metavar="DATE", help="Simulated: last day of the secretariat, in "
              "2015 to 2019.")  # fmt: skip
@options.seed_option
def command(
    force: bool,
    output: Path,
    simulated: bool,
    dependence: float,
    offshoots: float,
    leaves: str | None,
    seed: int,
) -> None:
    """The data of the Helsingør alliance, or a simulated one, to try the other commands on."""
    from ci_network.files.shipped import example_files
    from ci_network.files.writing import write_folder

    if str(output) == "-":
        raise usage("The example is a folder; name one with -o DIR.")
    files = example_files()
    if simulated:
        from ci_network.record.simulate import simulate

        made = simulate(
            seed,
            dependence=dependence,
            offshoots_per_month=offshoots,
            leaves=None if leaves is None else options.day_of("--leaves", leaves),
        )
        files = made.files()
    write_folder(output, files, force=force, mark=False)
    say("The example is in {output}; such as: ci-network report {output} -o report", output=output)
