"""`map`: the interactive map."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ci_network.commands import options
from ci_network.commands.inputs import key_output, read_alliance
from ci_network.commands.outputs import write
from ci_network.commands.progress import Progress
from ci_network.language import Language


@click.command("map", epilog="Example: ci-network map data -o map.html --lang da")
@options.record_options("Window that the map opens on")
@options.page_language_option("Language that the map opens in; it can be switched in the page.")
@click.option("--title", help="Title of the map.")
@options.file_option(
    "--layout", "Places of the actors: read where the file exists, and written with the new ones."
)
@options.file_option(
    "--story", "Steps of a story (YAML): a title and a sentence each, for the speaker."
)
@options.jobs_option
@options.privacy_options
@options.output_to("FILE", "HTML file to write; - is standard output.")
def command(
    asked: options.Asked,
    jobs: int | None,
    language: Language,
    title: str | None,
    layout: Path | None,
    story: Path | None,
    output: Path,
) -> None:
    """The interactive map, in one HTML file that needs no internet."""
    from ci_network.api.recipes import make_map
    from ci_network.files.writing import FileOutput
    from ci_network.views.map import Opening, layout_csv, read_layout, read_story

    alliance, key = read_alliance(asked)
    known = read_layout(layout) if layout is not None and os.path.lexists(layout) else None
    steps = read_story(story) if story is not None else ()
    if key is not None:
        steps = tuple(step.hidden(key) for step in steps)
        title = None if title is None else key.hide(title)
    opening = Opening(language, title, known, steps, asked.privacy.pseudonyms, asked.window)
    made = make_map(
        alliance, asked.every, opening, max_size=asked.max_size, jobs=jobs, telling=Progress
    )
    also = key_output(asked.privacy, key)
    if layout is not None:
        also.append(FileOutput(layout, layout_csv(made.positions)))
    write(output, made.page, also)
