"""The network of each period, small: above with the secretariat, below without.

Places are those of the map, so a partner stands in the same spot in every drawing. Each drawing
stands once in the page and is shown in both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar
from xml.etree import ElementTree as ET

from markupsafe import Markup

from ci_network.measures.sustainability import Sustainability
from ci_network.network.networks import Scenario
from ci_network.views.map import Opening, Positions, payload, svg_of
from ci_network.views.sentence import Label, Name, Period, Sentence, said
from ci_network.views.source import Figure, Source

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"

MOST_PARTNERS = 600
MOST_TIES = 4_000
"""Partners and ties of a window above which a small drawing shows nothing."""

MOST_WINDOWS = 8

WIDTH, HEIGHT = 340, 250

_WORDS = (
    said("The network of {window} with the secretariat: {share} of the pairs are connected."),
    said(
        "The network of {window} without anything that the secretariat took part in: {share} of "
        "the pairs are connected."
    ),
)
_SIDES: tuple[tuple[str, Scenario, Sentence], ...] = (
    ("with", "present", said("{share} with it")),
    ("without", "unaided", said("{share} without it")),
)


@dataclass(frozen=True)
class Drawing:
    """One network.

    Attributes
    ----------
    key
        Names the drawing in the page.
    words
        What it shows, for those who do not see it.
    caption
        The figure under it; None where there is no activity.
    """

    key: str
    words: Sentence
    caption: Sentence | None


@dataclass(frozen=True)
class Pair:
    """A column: one period or alliance, with and without the secretariat."""

    label: Label | Name
    drawings: tuple[Drawing, ...]


@dataclass(frozen=True)
class Multiples:
    """The columns, and the drawings by key as SVG elements of their own."""

    columns: tuple[Pair, ...]
    pictures: dict[str, str]
    left_out: int
    title: ClassVar = said("Who is tied to whom, with the secretariat above and without it below")

    @property
    def symbols(self) -> Markup:
        """All drawings as symbols, to be shown by `use`."""
        inside = "".join(_symbol(key, picture) for key, picture in self.pictures.items())
        return Markup('<svg class="store" aria-hidden="true" focusable="false">{}</svg>').format(
            Markup(inside)
        )


def multiples(
    result: Sustainability, source: Source, positions: Positions | None = None
) -> Multiples | None:
    """Draw every window with and without the secretariat, the latest when there are many.

    Parameters
    ----------
    result
        The figures of an alliance.
    source
        The same as shown.
    positions
        Places of the actors, from the map's `layout`; computed when None.

    Returns
    -------
    Multiples or None
        None when there is nothing to draw, or more than can be seen.
    """
    active = list(source.active())
    partners = max((network.partners for network in result.networks), default=0)
    ties = max((len(network.ties) for network in result.networks), default=0)
    if not active or partners > MOST_PARTNERS or ties > MOST_TIES:
        return None
    shown = payload(result, Opening(positions=positions))
    sides = _SIDES if source.has_secretariat else _SIDES[:1]
    columns: list[Pair] = []
    pictures: dict[str, str] = {}
    for number, label in enumerate(active[-MOST_WINDOWS:], start=1):
        column, drawn = pair(
            f"network-{number}", Label(label),
            [each.with_values(window=Period(label)) for each in _WORDS],
            [source.at(label, f"scenarios.{scenario}.connectedness") for _, scenario, _ in sides],
            partial(svg_of, shown, label),
        )  # fmt: skip
        columns.append(column)
        pictures |= drawn
    return Multiples(tuple(columns), pictures, max(len(active) - MOST_WINDOWS, 0))


def pair(
    key: str,
    label: Label | Name,
    words: Sequence[Sentence],
    shares: Sequence[Figure],
    draw: Callable[..., str],
) -> tuple[Pair, dict[str, str]]:
    """A column and its pictures: with the secretariat and without it, as far as there are shares.

    `words` tell what is drawn to those who do not see it, and `draw` draws a scenario.
    """
    drawings, pictures = [], {}
    for (side, scenario, caption), says, share in zip(_SIDES, words, shares, strict=False):
        name = f"{key}-{side}"
        pictures[name] = draw(scenario, width=WIDTH, height=HEIGHT, names=False)
        drawings.append(
            Drawing(name, says.with_values(share=share), caption.with_values(share=share))
        )
    return Pair(label, tuple(drawings)), pictures


def _symbol(key: str, picture: str) -> str:
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(picture)
    symbol = ET.Element(f"{{{SVG}}}symbol", {"id": key, "viewBox": root.attrib["viewBox"]})
    symbol.extend(e for e in root if e.tag not in (f"{{{SVG}}}title", f"{{{SVG}}}desc"))
    return ET.tostring(symbol, encoding="unicode")
