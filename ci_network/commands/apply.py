"""`apply`: decisions and answers into a new record."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands import options
from ci_network.commands.outputs import real, say, usage


@click.command("apply", epilog="Example: ci-network apply data plan.xlsx questions.xlsx -o data-2")
@click.argument("data", type=click.Path(path_type=Path, readable=False))
@click.argument("answers", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.file_option("--key", "The key of a survey that went out under codes.")
@options.language_option
@options.force_option
@options.output_to("NEW", "Folder to write: the new record, new or empty.")
def command(
    data: Path, answers: tuple[Path, ...], key: Path | None, force: bool, output: Path
) -> None:
    """Merge decisions and answers into a new data folder; DATA stays as it is.

    ANSWERS are files that `plan`, `ask` or `survey` wrote and somebody filled in, a file with
    the columns of activities.csv, or folders of such files. Every changed cell is told in
    apply-log.csv. Nothing is written when any answer contradicts another, or the record.
    """
    from ci_network.files.writing import check_folder, write_folder
    from ci_network.reading import data_package
    from ci_network.reading.merging import apply, beside
    from ci_network.record.keys import read_key
    from ci_network.views.text import csv_text

    if str(output) == "-":
        raise usage("The new record is a folder; name one with -o NEW.")
    for path in (data, *answers):
        if real(output) in (real(path), *real(path).parents):
            raise usage("{output} holds what is read; name another folder.", output=output)
    check_folder(output, force=force)
    codes = None if key is None else read_key(key).actors
    applied = apply(data, answers, codes)
    companions = beside(data)
    files: dict[str, str | bytes] = {**companions}
    if (package := companions.get(data_package.FILE)) is not None:
        files[data_package.FILE] = data_package.extended(package, applied.tables)
    files |= {name: csv_text(columns) for name, columns in applied.tables.items()}
    write_folder(output, files, force=force, mark=False)
    say(
        "Cells changed: {changed}; answers that say what the record says: {unchanged}.",
        changed=applied.changed,
        unchanged=applied.unchanged,
    )
    say("The new record is in {output}; every change is in {log}.", output=output,
        log=output / "apply-log.csv")  # fmt: skip
