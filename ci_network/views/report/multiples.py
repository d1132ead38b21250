"""The network of each period, small: above with the secretariat, below without.

Places are those of the map, so a partner stands in the same spot in every drawing. Each drawing
stands once in the page and is shown in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from markupsafe import Markup

from ci_network.measures.sustainability import Sustainability
from ci_network.network.networks import Scenario
from ci_network.views.map import Positions, payload, svg_of
from ci_network.views.sentence import Label, Name, Period, Sentence, said
from ci_network.views.source import Source

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"

MOST_PARTNERS = 600
MOST_TIES = 4_000
"""Partners and ties of a window above which a small drawing shows nothing."""

MOST_WINDOWS = 8

_WIDTH, _HEIGHT = 340, 250
_SIDES: tuple[tuple[str, Scenario], ...] = (("with", "present"), ("without", "unaided"))


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

    title: Sentence
    columns: tuple[Pair, ...]
    pictures: dict[str, str]
    left_out: int

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
    shown = payload(result, positions=positions)
    sides = _SIDES if source.has_secretariat else _SIDES[:1]
    columns, pictures = [], {}
    for number, label in enumerate(active[-MOST_WINDOWS:]):
        drawings = []
        for side, scenario in sides:
            key = f"network-{number + 1}-{side}"
            pictures[key] = svg_of(
                shown, label, scenario, width=_WIDTH, height=_HEIGHT, names=False
            )
            drawings.append(_drawing(source, key, label, side, scenario))
        columns.append(Pair(Label(label), tuple(drawings)))
    return Multiples(
        said("Who is tied to whom, with the secretariat above and without it below"),
        tuple(columns),
        pictures,
        max(len(active) - MOST_WINDOWS, 0),
    )


def _drawing(source: Source, key: str, label: str, side: str, scenario: str) -> Drawing:
    share = source.connected(scenario, label)
    words = {
        "with": said(
            "The network of {window} with the secretariat: {share} of the pairs are connected.",
            window=Period(label),
            share=share,
        ),
        "without": said(
            "The network of {window} without anything that the secretariat took part in: {share} "
            "of the pairs are connected.",
            window=Period(label),
            share=share,
        ),
    }
    captions = {
        "with": said("{share} with it", share=share),
        "without": said("{share} without it", share=share),
    }
    return Drawing(key, words[side], captions[side])


def _symbol(key: str, picture: str) -> str:
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(picture)
    symbol = ET.Element(f"{{{SVG}}}symbol", {"id": key, "viewBox": root.attrib["viewBox"]})
    symbol.extend(e for e in root if e.tag not in (f"{{{SVG}}}title", f"{{{SVG}}}desc"))
    return ET.tostring(symbol, encoding="unicode")
