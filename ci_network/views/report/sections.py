"""The sections of the evidence, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ci_network.views.report import charts
from ci_network.views.report.blocks import Block, Chart, Column, Names, Paragraph, Section, Table
from ci_network.views.report.comparisons import comparisons
from ci_network.views.report.figure import Figure
from ci_network.views.report.multiples import Multiples
from ci_network.views.report.robustness import sureness
from ci_network.views.report.sentence import Label, Name, Period, Sentence, counted, plain, said
from ci_network.views.report.source import Source

Columns = dict[str, list[Any]]

_MOST_PARTNERS = 15
_MOST_PAIRS = 20


def sections(
    source: Source,
    partners: Columns,
    ties: Columns,
    drawn: Multiples | None = None,
) -> tuple[Section, ...]:
    """Every section of the evidence; one that has nothing to show says why.

    Parameters
    ----------
    source
        The figures of metrics.json.
    partners, ties
        The tables of partners.csv and ties.csv.
    drawn
        The small drawings of the network; None when there are none.
    """
    return (
        _over_time(source),
        _networks(drawn),
        _classes(source),
        _left_alone(source, partners),
        _offshoots(source, ties),
        _convening(source),
        _turnover(source),
        _cross_sector(source),
        _between(source),
        *comparisons(source),
        *sureness(source, dict(zip(partners["id"], partners["label"], strict=True))),
    )


def _over_time(source: Source) -> Section:
    blocks: list[Block] = []
    if not source.windows:
        blocks.append(_absent(_no_windows()))
    elif not source.has_secretariat:
        blocks += [_absent(_no_secretariat()), _key_figures(source, ("present",))]
    else:
        blocks += [
            Paragraph((_how_to_read_the_range(),)),
            _chart_of_scenarios(source),
            _key_figures(source, ("present", "hub_leaves", "led_activities_end", "unaided")),
        ]
        blocks += _gaps(source)
    return Section(
        "over-time",
        said("Over time: what would still be connected"),
        said("What is the secretariat's role, and what would last without it?"),
        tuple(blocks),
        new_page=True,
    )


def _no_windows() -> Sentence:
    return said("Nothing to show by period: no activity in the record has a date.")


def _no_secretariat() -> Sentence:
    return said(
        "The data marks no actor as the secretariat, so nothing can be taken away. Below is what "
        "the record shows as it is."
    )


def _how_to_read_the_range() -> Sentence:
    return said(
        "The shaded band is the answer's range: its lower edge if everything the secretariat took "
        "part in ends, its upper edge if only what it alone led ends."
    )


def _chart_of_scenarios(source: Source) -> Chart:
    names = {
        "present": said("with the secretariat"),
        "hub_leaves": said("it leaves,\nall activities go on"),
        "led_activities_end": said("what it alone led\nends"),
        "unaided": said("all it took part in\nends"),
    }
    looks: dict[str, dict[str, Any]] = {
        "present": {"colour": charts.INK, "marker": "o"},
        "hub_leaves": {"colour": charts.SOFT, "marker": "D", "dash": "--", "width": 1.1},
        "led_activities_end": {"colour": charts.BLUE, "marker": "^"},
        "unaided": {"colour": charts.BLUE, "marker": "v", "width": 2.4},
    }
    title = said("Share of pairs of partners that are connected, by period")
    description = said(
        "In {window} it is {present} with the secretariat, and between {low} and {high} without.",
        window=Period(source.label),
        present=source.connected("present"),
        low=source.connected("unaided"),
        high=source.connected("led_activities_end"),
    )

    def drawn(picture: charts.Picture) -> bytes:
        lines = [
            charts.Line(
                plain(names[scenario], picture.language),
                [source.connected(scenario, label).value for label in source.labels],
                **looks[scenario],
            )
            for scenario in names
        ]
        return charts.over_time(picture, source.labels, lines, band=(3, 2))

    return Chart("connected", title, description, drawn, None)


def _key_figures(source: Source, scenarios: tuple[str, ...]) -> Table:
    heads = {
        "present": said("Connected pairs, with the secretariat"),
        "hub_leaves": said("… it leaves, all activities go on"),
        "led_activities_end": said("… what it alone led ends"),
        "unaided": said("… all it took part in ends"),
    }
    return Table(
        said("Key figures by period"),
        (
            _PERIOD,
            Column(said("Activities"), "activity"),
            Column(said("Partners"), "partner"),
            Column(said("Ties"), "tie"),
            *(Column(heads[scenario], scenario) for scenario in scenarios),
        ),
        tuple(
            (
                Label(label),
                source.figure("windows", label, "activities"),
                source.figure("windows", label, "partners"),
                source.figure("windows", label, "ties", "total"),
                *(source.connected(scenario, label) for scenario in scenarios),
            )
            for label in source.labels
        ),
    )


_PERIOD = Column(said("Period"), numeric=False)


def _gaps(source: Source) -> Iterator[Paragraph]:
    empty = [window["window"] for window in source.windows if not window["activities"]]
    if empty:
        yield Paragraph(
            (
                counted(
                    "In {n} period no activity is recorded. It has no figures, and is a gap in "
                    "the charts.",
                    "In {n} periods no activity is recorded. They have no figures, and are gaps "
                    "in the charts.",
                    len(empty),
                ),
            ),
            "note",
        )


def _networks(drawn: Multiples | None) -> Section:
    blocks: list[Block] = []
    if drawn is None:
        blocks.append(
            _absent(
                said(
                    "Not drawn here: there is no period with activity, or more partners than can "
                    "be seen in a small drawing. The map shows them."
                )
            )
        )
    else:
        blocks += [
            Paragraph(
                (
                    said(
                        "Each partner stands in the same place in every drawing. The star is the "
                        "secretariat, full lines are independent ties, dashed and pale ones are "
                        "supported or carried. Below, everything that the secretariat took part in "
                        "has ended; hollow marks are partners that are left alone."
                    ),
                )
            ),
            drawn,
        ]
        if drawn.left_out:
            blocks.append(
                Paragraph(
                    (
                        counted(
                            "{n} earlier period is not drawn here; the map shows it.",
                            "{n} earlier periods are not drawn here; the map shows them.",
                            drawn.left_out,
                        ),
                    ),
                    "note",
                )
            )
    return Section(
        "networks",
        said("The network, period by period"),
        said("What is the secretariat's role?"),
        tuple(blocks),
        new_page=True,
    )


def _classes(source: Source) -> Section:
    blocks: list[Block] = []
    if not source.has_secretariat or not list(source.active()):
        blocks.append(_absent(_not_without_secretariat()))
    else:
        blocks += [_chart_of_classes(source), _table_of_classes(source)]
    blocks += _beyond_chance(source)
    return Section(
        "ties",
        said("Which ties stand by themselves"),
        said("Which relations have been changed and strengthened?"),
        tuple(blocks),
    )


def _beyond_chance(source: Source) -> Iterator[Paragraph]:
    """How many ties are more than chance, of how many tests; nothing where none was asked for."""
    if source.headline.label is None or not source.found.get("chance"):
        return
    at = ("chance", "windows", source.label)
    ties = source.figure(*at, "ties")
    if not ties.known:
        yield _absent(
            said(
                "The record of {window} is too large for a test of each tie against chance.",
                window=Period(source.label),
            )
        )
    elif ties.value:
        yield Paragraph(
            (
                counted(
                    "In {window} {n} of {ties} ties rests on more shared activities than two "
                    "partners that take part as often would have by chance ({tests} pairs were "
                    "tested).",
                    "In {window} {n} of {ties} ties rest on more shared activities than two "
                    "partners that take part as often would have by chance ({tests} pairs were "
                    "tested).",
                    source.figure(*at, "beyond_chance"),
                    window=Period(source.label),
                    ties=ties,
                    tests=source.figure(*at, "tests", term=""),
                ),
                said("A tie that chance could explain is a tie all the same."),
            )
        )


def _not_without_secretariat() -> Sentence:
    return said(
        "Nothing to show here: the question is about the secretariat, and there is none in the "
        "data, or no period with activity."
    )


_CLASSES = ("independent", "supported", "carried")


def _class_names() -> dict[str, Sentence]:
    return {
        "independent": said("independent"),
        "supported": said("supported"),
        "carried": said("carried"),
    }


def _chart_of_classes(source: Source) -> Chart:
    names = _class_names()

    def drawn(picture: charts.Picture) -> bytes:
        parts = [
            (
                plain(names[kind], picture.language),
                [source.figure("windows", x, "ties", kind).value for x in source.labels],
            )
            for kind in _CLASSES
        ]
        return charts.stacked(picture, source.labels, parts)

    return Chart(
        "ties",
        said("Ties by class and period"),
        _described_classes(source),
        drawn,
        None,
    )


def _described_classes(source: Source) -> Sentence:
    label = source.headline.label or next(iter(source.active()))
    return said(
        "In {window} {independent} ties are independent, {supported} supported and {carried} "
        "carried.",
        window=Period(label),
        **{kind: source.figure("windows", label, "ties", kind) for kind in _CLASSES},
    )


def _table_of_classes(source: Source) -> Table:
    def row(label: str) -> tuple[object, ...]:
        ties = [
            source.figure("windows", label, "ties", kind) for kind in (*_CLASSES, "lead_unknown")
        ]
        return (
            Label(label),
            source.figure("windows", label, "ties", "total"),
            *ties,
            source.figure("windows", label, "independent_share"),
            source.figure("windows", label, "independent_strength_share"),
            source.figure("windows", label, "deep"),
        )

    return Table(
        said("Ties by class"),
        (
            _PERIOD,
            Column(said("Ties"), "tie"),
            Column(said("Independent"), "independent"),
            Column(said("Supported"), "supported"),
            Column(said("Carried"), "carried"),
            Column(said("Lead not recorded"), "lead_unknown"),
            Column(said("Independent share"), "independent_share"),
            Column(said("… of strength"), "independent_strength_share"),
            Column(said("Repeated without the secretariat"), "deep"),
        ),
        tuple(row(label) for label in source.labels),
    )


def _left_alone(source: Source, partners: Columns) -> Section:
    blocks: list[Block] = []
    if source.headline.reason:
        blocks.append(_absent(_not_without_secretariat()))
    else:
        here = _rows_of(partners, source.label)
        blocks += [*_alone(source, partners, here), *_dependent(source, partners, here)]
    return Section(
        "left-alone",
        said("Who would be left alone, and who depends most"),
        said("What is the secretariat's role?"),
        tuple(blocks),
        new_page=True,
    )


def _rows_of(table: Columns, label: str) -> list[int]:
    return [row for row, window in enumerate(table["window"]) if window == label]


def _alone(source: Source, partners: Columns, here: list[int]) -> Iterator[Block]:
    surely = [row for row in here if partners["isolate_led_activities_end"][row]]
    perhaps = [
        row
        for row in here
        if partners["isolate_unaided"][row] and not partners["isolate_led_activities_end"][row]
    ]
    least = source.of_window("scenarios", "led_activities_end", "isolates")
    most = source.of_window("scenarios", "unaided", "isolates")
    values = {"window": Period(source.label), "partners": source.of_window("partners")}
    if surely:
        yield Names(
            counted(
                "{n} of {partners} partners would have no tie left in {window} even if only what "
                "the secretariat alone led ended:",
                "{n} of {partners} partners would have no tie left in {window} even if only what "
                "the secretariat alone led ended:",
                least,
                **values,
            ),
            tuple(Name(partners["label"][row]) for row in surely),
        )
    if perhaps:
        yield Names(
            counted(
                "If everything it took part in ended it would be {n} of {partners} partners; "
                "these too:",
                "If everything it took part in ended it would be {n} of {partners} partners; "
                "these too:",
                most,
                **values,
            ),
            tuple(Name(partners["label"][row]) for row in perhaps),
        )
    if not surely and not perhaps:
        yield Paragraph((said("In {window} no partner would be left without any tie.", **values),))


def _dependent(source: Source, partners: Columns, here: list[int]) -> Iterator[Block]:
    tied = [row for row in here if partners["ties"][row]]
    if not tied:
        yield _absent(said("No partner has a tie in {window}.", window=Period(source.label)))
        return
    order = sorted(
        tied,
        key=lambda row: (
            -partners["ties_needing_secretariat"][row],
            -partners["ties"][row],
            partners["id"][row],
        ),
    )
    names = ("ties", "independent", "supported", "carried", "activities", "activities_led")
    shares = ("ties_needing_secretariat", "activities_needing_secretariat")

    def cell(row: int, column: str) -> Figure:
        return Figure(
            partners[column][row],
            f"partners.csv:{partners['window'][row]}:{partners['id'][row]}:{column}",
            "share" if column in shares else "count",
            "",
        )

    yield Table(
        said("Partners by how many of their ties need the secretariat"),
        (
            Column(said("Partner"), "partner", numeric=False),
            Column(said("Sector"), numeric=False),
            Column(said("Ties"), "tie"),
            Column(said("Independent"), "independent"),
            Column(said("Supported"), "supported"),
            Column(said("Carried"), "carried"),
            Column(said("Ties that need the secretariat"), "ties_needing_secretariat"),
            Column(said("Activities"), "activity"),
            Column(said("… with the secretariat"), "activities_needing_secretariat"),
            Column(said("Led"), "activities_led"),
        ),
        tuple(
            (
                Name(partners["label"][row]),
                _name(partners["sector"][row]),
                *(cell(row, column) for column in names[:4]),
                cell(row, shares[0]),
                cell(row, names[4]),
                cell(row, shares[1]),
                cell(row, names[5]),
            )
            for row in order[:_MOST_PARTNERS]
        ),
    )
    if len(order) > _MOST_PARTNERS:
        yield Paragraph(
            (
                counted(
                    "{n} more partner is in partners.csv.",
                    "{n} more partners are in partners.csv.",
                    len(order) - _MOST_PARTNERS,
                ),
            ),
            "note",
        )


def _name(text: str | None) -> object:
    return None if text is None else Name(text)


def _offshoots(source: Source, ties: Columns) -> Section:
    blocks: list[Block] = []
    meetings = source.figure("offshoots", "met_through_secretariat")
    if not source.has_secretariat or meetings.value is None:
        blocks.append(_absent(_not_without_secretariat()))
    else:
        blocks += [
            _beginnings(source),
            *_curves(source),
            *_pairs(source, ties),
        ]
    return Section(
        "offshoots",
        said("Offshoots: who met through the secretariat and went on without it"),
        said("Which relations have been changed and strengthened, and what lasts?"),
        tuple(blocks),
        new_page=True,
    )


def _beginnings(source: Source) -> Table:
    rows = {
        "met_through_secretariat": said("Met through the secretariat"),
        "offshoots": said("… of these, offshoots"),
        "independent_from_start": said("Independent from the start"),
        "order_unknown": said("Order unknown"),
    }
    return Table(
        said("How pairs of partners began, over the whole record"),
        (Column(said("Beginning"), numeric=False), Column(said("Pairs"))),
        tuple((name, source.figure("offshoots", key)) for key, name in rows.items()),
    )


_CURVES = ("through_secretariat", "never_through_secretariat")


def _curves(source: Source) -> Iterator[Block]:
    """Offshoots over time, beside pairs that the secretariat never brought together."""
    if not source.figure("offshoot_curve", _CURVES[0], "happened").value:
        return
    names = {
        "through_secretariat": said("met through the secretariat, until they meet without it"),
        "never_through_secretariat": said("never met through it, until they meet again"),
    }

    def drawn(picture: charts.Picture) -> bytes:
        looks = ((charts.BLUE, "-"), (charts.SOFT, "--"))
        curves = []
        for key, (colour, dash) in zip(_CURVES, looks, strict=True):
            found = source.found["offshoot_curve"][key]
            name = plain(names[key], picture.language)
            line = charts.Line(name, found["share"], colour, dash=dash)
            curves.append((line, found["months"], found["low"], found["high"]))
        return charts.steps(picture, curves, plain(said("months"), picture.language))

    yield Chart(
        "offshoots",
        said("Share of pairs that have got that far, by months"),
        counted(
            "{n} of {pairs} pairs that met through the secretariat have met without it.",
            "{n} of {pairs} pairs that met through the secretariat have met without it.",
            source.figure("offshoot_curve", _CURVES[0], "happened", term=""),
            pairs=source.figure("offshoot_curve", _CURVES[0], "pairs", term=""),
        ),
        drawn,
        Table(
            said("How far the pairs have got"),
            (
                Column(said("Pairs"), numeric=False),
                Column(said("Number")),
                Column(said("… that have got there")),
                Column(said("Months until half have done so"), "median_months"),
            ),
            tuple(
                (
                    names[key],
                    source.figure("offshoot_curve", key, "pairs", term=""),
                    source.figure("offshoot_curve", key, "happened", term=""),
                    source.figure("offshoot_curve", key, "median_months", term=""),
                )
                for key in _CURVES
            ),
        ),
    )


def _pairs(source: Source, ties: Columns) -> Iterator[Block]:
    found = source.figure("offshoots", "offshoots")
    if not found.value:
        yield _absent(
            said(
                "No offshoot is recorded. That is no proof that there are none: what partners do "
                "without the secretariat is recorded only if somebody wrote it down."
            )
        )
        return
    rows = sorted(
        (row for row in _rows_of(ties, "all") if ties["began"][row] == "offshoot"),
        key=lambda row: (ties["first_met_without_secretariat"][row] or "", row),
    )
    yield Table(
        said("Offshoots, the earliest first"),
        (
            Column(said("One partner"), numeric=False),
            Column(said("The other"), numeric=False),
            Column(said("First met"), numeric=False),
            Column(said("First without the secretariat"), numeric=False),
        ),
        tuple(
            (
                Name(ties["source_label"][row]),
                Name(ties["target_label"][row]),
                _date(ties, row, "first_met"),
                _date(ties, row, "first_met_without_secretariat"),
            )
            for row in rows[:_MOST_PAIRS]
        ),
    )
    if len(rows) > _MOST_PAIRS:
        yield Paragraph(
            (
                counted(
                    "{n} more pair is in ties.csv.",
                    "{n} more pairs are in ties.csv.",
                    len(rows) - _MOST_PAIRS,
                ),
            ),
            "note",
        )


def _date(ties: Columns, row: int, column: str) -> Figure:
    pair = f"{ties['source'][row]}:{ties['target'][row]}"
    return Figure(ties[column][row], f"ties.csv:all:{pair}:{column}", "date", "")


def _convening(source: Source) -> Section:
    blocks: list[Block] = []
    if not list(source.active()):
        blocks.append(_absent(_no_windows()))
    else:
        if source.has_secretariat:
            blocks.append(_chart_of_convening(source))
        blocks.append(_table_of_convening(source))
        if not any(
            source.figure("windows", x, "convening", "partner_leads").value for x in source.active()
        ):
            blocks.append(
                _absent(
                    said(
                        "No partner is recorded to have led an activity. Either none did, or "
                        "nobody wrote down who led."
                    )
                )
            )
    return Section(
        "convening",
        said("Who takes the lead"),
        said("Which mutually binding activities are there, and who carries them?"),
        tuple(blocks),
    )


def _chart_of_convening(source: Source) -> Chart:
    names = {
        "attended_share": said("the secretariat\ntook part"),
        "led_share": said("the secretariat\nalone led"),
    }

    def drawn(picture: charts.Picture) -> bytes:
        lines = [
            charts.Line(
                plain(names[key], picture.language),
                [source.figure("windows", x, "secretariat", key).value for x in source.labels],
                colour,
                marker=marker,
            )
            for key, colour, marker in (
                ("attended_share", charts.INK, "o"),
                ("led_share", charts.VERMILION, "s"),
            )
        ]
        return charts.over_time(picture, source.labels, lines, height=2.5)

    label = source.headline.label or next(iter(source.active()))
    return Chart(
        "convening",
        said("Activities that needed the secretariat, by period"),
        said(
            "In {window} the secretariat took part in {attended} of the activities. Of those with "
            "a recorded lead it alone led {led}.",
            window=Period(label),
            attended=source.figure("windows", label, "secretariat", "attended_share"),
            led=source.figure("windows", label, "secretariat", "led_share"),
        ),
        drawn,
        None,
    )


def _table_of_convening(source: Source) -> Table:
    figures: list[tuple[Column, tuple[str, ...]]] = [
        (Column(said("Activities"), "activity"), ("activities",)),
    ]
    if source.has_secretariat:
        figures += [
            (
                Column(said("With the secretariat"), "attended_share"),
                ("secretariat", "attended_share"),
            ),
            (Column(said("It alone led"), "led_share"), ("secretariat", "led_share")),
            (
                Column(said("Led by partners, without it"), "partner_led_independent"),
                ("convening", "partner_led_independent"),
            ),
        ]
    figures += [
        (Column(said("Partners that lead"), "partner_leads"), ("convening", "partner_leads")),
        (
            Column(said("… for the first time"), "first_time_leads"),
            ("convening", "first_time_leads"),
        ),
        (Column(said("Effective number"), "effective_leads"), ("convening", "effective_leads")),
    ]
    return Table(
        said("Who leads, by period"),
        (_PERIOD, *(column for column, _ in figures)),
        tuple(
            (Label(label), *(source.figure("windows", label, *path) for _, path in figures))
            for label in source.labels
        ),
    )


def _turnover(source: Source) -> Section:
    known = [x for x in source.active() if source.figure("windows", x, "turnover", "formed").known]
    blocks: list[Block]
    if known:
        blocks = [
            _chart_of_turnover(source, known[-1]),
            _chart_of_members(source, known[-1]),
            _table_of_turnover(source),
        ]
    else:
        blocks = [
            _absent(
                said(
                    "Nothing to compare: it takes two periods in a row with activity to see who "
                    "came and who left."
                )
            )
        ]
    return Section(
        "turnover",
        said("What lasts from one period to the next"),
        said("Which changes last?"),
        tuple(blocks),
        new_page=True,
    )


def _chart_of_turnover(source: Source, label: str) -> Chart:
    came, went = said("new ties"), said("lost ties")

    def drawn(picture: charts.Picture) -> bytes:
        def values(key: str) -> list[float | None]:
            return [source.figure("windows", x, "turnover", key).value for x in source.labels]

        return charts.gains_and_losses(
            picture,
            source.labels,
            (plain(came, picture.language), values("formed")),
            (plain(went, picture.language), values("dissolved")),
        )

    return Chart(
        "turnover",
        said("New and lost ties since the period before"),
        said(
            "In {window} {formed} ties are new and {dissolved} are lost.",
            window=Period(label),
            formed=source.figure("windows", label, "turnover", "formed"),
            dissolved=source.figure("windows", label, "turnover", "dissolved"),
        ),
        drawn,
        None,
    )


def _chart_of_members(source: Source, label: str) -> Chart:
    came, went = said("partners that came"), said("partners that left")

    def drawn(picture: charts.Picture) -> bytes:
        def values(key: str) -> list[float | None]:
            return [source.figure("windows", x, "turnover", key).value for x in source.labels]

        return charts.gains_and_losses(
            picture,
            source.labels,
            (plain(came, picture.language), values("actors_joined")),
            (plain(went, picture.language), values("actors_left")),
        )

    return Chart(
        "members",
        said("Partners that came and left since the period before"),
        said(
            "In {window}, against the period before: partners that came {joined}, partners that "
            "left {left}.",
            window=Period(label),
            joined=source.figure("windows", label, "turnover", "actors_joined"),
            left=source.figure("windows", label, "turnover", "actors_left"),
        ),
        drawn,
        None,
    )


def _table_of_turnover(source: Source) -> Table:
    keys = ("persistence", "formed", "dissolved", "actors_joined", "actors_left")
    return Table(
        said("Change since the period before"),
        (
            _PERIOD,
            Column(said("Ties that last"), "persistence"),
            Column(said("New ties"), "formed"),
            Column(said("Lost ties"), "dissolved"),
            Column(said("Partners that came"), "actors_joined"),
            Column(said("Partners that left"), "actors_left"),
        ),
        tuple(
            (Label(label), *(source.figure("windows", label, "turnover", key) for key in keys))
            for label in source.labels
        ),
    )


def _cross_sector(source: Source) -> Section:
    shown = ("scenarios", "present", "cross_sector_share")
    known = [x for x in source.active() if source.figure("windows", x, *shown).known]
    blocks: list[Block]
    if known:
        label = source.headline.label if source.headline.label in known else known[-1]
        blocks = [_chart_of_sectors(source, str(label)), _table_of_sectors(source)]
    else:
        blocks = [
            _absent(
                said(
                    "Nothing to show: no period has a tie between two partners whose sectors are "
                    "both recorded."
                )
            )
        ]
    return Section(
        "sectors",
        said("Across sectors"),
        said("Is ownership shared across sectors?"),
        tuple(blocks),
    )


def _chart_of_sectors(source: Source, label: str) -> Chart:
    found, expected = said("ties across sectors"), said("what mixing would give")

    def drawn(picture: charts.Picture) -> bytes:
        def values(key: str) -> list[float | None]:
            return [
                source.figure("windows", x, "scenarios", "present", key).value
                for x in source.labels
            ]

        return charts.against(
            picture,
            source.labels,
            (plain(found, picture.language), values("cross_sector_share")),
            (plain(expected, picture.language), values("cross_sector_expected")),
        )

    return Chart(
        "sectors",
        said("Share of ties that cross sectors, against what mixing would give"),
        said(
            "In {window} {share} of the ties cross sectors; mixing would give {expected}.",
            window=Period(label),
            share=source.figure("windows", label, "scenarios", "present", "cross_sector_share"),
            expected=source.figure(
                "windows", label, "scenarios", "present", "cross_sector_expected"
            ),
        ),
        drawn,
        None,
    )


def _table_of_sectors(source: Source) -> Table:
    columns: list[tuple[Column, tuple[str, ...]]] = [
        (
            Column(said("Ties across sectors"), "cross_sector_share"),
            ("scenarios", "present", "cross_sector_share"),
        ),
        (
            Column(said("What mixing would give"), "cross_sector_expected"),
            ("scenarios", "present", "cross_sector_expected"),
        ),
    ]
    if source.has_secretariat:
        columns.append(
            (
                Column(said("… among independent ties"), "cross_sector_share"),
                ("scenarios", "unaided", "cross_sector_share"),
            )
        )
    return Table(
        said("Ties across sectors, by period"),
        (_PERIOD, *(column for column, _ in columns)),
        tuple(
            (Label(label), *(source.figure("windows", label, *path) for _, path in columns))
            for label in source.labels
        ),
    )


_BETWEEN = ("liaison", "itinerant", "group_unknown", "exclusive")


def _between(source: Source) -> Section:
    known = [x for x in source.active() if _pairs_between(source, x)[0].known]
    blocks: list[Block] = []
    if known:
        label = source.headline.label if source.headline.label in known else known[-1]
        blocks += [Paragraph(tuple(_told_between(source, str(label)))), _table_between(source)]
    elif source.has_secretariat:
        blocks.append(
            _absent(said("Nothing to show: the secretariat takes part in nothing in any period."))
        )
    else:
        blocks.append(_absent(_not_without_secretariat()))
    return Section(
        "between",
        said("Between whom the secretariat stands"),
        said("What is the secretariat's role between sectors, and can anybody take it over?"),
        tuple(blocks),
    )


def _pairs_between(source: Source, label: str) -> tuple[Figure, ...]:
    return tuple(source.figure("windows", label, "brokerage", key) for key in _BETWEEN)


def _told_between(source: Source, label: str) -> Iterator[Sentence]:
    liaison, itinerant, unknown, exclusive = _pairs_between(source, label)
    if not liaison.value + itinerant.value + unknown.value:
        yield said(
            "In {window} the secretariat stands between no two partners: all that it meets have "
            "independent ties with one another.",
            window=Period(label),
        )
        return
    yield counted(
        "In {window} the secretariat stands between {n} pair of partners of two sectors and "
        "{itinerant} of one sector, which have no independent tie.",
        "In {window} the secretariat stands between {n} pairs of partners of two sectors and "
        "{itinerant} of one sector, which have no independent tie.",
        liaison,
        window=Period(label),
        itinerant=itinerant,
    )
    if unknown.value:
        yield counted(
            "Of {n} pair more a sector is not recorded.",
            "Of {n} pairs more a sector is not recorded.",
            unknown,
        )
    if exclusive.known:
        yield counted(
            "{n} of these pairs has nobody else in common.",
            "{n} of these pairs have nobody else in common.",
            exclusive,
        )


def _table_between(source: Source) -> Table:
    return Table(
        said("Pairs of partners that the secretariat stands between, by period"),
        (
            _PERIOD,
            Column(said("Of two sectors"), "liaison"),
            Column(said("Of one sector"), "itinerant"),
            Column(said("Sector not recorded")),
            Column(said("Nobody else in common"), "exclusive"),
        ),
        tuple((Label(label), *_pairs_between(source, label)) for label in source.labels),
    )


def _absent(why: Sentence) -> Paragraph:
    return Paragraph((why,), "absent")
