"""The story: steps that a speaker takes the room through, from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from ci_network.errors import UsageError
from ci_network.files.helpers import helper_yaml
from ci_network.network.networks import SCENARIOS
from ci_network.record.keys import Key

_KEYS = ("title", "text", "window", "scenario", "select", "view")
_MOST_STEPS = 200


@dataclass(frozen=True)
class StoryStep:
    """A step of the story.

    Attributes
    ----------
    title, text
        What stands below the map; `text` is a sentence for the room.
    window, scenario
        What the map shows; None as in the step before.
    select
        Ids of one actor, or of the two of a tie.
    view
        Anything else of the page's address, as copied from behind its ``#``.
    """

    title: str
    text: str = ""
    window: str | None = None
    scenario: str | None = None
    select: tuple[str, ...] = ()
    view: str = ""

    def hidden(self, key: Key) -> StoryStep:
        """The step without the names that stand under codes.

        >>> from ci_network.record.names import Names
        >>> step = StoryStep("Anne leads", select=("anne",))
        >>> step.hidden(Key({"anne": "P01"}, names=Names({"Anne": "P01"}))).title
        'P01 leads'
        """
        view = [(k, key.actors.get(v) or key.hide(v)) for k, v in parse_qsl(self.view.lstrip("#"))]
        return replace(
            self,
            title=key.hide(self.title),
            text=key.hide(self.text),
            select=tuple(key.actors.get(id_, id_) for id_ in self.select),
            view=urlencode(view),
        )

    def address(self, ids: Mapping[str, str]) -> str:
        """The state of the page in this step, as it stands in an address.

        >>> StoryStep("Now", window="2017", scenario="unaided", view="s=present&new=1").address({})
        'new=1&t=2017&s=unaided'
        """
        own = {"t": self.window, "s": self.scenario}
        words = [(k, v) for k, v in parse_qsl(self.view.lstrip("#")) if not own.get(k)]
        if self.select:
            words = [(k, v) for k, v in words if k != "sel"]
        words += [(key, value) for key, value in own.items() if value]
        words += [("sel", ids[key]) for key in self.select]
        return urlencode(words)


def read_story(path: Path | str) -> tuple[StoryStep, ...]:
    """Read the steps of a story from a YAML file.

    Parameters
    ----------
    path
        A list of steps, each with ``title`` and ``text``, and ``window``, ``scenario``,
        ``select`` (an id, or two) or ``view`` (what stands behind ``#`` in the page's address).

    Raises
    ------
    UsageError
        When the file cannot be read or a step is not as it should be; it names the step.
    """
    path = Path(path)
    steps = helper_yaml(path)
    if not isinstance(steps, list) or not steps or len(steps) > _MOST_STEPS:
        raise UsageError(
            "{name} must be a list of steps, each beginning with '- title:'.", name=path.name
        )
    return tuple(_step(step, file=path.name, n=n) for n, step in enumerate(steps, start=1))


def _step(step: Any, **where: object) -> StoryStep:
    if not isinstance(step, dict) or "title" not in step:
        raise UsageError("{file}, step {n} has no title.", **where)
    if strange := [key for key in step if key not in _KEYS]:
        raise UsageError(
            "{file}, step {n}: {strange!r} is not known; use {there}.",
            **where,
            strange=strange[0],
            there=", ".join(_KEYS),
        )
    select = step.get("select", [])
    select = [select] if isinstance(select, str) else select
    values = [v for k, v in step.items() if k != "select"]
    if not isinstance(select, list) or not all(isinstance(v, str) for v in [*select, *values]):
        raise UsageError(
            "{file}, step {n}: every value must be plain text; select may be two ids.", **where
        )
    select = [one for one in select if one]
    if len(select) > 2:
        raise UsageError("{file}, step {n}: select one actor, or the two of a tie.", **where)
    scenario = step.get("scenario") or None
    if scenario is not None and scenario not in SCENARIOS:
        raise UsageError(
            "{file}, step {n}: scenario is one of {there}.", **where, there=", ".join(SCENARIOS)
        )
    return StoryStep(
        title=step["title"],
        text=step.get("text", ""),
        window=step.get("window") or None,
        scenario=scenario,
        select=tuple(select),
        view=step.get("view", ""),
    )
