"""What to hand over, as a person reads it: the curve, the milestones, who, and what is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ci_network import numerals
from ci_network.files.characters import visible
from ci_network.language import Language, begun, translation

_BAR = 30
_NAMES, _FEW = 12, 5
"""Names that a sentence lists at most."""

_TODAY = {
    "connectedness": "Today {present} of the pairs of partners are connected; if nothing is "
    "handed over, {none}.",
    "largest_component": "Today {present} of the partners are in the largest group; if nothing "
    "is handed over, {none}.",
    "efficiency": "Today the paths between partners have an efficiency of {present}; if nothing "
    "is handed over, {none}.",
}
"""By measure, what is kept; msgids of the catalogue `plan`."""


def plan_text(plan: Mapping[str, Any], language: Language, label: Callable[[str], str]) -> str:
    """The plan in lines.

    Parameters
    ----------
    plan
        What `handover_figures` gives.
    language
        Danish or English.
    label
        Label of a partner by its id.
    """
    return "".join(f"{visible(line)}\n" for line in _lines(plan, language, label))


def _lines(
    plan: Mapping[str, Any], language: Language, label: Callable[[str], str]
) -> Iterator[str]:
    _ = translation(language)
    yield _.gettext("What to hand over, {window}").format(
        window=numerals.window_name(plan["window"], language)
    )
    yield ""
    yield from plan_sentences(plan, language)
    if len(plan["steps"]) > 1:
        yield ""
        yield from _curve(plan, language)
        yield ""
        yield from _who(plan, language, label)
    if plan["lost_for_good"]:
        yield ""
        yield _lost(plan, language, label)


def plan_sentences(plan: Mapping[str, Any], language: Language) -> Iterator[str]:
    """What the plan comes to: what there is, what is left, and the milestones in words."""
    _ = translation(language)
    if plan["all"] is None and plan["present"] is not None:
        yield _.gettext(
            "No actor is marked as secretariat, so nobody can say what is kept without it."
        )
        return
    if plan["all"] is None:
        yield _.gettext("There are fewer than two partners, so there is nothing to keep.")
        return
    yield _open(plan, language)
    if plan["series"]:
        its = [f"{name} ({len(meetings)})" for name, meetings in plan["series"].items()]
        yield _.gettext("Meetings of a series count as one: {names}.").format(
            names=listed(its, language)
        )
    yield _.gettext(_TODAY[plan["measure"]]).format(
        present=numerals.percent(plan["present"], language),
        none=numerals.percent(plan["none"], language),
    )
    milestones = plan["milestones"]
    if milestones["all"] == 0 and plan["secretariat_there"]:
        yield _.gettext("Nothing needs to be handed over: all that can be kept is kept without.")
        return
    told = set()
    for key, words in _MILESTONES.items():
        k = milestones[key]
        if not k or k in told:
            continue
        told.add(k)
        one, many = words
        yield _.ngettext(one, many, k).format(
            n=begun(numerals.number_word(k, language)),
            value=numerals.percent(plan["steps"][k]["value"], language),
            names=listed(_by_worth(plan, plan["steps"][k]["activities"]), language),
        )
    if milestones["all"] is None and len(plan["steps"]) > 1:
        yield _.gettext("More can be kept with more activities: {value} in all.").format(
            value=numerals.percent(plan["all"], language)
        )
    if not plan["exact"]:
        yield _.gettext(
            "There are too many activities to try every set of them: from some number on the one "
            "that keeps most was added, and exchanged for others while that kept more."
        )


def _open(plan: Mapping[str, Any], language: Language) -> str:
    """How many partners there are, and how much is open."""
    _ = translation(language)
    partners, count = plan["partners"], plan["open"]
    if not plan["secretariat_there"]:
        return _.gettext(
            "{n} partners. The secretariat takes part in nothing in {window}: if it did and is "
            "missing from the lists, the record does not show what must be handed over."
        ).format(n=partners, window=numerals.window_name(plan["window"], language))
    if count == 0:
        return _.gettext(
            "{n} partners. Nothing is open: there is no activity in which partners meet with the "
            "secretariat and of which nobody has said whether it goes on."
        ).format(n=partners)
    return _.ngettext(
        "{n} partners. One activity with the secretariat is open: nobody has said whether it "
        "goes on.",
        "{n} partners. {open} activities with the secretariat are open: nobody has said whether "
        "they go on.",
        count,
    ).format(n=partners, open=count)


_MILESTONES = {
    "all": ("One activity keeps everything that can be kept ({value}): {names}.",
            "{n} activities keep everything that can be kept ({value}): {names}."),
    "nine_tenths": ("One activity keeps nine tenths of it ({value}): {names}.",
                    "{n} activities keep nine tenths of it ({value}): {names}."),
    "half": ("One activity keeps half of it ({value}): {names}.",
             "{n} activities keep half of it ({value}): {names}."),
}  # fmt: skip


def _curve(plan: Mapping[str, Any], language: Language) -> Iterator[str]:
    """A bar for each number of activities, and what comes and goes with it."""
    for step in plan["steps"]:
        value = numerals.percent(step["value"], language)
        bar = "█" * round(_BAR * step["value"])
        changes = [f"+ {name}" for name in step["added"]]
        changes += [f"− {name}" for name in step["removed"]]
        yield f"{step['k']:>4}  {value:>6}  {bar:<{_BAR}}  {', '.join(changes)}".rstrip()


def _by_worth(plan: Mapping[str, Any], activities: list[str]) -> list[str]:
    return [each["activity"] for each in plan["worth"] if each["activity"] in activities]


def _who(plan: Mapping[str, Any], language: Language, label: Callable[[str], str]) -> Iterator[str]:
    _ = translation(language)
    yield _.ngettext(
        "Who could take over? A proposal from the record, at most one activity for each:",
        "Who could take over? A proposal from the record, at most {load} activities for each:",
        plan["load"],
    ).format(load=plan["load"])
    for activity in _by_worth(plan, plan["steps"][-1]["activities"]):
        partner = plan["proposal"].get(activity)
        if partner is None:
            yield f"  {activity}: " + _.gettext("nobody to propose")
            continue
        (chosen,) = (e for e in plan["candidates"][activity] if e["partner"] == partner)
        yield f"  {activity}: {label(partner)} ({reasons(chosen, language)})"


def reasons(candidate: Mapping[str, Any], language: Language) -> str:
    """Why the record suggests a partner, in a few words."""
    _ = translation(language)
    told = [_.gettext("has led it")] if candidate["led_it"] else []
    if n := candidate["led_others"]:
        told.append(_.ngettext("has led one other", "has led {n} others", n).format(n=n))
    if n := candidate["shared"]:
        told.append(_.ngettext("met them in one other", "met them in {n} others", n).format(n=n))
    if n := candidate["leads_now"]:
        told.append(_.ngettext("leads one now", "leads {n} now", n).format(n=n))
    return ", ".join(told) or _.gettext("takes part")


def _lost(plan: Mapping[str, Any], language: Language, label: Callable[[str], str]) -> str:
    _ = translation(language)
    return _.ngettext(
        "Handing over cannot keep one pair that is connected today: it needs the secretariat "
        "itself, or something that is known to end. It concerns {names}.",
        "Handing over cannot keep {n} pairs that are connected today: they need the secretariat "
        "itself, or something that is known to end. Most of all it concerns {names}.",
        plan["lost_for_good"],
    ).format(
        n=numerals.count(plan["lost_for_good"], language),
        names=listed([label(each["partner"]) for each in plan["lost"]], language, _FEW),
    )


def listed(names: list[str], language: Language, most: int = _NAMES) -> str:
    """Names in a row; of very many the first, and how many more."""
    _ = translation(language)
    if len(names) > most + 1:
        more = len(names) - most
        rest = _.ngettext("one more", "{n} more", more).format(n=more)
        names = [*names[:most], rest]
    if len(names) < 2:
        return "".join(names)
    return _.gettext("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
