"""Drawings as SVG that may stand inside a locked page.

Matplotlib writes style attributes, a style sheet, a date and ids that repeat from chart to chart.
A page that allows no inline styles needs none of these.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

FONT = "'Segoe UI', 'Noto Sans', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
"""Text stays text: it is searched, read aloud and set in the font of the page."""

_LINK = re.compile(r"^#([\w-]+)$")
_PAINT = re.compile(r"url\(#([\w-]+)\)")
_SHORTHAND = re.compile(
    r"(?:(?P<style>italic) )?(?:(?P<weight>bold|\d+) )?(?P<size>[\d.]+)px (?P<family>.+)"
)


def plain_svg(drawn: str, name: str, title: str, description: str) -> str:
    """Matplotlib's SVG without styles, metadata and ids that nothing refers to.

    Parameters
    ----------
    drawn
        What matplotlib wrote.
    name
        Names the chart within the page; ids begin with it.
    title, description
        For screen readers.
    """
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", drawn))
    for parent in root.iter():
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                parent.remove(child)
    for element in root.iter():
        _attributes_for_style(element)
    _own_ids(root, name)
    for attribute in ("width", "height"):
        root.attrib.pop(attribute, None)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-description")
    root.set("stroke-linejoin", "round")
    root.set("class", "chart")
    root.insert(0, _text("desc", f"{name}-description", description))
    root.insert(0, _text("title", f"{name}-title", title))
    return ET.tostring(root, encoding="unicode")


def _text(tag: str, key: str, words: str) -> ET.Element:
    element = ET.Element(f"{{{SVG}}}{tag}", {"id": key})
    element.text = words
    return element


def _attributes_for_style(element: ET.Element) -> None:
    for declaration in element.attrib.pop("style", "").split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key == "font":
            for name, part in _font(value).items():
                element.set(name, part)
        elif key and value:
            element.set(key, FONT if key == "font-family" else value)


def _font(shorthand: str) -> dict[str, str]:
    match = _SHORTHAND.match(shorthand)
    if match is None:
        return {"font-family": FONT}
    found = {"font-size": match["size"], "font-family": FONT}
    if match["weight"]:
        found["font-weight"] = match["weight"]
    if match["style"]:
        found["font-style"] = match["style"]
    return found


def _own_ids(root: ET.Element, name: str) -> None:
    """Ids that something refers to get the chart's name before them; others go."""
    used = {
        key
        for element in root.iter()
        for attribute, value in element.attrib.items()
        for key in _references(attribute).findall(value)
    }
    for element in root.iter():
        key = element.attrib.pop("id", None)
        if key in used:
            # Matplotlib may define the same mark twice; one is enough.
            used.remove(key)
            element.set("id", f"{name}-{key}")
        for attribute, value in element.attrib.items():
            if attribute != "id":
                renamed = _references(attribute).sub(
                    lambda m: m[0].replace("#", f"#{name}-"), value
                )
                element.set(attribute, renamed)


def _references(attribute: str) -> re.Pattern[str]:
    """How an attribute refers to an id; a colour begins with # as well."""
    return _LINK if attribute.endswith("href") else _PAINT
