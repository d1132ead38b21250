"""Headings of the tables in words, beside the names that programs read."""

from __future__ import annotations

from ci_network.language import Language, marked, translation
from ci_network.network.networks import SCENARIOS
from ci_network.views.definitions import TERMS
from ci_network.views.sentence import plain, said

_TERM_OF = {
    "total": "tie",
    "ties": "tie",
    "partners": "partner",
    "activities": "activity",
    "needing": "ties_needing_secretariat",
}

_WORDS = {
    "window": marked("Period"),
    "start": marked("First day"),
    "end": marked("Last day"),
    "id": marked("Id"),
    "label": marked("Name"),
    "sector": marked("Sector"),
    "source": marked("One partner, id"),
    "target": marked("The other, id"),
    "source_label": marked("One partner"),
    "target_label": marked("The other"),
    "class": marked("Class of the tie"),
    "strength": marked("Strength"),
    "independent_activities": marked("Activities without the secretariat"),
    "first_met": marked("First met"),
    "last_met": marked("Last met"),
    "first_met_without_secretariat": marked("First without the secretariat"),
    "began": marked("How the pair began"),
    "evidence": marked("What the tie rests on"),
    "isolate_present": marked("Without any tie, with the secretariat"),
    "isolate_led_activities_end": marked("Without any tie when what it alone led ends"),
    "isolate_unaided": marked("Without any tie when all it took part in ends"),
    "betweenness": marked("Place between others"),
    "betweenness_se": marked("Standard error of the place between others, where it is sampled"),
    "constraint": marked("How much its contacts are tied to one another"),
    "members": marked("Who is in the core"),
    "secretariat_members": marked("Who of the secretariat is in the core"),
    "size": marked("Partners in the core, number"),
    "stayed": marked("… of these, in the core of the period before"),
    "core_density": marked("Tied pairs within the core"),
    "between_density": marked("Tied pairs between the core and the others"),
    "periphery_density": marked("Tied pairs among the others"),
    "core_present": marked("In the core, with the secretariat"),
    "core_led_activities_end": marked("In the core when what it alone led ends"),
    "core_unaided": marked("In the core when all it took part in ends"),
    "efficiency_se": marked("Standard error of closeness, where it is sampled"),
    "degree_centralization": marked("How far ties gather on a few"),
    "connected_pairs": marked("Connected pairs, number"),
    "largest_component_partners": marked("Largest group, number of partners"),
    "jaccard": marked("Ties in both periods out of ties in either"),
    "largest_betweenness": marked("Largest place between others"),
    "largest_betweenness_se": marked(
        "Standard error of the largest place between others, where it is sampled"
    ),
}


def heading(column: str, language: Language) -> str:
    """A column of a CSV file in words; its own name where there are none.

    Examples
    --------
    >>> heading("scenarios.unaided.isolates", "en")
    'Partners without any tie – Everything the secretariat took part in ends'
    >>> heading("retention.unaided.efficiency", "en")
    'Closeness, what is kept – Everything the secretariat took part in ends'
    >>> heading("carried", "da")
    'Båret forbindelse'
    """
    words = translation(language).gettext
    parts = column.split(".")
    name = _name(parts)
    if name is None:
        return column
    scenario = next((part for part in parts[:-1] if part in SCENARIOS), None)
    if scenario is None:
        return words(name)
    values = {"figure": words(name), "scenario": words(TERMS[scenario].name)}
    if parts[0] == "retention":
        return plain(said("{figure}, what is kept – {scenario}", **values), language)
    return plain(said("{figure} – {scenario}", **values), language)


def _name(parts: list[str]) -> str | None:
    if parts[0] == "secretariat" and len(parts) == 3:
        parts = parts[:2]
    term = TERMS.get(_TERM_OF.get(parts[-1], parts[-1]))
    return _WORDS.get(parts[-1]) or (None if term is None else term.name)
