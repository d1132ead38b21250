"""A comparison as tables: a row for each alliance, and a row for each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ci_network.inference.offshoot_curve import TWO_YEARS
from ci_network.results.handover import MILESTONES
from ci_network.results.paths import Figures, find


def change_columns(change: Figures) -> dict[str, list[Any]]:
    """The figures of a change as a table: a row for each.

    Returns
    -------
    dict
        `figure`, `before`, `after`, `change`, `partners`, `activities`, `class`.
    """
    names = ("before", "after", "change", "partners", "activities", "class")
    rows = change["figures"]
    return {"figure": list(rows), **{n: [row[n] for row in rows.values()] for n in names}}


def changed_tie_columns(change: Figures) -> dict[str, list[Any]]:
    """The ties behind a change as a table: a row for each; activities divided by semicolons."""
    names = ("part", "how", "source", "target", "source_label", "target_label", "before", "after")
    lists = ("activities_before", "activities_after")
    return {
        **{name: [tie[name] for tie in change["ties"]] for name in names},
        **{name: ["; ".join(tie[name]) for tie in change["ties"]] for name in lists},
    }


def wide_columns(alliances: Sequence[Figures]) -> dict[str, list[Any]]:
    """A row for each alliance, with the figures that are compared."""
    return {name: [_at(one, path) for one in alliances] for name, path in WIDE.items()}


WIDE = {
    "alliance": "name",
    "window": "window",
    "verdict": "verdict",
    "low": "low",
    "high": "high",
    "present": "present",
    "retention_low": "retention.low",
    "retention_high": "retention.high",
    "partners": "partners",
    "activities": "activities",
    "hinge": "hinge.kind",
    "hinge_activities": "hinge.activities",
    "plan_half": "plan.half",
    "plan_nine_tenths": "plan.nine_tenths",
    "plan_all": "plan.all",
    "null_place": "null_place",
    "null_loose": "null.attended.loose",
    "eligible": "eligible",
    "ties": "ties.total",
    "independent_share": "independent_share",
    "partner_led_independent": "convening.partner_led_independent",
    "partner_leads": "convening.partner_leads",
    "met_through_secretariat": "offshoots.met_through_secretariat",
    "offshoots": "offshoots.offshoots",
    "offshoot_share": "offshoots.by_then.share",
    "offshoot_low": "offshoots.by_then.low",
    "offshoot_high": "offshoots.by_then.high",
    "ties_after_year": "lasting.ties.after_year",
    "partners_after_year": "lasting.partners.after_year",
    "core": "core.present",
    "core_unaided": "core.unaided",
    "first": "record.first",
    "last": "record.last",
    "activities_without_date": "record.activities_without_date",
    "activities_without_lead": "record.activities_without_lead",
}
"""Column by name, and where its figure stands among those of an alliance."""


def tidy_columns(alliances: Sequence[Figures]) -> dict[str, list[Any]]:
    """A row for each alliance and measure.

    Returns
    -------
    dict
        `alliance`, `window` (blank where the measure is of the whole record), `measure`, `value`,
        `low`, `high`, `n` (how many it is a share or a count of), `of` (what these are) and
        `text`, for what is no number.
    """
    rows = [row for one in alliances for row in _tidy(one)]
    return {name: [row.get(name) for row in rows] for name in _TIDY}


_TIDY = ("alliance", "window", "measure", "value", "low", "high", "n", "of", "text")


def _tidy(one: Figures) -> Iterator[Figures]:
    def row(measure: str, *, whole: bool = False, **cells: Any) -> Figures:
        window = None if whole else one["window"]
        return {"alliance": one["name"], "window": window, "measure": measure, **cells}

    partners = {"n": one["partners"], "of": "partners"}
    yield row("verdict", text=one["verdict"])
    ends = {"low": one["low"], "high": one["high"]}
    yield row("connectedness", value=one["present"], **ends, **partners)
    yield row("retention", **one["retention"], **partners)
    hinge = one["hinge"]
    yield row("hinge", value=len(hinge["activities"]), text="; ".join(hinge["activities"]),
              n=one["unrecorded"]["open_activities"], of="open activities")  # fmt: skip
    for key in MILESTONES if one["plan"] else ():
        names = one["plan"]["activities"][key]
        yield row(f"plan.{key}", value=one["plan"][key], n=one["plan"]["open"],
                  of="open activities",
                  text=None if names is None else "; ".join(names))  # fmt: skip
    for kind in ("attended", "led") if one["null"] else ():
        null = one["null"][kind]
        yield row(
            f"null.{kind}.kept", value=null["observed"], low=null["low"], high=null["high"],
            n=null["eligible"], of="eligible activities",
        )  # fmt: skip
        loose = "loose" if null["loose"] else None
        yield row(f"null.{kind}.place", value=null["place"], n=one["null"]["replicates"],
                  of="draws", text=loose)  # fmt: skip
    yield row("activities", value=one["activities"])
    yield row("partners", value=one["partners"])
    if one["ties"]:
        total = one["ties"]["total"]
        for key in ("total", "independent", "supported", "carried", "lead_unknown"):
            yield row(f"ties.{key}", value=one["ties"][key], n=total, of="ties")
        yield row("independent_share", value=one["independent_share"], n=total, of="ties")
        for key, value in one["convening"].items():
            yield row(f"convening.{key}", value=value, n=one["activities"], of="activities")
        for key, value in one["core"].items():
            yield row(f"core.{key}", value=value, **partners)
    yield from (row(measure, whole=True, **cells) for measure, cells in _of_the_whole(one))


def _of_the_whole(one: Figures) -> Iterator[tuple[str, Figures]]:
    begun = one["offshoots"]
    pairs = {"n": begun["met_through_secretariat"], "of": "pairs"}
    yield "offshoots", {"value": begun["offshoots"], **pairs}
    by_then = begun["by_then"]
    ends = {key: by_then[key] for key in ("low", "high")}
    yield f"offshoots.{TWO_YEARS}_months", {"value": by_then["share"], **ends, **pairs}
    yield "offshoots.median_months", {"value": begun["median_months"], **pairs}
    for kind in ("ties", "partners"):
        last = one["lasting"][kind]
        ends = {"low": last["after_year_low"], "high": last["after_year_high"]}
        many = {"n": last["watched"], "of": kind}
        yield f"lasting.{kind}.after_year", {"value": last["after_year"], **ends, **many}
        yield f"lasting.{kind}.half_life_months", {"value": last["half_life_months"], **many}
    record_ = one["record"]
    for key in ("first", "last"):
        yield f"record.{key}", {"text": record_[key]}
    for key in ("partners", "activities", "participations", "activities_a_year"):
        yield f"record.{key}", {"value": record_[key]}
    for key in ("activities_without_date", "activities_without_lead",
                "activities_below_two_partners"):  # fmt: skip
        yield f"record.{key}", {"value": record_[key], "n": record_["activities"],
                                "of": "activities"}  # fmt: skip
    for who in record_["recorded_by"] or ():
        yield "record.recorded_by", {"value": who["share"], "n": record_["activities"],
                                     "of": "activities", "text": who["name"]}  # fmt: skip


def _at(one: Figures, path: str) -> Any:
    """The figure at a path; None where it, or what it belongs to, is missing."""
    found = find(one, path)
    return "; ".join(found) if isinstance(found, list) else found
