"""`map`: the interactive map."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ci_network.commands.inputs import key_output, read_alliance
from ci_network.commands.options import (
    Asked,
    jobs_option,
    page_language_option,
    privacy_options,
    record_options,
)
from ci_network.commands.outputs import write
from ci_network.commands.progress import Progress
from ci_network.language import Language


@click.command("map", epilog="Example: ci-network map data -o map.html --lang da")
@record_options("Window that the map opens on")
@page_language_option("Language that the map opens in; it can be switched in the page.")
@click.option("--title", help="Title of the map.")
@click.option(
    "--layout",
    "layout_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Places of the actors: read where the file exists, and written with the new ones.",
)
@click.option(
    "--story",
    "story_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Steps of a story (YAML): a title and a sentence each, for the speaker.",
)
@jobs_option
@privacy_options
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE",
              help="HTML file to write; - is standard output.")  # fmt: skip
def command(
    asked: Asked,
    jobs: int | None,
    language: Language,
    title: str | None,
    layout_file: Path | None,
    story_file: Path | None,
    output: Path,
) -> None:
    """The interactive map, in one HTML file that needs no internet."""
    from ci_network.api.recipes import make_map
    from ci_network.files.writing import FileOutput
    from ci_network.views.map import layout_csv, read_layout, read_story

    alliance, key = read_alliance(asked)
    there = layout_file is not None and os.path.lexists(layout_file)
    known = read_layout(layout_file) if layout_file is not None and there else None
    steps = read_story(story_file) if story_file is not None else ()
    if key is not None:
        steps = tuple(step.hidden(key) for step in steps)
        title = None if title is None else key.hide(title)
    made = make_map(
        alliance,
        asked.every,
        window=asked.window,
        max_size=asked.max_size,
        language=language,
        title=title,
        story=steps,
        known=known,
        pseudonyms=asked.privacy.pseudonyms,
        jobs=jobs,
        telling=Progress,
    )
    also = key_output(asked.privacy, key)
    if layout_file is not None:
        also.append(FileOutput(layout_file, layout_csv(made.positions)))
    write(output, made.page, also)
