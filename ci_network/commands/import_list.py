"""`import`: lists and other tools' files to the two tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ci_network.commands.options import force_option, language_option
from ci_network.commands.outputs import real, say, usage


@click.command(
    "import",
    epilog="Example: ci-network import attendance.xlsx -o my-alliance --secretariat Secretariat",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--activity", metavar="COLUMN", help="Column that names the activity.")
@click.option("--actor", metavar="COLUMN", help="Column that names who took part.")
@click.option("--date", metavar="COLUMN", help="Column of the date, or of the first day.")
@click.option("--end", metavar="COLUMN", help="Column of the last day.")
@click.option("--role", metavar="COLUMN", help="Column of the role; lead is the one that counts.")
@click.option(
    "--attended", metavar="COLUMN", help="Column that says yes or no; none if there is no such."
)
@click.option(
    "--shape",
    type=click.Choice(["long", "activities", "actors"]),
    help="What a row is: a participant (long), an activity or an actor of a cross table.",
)
@click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Only this sheet.")
@click.option(
    "--secretariat",
    multiple=True,
    metavar="NAME",
    help="Who is the secretariat; several may be named.",
)
@click.option(
    "--aliases",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Other names of actors: a CSV file with the columns alias, id, from, until.",
)
@click.option(
    "--separators",
    default=",;",
    show_default=True,
    metavar="CHARACTERS",
    help="What divides several names in a cell, besides line breaks; '' divides at nothing.",
)
@click.option(
    "--mark", "marks", multiple=True, metavar="WORD", help="A word that counts as taking part."
)
@click.option(
    "--by-name",
    is_flag=True,
    help="Rows of one activity name are one activity, also where the dates differ.",
)
@language_option
@force_option
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR",
              help="Folder to write: nodes.csv, edges.csv and import-log.csv.")  # fmt: skip
def command(
    file: Path,
    aliases: Path | None,
    separators: str,
    force: bool,
    output: Path,
    **choices: Any,
) -> None:
    """Make nodes.csv and edges.csv of an attendance list, or of another tool's file.

    FILE is a CSV file or workbook with a row for each participant, or a cross table; an edge list
    of R's igraph or manynet; GEXF, GraphML, Pajek (.net), or JSON of Kumu, HIF or networkx. What
    was taken for what is told, and every decision is in import-log.csv.
    """
    from ci_network.files.writing import check_folder, write_folder
    from ci_network.reading.lists import Choices, import_file
    from ci_network.views.text import csv_text

    if str(output) == "-":
        raise usage("The tables are two files; name a folder with -o DIR.")
    check_folder(output, force=force)
    if real(output) in (real(file), *real(file).parents):
        raise usage("{output} holds the list itself; name another folder.", output=output)
    divided_at = f"{separators}\n\r" if separators else ""
    brought = import_file(file, Choices(separators=divided_at, **choices), aliases)
    for line in brought.told:
        say(line)
    tables = {"nodes.csv": brought.nodes, "edges.csv": brought.edges, "import-log.csv": brought.log}
    write_folder(
        output, {name: csv_text(table) for name, table in tables.items()}, force=force, mark=False
    )
    say("The tables are in {output}; look at them with: ci-network check {output}", output=output)
