"""How the documentation is built: `python -m sphinx -W docs docs/_build`."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.metadata import version as version_of
from pathlib import Path

import click
from docutils import nodes
from docutils.parsers.rst import Directive

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import ci_network as ci  # noqa: E402
from ci_network.commands.run import cli  # noqa: E402

project = "ci_network"
author = "The ci_network founders"
copyright = author  # noqa: A001 - Sphinx calls it so
version = release = version_of("ci_network")

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.mathjax"]
html_theme = "furo"
html_title = "ci_network"
html_show_sourcelink = False
html_extra_path = ["live"]
exclude_patterns = ["_build", "jupyter_execute", "pictures", "live"]

myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 3

# The notebooks run in the tests. NOTEBOOKS=force runs them here too, for pages with pictures.
nb_execution_mode = os.environ.get("NOTEBOOKS", "off")
nb_execution_timeout = 300
nb_execution_raise_on_error = True

autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_numpy_docstring = True
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_param = False
nitpicky = False


class CommandHelp(Directive):
    """The help of a command, as the terminal shows it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make a literal block of it."""
        command = cli.get_command(click.Context(cli), self.arguments[0])
        name = f"ci-network {self.arguments[0]}"
        with click.Context(command, info_name=name, max_content_width=88) as context:
            text = command.get_help(context)
        block = nodes.literal_block(text, text)
        block["language"] = "text"
        return [block]


def make_example() -> None:
    """The map and the report of the example, as the front page shows them."""
    alliance = ci.example()
    target = HERE / "live" / "example"
    shutil.rmtree(target, ignore_errors=True)
    ci.report(alliance, language="en", title="Et Lettere Liv").write(target)


def setup(app: object) -> None:
    """Bring the notebooks here, where Sphinx looks for pages, and make the example."""
    target = HERE / "notebooks"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(HERE.parent / "notebooks", target, ignore=shutil.ignore_patterns(".*"))
    make_example()
    app.add_directive("command-help", CommandHelp)  # type: ignore[attr-defined]
