"""Will the collaboration survive when its secretariat leaves?

>>> import ci_network as ci
>>> alliance = ci.example()
>>> ci.ties(alliance, "2018")["class"].value_counts().to_dict()
{'supported': 200, 'carried': 4, 'independent': 3}

Names are imported when they are first used: the command line does not pay for pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str
    from ci_network import measures as measures
    from ci_network.api.compare import change as change
    from ci_network.api.compare import compare as compare
    from ci_network.api.decide import plan as plan
    from ci_network.api.decide import questions as questions
    from ci_network.api.figures import answer as answer
    from ci_network.api.figures import evaluate as evaluate
    from ci_network.api.figures import metrics as metrics
    from ci_network.api.figures import networks as networks
    from ci_network.api.figures import offshoots as offshoots
    from ci_network.api.figures import partners as partners
    from ci_network.api.figures import spells as spells
    from ci_network.api.figures import ties as ties
    from ci_network.api.lists import import_list as import_list
    from ci_network.api.outputs import hide_names as hide_names
    from ci_network.api.outputs import hide_persons as hide_persons
    from ci_network.api.outputs import map as map  # noqa: A004
    from ci_network.api.outputs import report as report
    from ci_network.api.questions import departure as departure
    from ci_network.api.questions import influence as influence
    from ci_network.api.questions import key_players as key_players
    from ci_network.api.questions import null as null
    from ci_network.api.questions import offshoot_curve as offshoot_curve
    from ci_network.api.questions import sensitivity as sensitivity
    from ci_network.api.questions import subsamples as subsamples
    from ci_network.api.questions import survival as survival
    from ci_network.api.questions import survival_curve as survival_curve
    from ci_network.api.questions import tipping_point as tipping_point
    from ci_network.api.record import activities as activities
    from ci_network.api.record import actors as actors
    from ci_network.api.record import example as example
    from ci_network.api.record import from_tables as from_tables
    from ci_network.api.record import participations as participations
    from ci_network.api.record import periods as periods
    from ci_network.api.record import problems as problems
    from ci_network.api.record import read as read
    from ci_network.api.record import simulated as simulated
    from ci_network.api.record import with_evaluation as with_evaluation
    from ci_network.api.surveys import accounts as accounts
    from ci_network.api.surveys import counting as counting
    from ci_network.api.surveys import survey as survey
    from ci_network.errors import CINetworkError as CINetworkError
    from ci_network.errors import DataError as DataError
    from ci_network.files.shipped import example_folder as example_folder
    from ci_network.record.alliance import Alliance as Alliance
    from ci_network.views import charts as charts

# Each public name: the module that it stands in, and its name there ("" for the module itself).
_PLACES = {
    "Alliance": ("ci_network.record.alliance", "Alliance"),
    "CINetworkError": ("ci_network.errors", "CINetworkError"),
    "DataError": ("ci_network.errors", "DataError"),
    "accounts": ("ci_network.api.surveys", "accounts"),
    "activities": ("ci_network.api.record", "activities"),
    "actors": ("ci_network.api.record", "actors"),
    "answer": ("ci_network.api.figures", "answer"),
    "change": ("ci_network.api.compare", "change"),
    "charts": ("ci_network.views.charts", ""),
    "compare": ("ci_network.api.compare", "compare"),
    "counting": ("ci_network.api.surveys", "counting"),
    "departure": ("ci_network.api.questions", "departure"),
    "evaluate": ("ci_network.api.figures", "evaluate"),
    "example": ("ci_network.api.record", "example"),
    "example_folder": ("ci_network.files.shipped", "example_folder"),
    "from_tables": ("ci_network.api.record", "from_tables"),
    "hide_names": ("ci_network.api.outputs", "hide_names"),
    "hide_persons": ("ci_network.api.outputs", "hide_persons"),
    "import_list": ("ci_network.api.lists", "import_list"),
    "influence": ("ci_network.api.questions", "influence"),
    "key_players": ("ci_network.api.questions", "key_players"),
    "map": ("ci_network.api.outputs", "map"),
    "measures": ("ci_network.measures", ""),
    "metrics": ("ci_network.api.figures", "metrics"),
    "networks": ("ci_network.api.figures", "networks"),
    "null": ("ci_network.api.questions", "null"),
    "offshoot_curve": ("ci_network.api.questions", "offshoot_curve"),
    "offshoots": ("ci_network.api.figures", "offshoots"),
    "participations": ("ci_network.api.record", "participations"),
    "partners": ("ci_network.api.figures", "partners"),
    "periods": ("ci_network.api.record", "periods"),
    "plan": ("ci_network.api.decide", "plan"),
    "problems": ("ci_network.api.record", "problems"),
    "questions": ("ci_network.api.decide", "questions"),
    "read": ("ci_network.api.record", "read"),
    "report": ("ci_network.api.outputs", "report"),
    "sensitivity": ("ci_network.api.questions", "sensitivity"),
    "simulated": ("ci_network.api.record", "simulated"),
    "spells": ("ci_network.api.figures", "spells"),
    "subsamples": ("ci_network.api.questions", "subsamples"),
    "survival": ("ci_network.api.questions", "survival"),
    "survival_curve": ("ci_network.api.questions", "survival_curve"),
    "ties": ("ci_network.api.figures", "ties"),
    "survey": ("ci_network.api.surveys", "survey"),
    "tipping_point": ("ci_network.api.questions", "tipping_point"),
    "with_evaluation": ("ci_network.api.record", "with_evaluation"),
}

__all__ = sorted(_PLACES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("ci_network.files.shipped").version()
    if name not in _PLACES:
        raise AttributeError(f"ci_network has no {name!r}")
    module, inner = _PLACES[name]
    # An object from anywhere in the interface shows itself as the interface registers it.
    if module.startswith("ci_network.api"):
        import_module("ci_network.api.outputs")
    found = import_module(module)
    return getattr(found, inner) if inner else found


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACES})
