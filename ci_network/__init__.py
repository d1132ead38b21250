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

_PLACES = {
    name: module
    for module, names in {
        "api.compare": "change compare",
        "api.decide": "plan questions",
        "api.figures": "answer evaluate metrics networks offshoots partners spells ties",
        "api.lists": "import_list",
        "api.outputs": "hide_names hide_persons map report",
        "api.questions": "departure influence key_players null offshoot_curve sensitivity "
        "subsamples survival survival_curve tipping_point",
        "api.record": "activities actors example from_tables participations periods problems read "
        "simulated with_evaluation",
        "api.surveys": "accounts counting survey",
        "errors": "CINetworkError DataError",
        "files.shipped": "example_folder",
        "record.alliance": "Alliance",
    }.items()
    for name in names.split()
}
"""Each public name, and the module that it stands in."""

_MODULES = {"charts": "views.charts", "measures": "measures"}
"""Public modules."""

__all__ = sorted({*_PLACES, *_MODULES})  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("ci_network.files.shipped").version()
    if name in _MODULES:
        return import_module(f"ci_network.{_MODULES[name]}")
    if name not in _PLACES:
        raise AttributeError(f"ci_network has no {name!r}")
    place = _PLACES[name]
    # An object from anywhere in the interface shows itself as the interface registers it.
    if place.startswith("api."):
        import_module("ci_network.api.outputs")
    return getattr(import_module(f"ci_network.{place}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
