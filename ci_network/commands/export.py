"""`export`: the record in other tools' files."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands import options
from ci_network.commands.inputs import key_output, read_alliance
from ci_network.commands.outputs import usage, write
from ci_network.views.exports import FORMS


@click.command("export", epilog="Example: ci-network export data --to gexf -o alliance.gexf")
@click.option(
    "--to", "form", type=click.Choice(FORMS), required=True, help="Format of another tool."
)
@options.record_options(None, evaluation=False)
@click.option(
    "--keep", multiple=True, metavar="COLUMN",
    help="A further column of the data to let out; only documented fields leave otherwise.",
)  # fmt: skip
@click.option(
    "--without-times",
    is_flag=True,
    help="Ties without the time in which they met, for gexf, graphml and pajek: igraph reads such.",
)
@options.privacy_options
@options.language_option
@options.force_option
@options.output_to("FILE", "File to write, or with --to csv a folder; - is standard output.")
def command(
    asked: options.Asked,
    form: str,
    keep: tuple[str, ...],
    without_times: bool,
    force: bool,
    output: Path,
) -> None:
    """The record, or its ties over time, in the file of another tool.

    The whole record: csv (a folder), xlsx, hif, json. Ties over time: gexf (for Gephi), graphml,
    pajek, kumu (JSON, or a workbook where FILE ends in .xlsx), and csv where FILE ends in .csv
    (spells for R's networkDynamic).
    """
    from ci_network.files.writing import FolderOutput, check_folder, write_all
    from ci_network.views.exports import export

    if keep and asked.privacy.pseudonyms:
        raise usage("A further column may hold names; leave out --keep.")
    alliance, key = read_alliance(asked)
    content = export(
        alliance,
        form,  # type: ignore[arg-type]
        str(output),
        max_size=asked.max_size,
        keep=keep,
        times=not without_times,
    )
    if isinstance(content, dict):
        check_folder(output, force=force)
        folder = FolderOutput(output, content, force=force, mark=False)
        write_all([*key_output(asked.privacy, key), folder])
    else:
        write(output, content, key_output(asked.privacy, key))
