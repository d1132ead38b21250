"""The answer as a drawing: a scale from none to all pairs, with the range on it."""

from __future__ import annotations

from markupsafe import Markup

from ci_network import numerals
from ci_network.language import Language
from ci_network.views.report.sentence import plain, said
from ci_network.views.report.source import Source

_WIDTH, _LEFT, _RIGHT = 720, 12, 708
_MIDDLE = 44
_ANCHORS = {0.0: "start", 1.0: "end"}


def scale(source: Source, language: Language) -> Markup:
    """The range, and the share with the secretariat, on a scale from 0 to 100 %.

    Blank when there is no answer.
    """
    if source.headline.reason:
        return Markup("")
    low, high, present = (
        source.connected(scenario).value
        for scenario in ("unaided", "led_activities_end", "present")
    )
    words = {
        "low": plain(said("without the secretariat"), language),
        "present": plain(said("with it"), language),
    }
    left, right, mark = _x(low), _x(high), _x(present)
    middle = min(max((left + right) / 2, 90), 630)
    apart = abs(mark - middle) > 150
    parts = [
        '<svg class="scale" viewBox="0 0 {} 84" aria-hidden="true" focusable="false">',
        '<line class="rule" x1="{}" x2="{}" y1="{}" y2="{}"/>',
    ]
    drawn = Markup(parts[0]).format(_WIDTH)
    drawn += Markup(parts[1]).format(_LEFT, _RIGHT, _MIDDLE, _MIDDLE)
    for share in (0, 0.25, 0.5, 0.75, 1):
        drawn += Markup(
            '<line class="rule" x1="{x}" x2="{x}" y1="38" y2="50"/>'
            '<text class="tick" x="{x}" y="68" text-anchor="{anchor}">{text}</text>'
        ).format(
            x=_x(share),
            anchor=_ANCHORS.get(share, "middle"),
            text=numerals.percent(share, language),
        )
    drawn += Markup('<rect class="range" x="{}" y="34" width="{}" height="20" rx="3"/>').format(
        left, max(right - left, 4)
    )
    drawn += Markup('<circle class="present" cx="{}" cy="{}" r="7"/>').format(mark, _MIDDLE)
    drawn += Markup('<text class="name" x="{}" y="22" text-anchor="middle">{}</text>').format(
        middle, words["low"]
    )
    if apart:
        drawn += Markup('<text class="name" x="{}" y="22" text-anchor="{}">{}</text>').format(
            min(mark, _RIGHT), "end" if mark > 640 else "middle", words["present"]
        )
    return drawn + Markup("</svg>")


def _x(share: float) -> float:
    return round(_LEFT + (_RIGHT - _LEFT) * share, 1)
