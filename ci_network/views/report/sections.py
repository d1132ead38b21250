"""The sections of the evidence and of the appendix, in the order in which they are read.

A section is a row of data: title, question, what it is made of, and what may be concluded. To add
one, add a row; what is more than a chart or a table by path is a function in `evidence`,
`deciding`, `own_account`, `beginnings` or `comparisons`.
"""

from __future__ import annotations

from ci_network.views import readings
from ci_network.views.readings import ANSWER
from ci_network.views.report import (
    beginnings,
    charts,
    comparisons,
    deciding,
    evidence,
    lasting,
    own_account,
)
from ci_network.views.report.blocks import (
    At,
    Material,
    Part,
    Section,
    by_window,
    fixed,
    over_windows,
    section,
    sentences,
)
from ci_network.views.sentence import said


def sections(material: Material) -> tuple[Section, ...]:
    """Every section that has what it needs; one that has nothing to show says why."""
    found = material.source.figures
    declared = [(one, part) for part, of_part in PARTS.items() for one in of_part]
    return tuple(
        one.made(material, part)
        for one, part in declared
        if not one.key_of or found.get(one.key_of)
    )


EVIDENCE = (
    section(
        "over-time",
        said("Over time: what would still be connected"),
        said("What is the secretariat's role, and what would last without it?"),
        evidence.whether_there_is_an_answer,
        over_windows(
            "connected",
            said("Share of pairs of partners that are connected, by period"),
            said(
                "In {window} it is {present} with the secretariat, and between {low} and "
                "{high} without.",
                present=At("scenarios.present.connectedness"),
                low=At("scenarios.unaided.connectedness"),
                high=At("scenarios.led_activities_end.connectedness"),
            ),
            evidence.draw_scenarios,
            ("scenarios.present.connectedness", said("with the secretariat")),
            ("scenarios.hub_leaves.connectedness", said("it leaves,\nall activities go on")),
            ("scenarios.led_activities_end.connectedness", said("what it alone led\nends")),
            ("scenarios.unaided.connectedness", said("all it took part in\nends")),
        ),
        by_window(
            said("Key figures by period"),
            ("activities", said("Activities")),
            ("partners", said("Partners")),
            ("ties.total", said("Ties")),
            ("scenarios.present.connectedness", said("Connected pairs, with the secretariat")),
            ("scenarios.led_activities_end.connectedness", said("… what it alone led ends")),
            ("scenarios.unaided.connectedness", said("… all it took part in ends")),
            ("independent_strength_share", said("Independent share of the ties' strength")),
        ),
        evidence.pairs_and_partners,
        evidence.one_large_meeting,
        evidence.gaps,
        may=said(
            "How many pairs would still be connected at the two ends of the range, in each "
            "period on record."
        ),
        may_not=said(
            "That the alliance would have lasted, or fallen apart: the figures tell what is "
            "left when activities end, not what people would do."
        ),
        new_page=True,
    ),
    section(
        "networks",
        said("The network, period by period"),
        said("What is the secretariat's role?"),
        evidence.networks,
        may=said("Who met whom on record, and what rests on meetings with the secretariat."),
        may_not=said(
            "How well two partners work together. A large meeting ties everyone in it to "
            "everyone else."
        ),
    ),
    section(
        "ties",
        said("Which ties stand by themselves"),
        said("Which relations have been changed and strengthened?"),
        evidence.whether_about_the_secretariat,
        over_windows(
            "ties",
            said("Ties by class and period"),
            said(
                "Ties in {window}: {independent} independent, {supported} supported, "
                "{carried} carried.",
                independent=At("ties.independent"),
                supported=At("ties.supported"),
                carried=At("ties.carried"),
            ),
            charts.stacked,
            ("ties.independent", said("independent")),
            ("ties.supported", said("supported")),
            ("ties.carried", said("carried")),
        ),
        evidence.independent_ties,
        may=said("Which pairs are on record as meeting without the secretariat, and where."),
        may_not=said(
            "That these are the only ones: what partners do by themselves is seldom written "
            "down. Nor that what they rest on goes on."
        ),
    ),
    section(
        "left-alone",
        said("Who would be left alone, and who depends most"),
        said("What is the secretariat's role?"),
        evidence.left_alone,
        evidence.most_dependent,
        may=said("Who on record meets others only where the secretariat takes part."),
        may_not=said(
            "That these partners are passive, or that nobody would call them: the record "
            "holds what was, and mostly what the secretariat saw."
        ),
    ),
    section(
        "convening",
        said("Who takes the lead, and what goes on"),
        said("Which mutually binding activities are there, and who carries them?"),
        over_windows(
            "convening",
            said("Activities that needed the secretariat, by period"),
            said(
                "In {window} the secretariat took part in {attended} of the activities. Of "
                "those with a recorded lead it alone led {led}.",
                attended=At("secretariat.attended_share"),
                led=At("secretariat.led_share"),
            ),
            evidence.draw_lines,
            ("secretariat.attended_share", said("the secretariat\ntook part")),
            ("secretariat.led_share", said("the secretariat\nalone led")),
        ),
        by_window(
            said("Who leads, by period"),
            ("activities", said("Activities")),
            ("secretariat.attended_share", said("With the secretariat")),
            ("secretariat.led_share", said("It alone led")),
            ("convening.partner_led_independent", said("Led by partners, without it")),
            ("convening.partner_leads", said("Partners that lead")),
            ("convening.first_time_leads", said("… for the first time")),
            ("convening.effective_leads", said("Effective number")),
        ),
        evidence.nobody_led,
        evidence.future,
        may=said("Who led what was recorded, and what somebody has said of its future."),
        may_not=said(
            "That nobody else would take over. Willingness is in no record of activities."
        ),
    ),
    section(
        "plan",
        said("If somebody takes over"),
        said("Which activities must somebody take over so that the alliance holds?"),
        deciding.plan_curve,
        deciding.plan_table,
        may=said("Which activities hold most together, if somebody goes on calling them."),
        may_not=said(
            "That those proposed want to, or can: the record proposes who has led before and "
            "knows the others."
        ),
        key_of="plan",
    ),
    section(
        "ask",
        said("Find out first"),
        said("Which answer would move the range most?"),
        deciding.open_questions,
        may=said("Which questions are worth asking, and what each answer would make of the range."),
        may_not=said("What the answers are."),
        key_of="ask",
    ),
    section(
        "survey",
        said("The partners' own account"),
        said("What do the partners say that they do without the secretariat?"),
        own_account.who_answered,
        own_account.who_says_so,
        own_account.what_is_missed,
        may=said(
            "What the partners that have answered say, and how far it agrees with the record."
        ),
        may_not=said("What those do that have not answered. Nor that two work well together."),
        key_of="survey",
    ),
    section(
        "exit",
        said("What outlived the secretariat"),
        said("Which changes lasted after the secretariat left?"),
        sentences(readings.departure, at=ANSWER),
        comparisons.exit_table,
        comparisons.placebo_chart,
        may=said(
            "Which ties of the year before had an activity in the year after, beside the same "
            "share at other dates."
        ),
        may_not=said("That the exit was the cause, where other dates look alike."),
        key_of="exit",
    ),
    section(
        "sureness",
        said("What the answer rests on"),
        said("Is it really the secretariat, and would one line of the record change the answer?"),
        comparisons.carried_by,
        sentences(readings.tipping, at=ANSWER),
        sentences(readings.null, readings.stretches_and_activities, at=ANSWER),
        comparisons.no_comparison,
        sentences(
            readings.key_player,
            readings.missed_together,
            readings.substitute_hub,
            at=ANSWER,
        ),
        sentences(readings.recorded_by, at=ANSWER),
        may=said(
            "Which activities the figures rest on, and how many more would have to be written "
            "down to turn them."
        ),
        may_not=said(
            "That the secretariat caused the ties. What random activities would have cost "
            "shows no cause either."
        ),
    ),
    section(
        "sensitivity",
        said("How far other choices move the figures"),
        said("How sensitive is the answer to how it was made?"),
        comparisons.choices,
        comparisons.subsamples,
        may=said(
            "How far the figures move when periods or large meetings are counted otherwise, or "
            "when a part had not been recorded."
        ),
        may_not=said("Where the true figure lies: these are no confidence intervals."),
        key_of="sensitivity",
    ),
)

APPENDIX = (
    section(
        "classes",
        said("Ties by class, in figures"),
        said("Which relations have been changed and strengthened?"),
        evidence.whether_about_the_secretariat,
        by_window(
            said("Ties by class"),
            ("ties.total", said("Ties")),
            ("ties.independent", said("Independent")),
            ("ties.supported", said("Supported")),
            ("ties.carried", said("Carried")),
            ("ties.lead_unknown", said("Lead not recorded")),
            ("independent_share", said("Independent share")),
            ("independent_strength_share", said("… of strength")),
            ("deep", said("Repeated without the secretariat")),
        ),
        evidence.beyond_chance,
    ),
    section(
        "offshoots",
        said("Offshoots: who met through the secretariat and went on without it"),
        said("Which relations have been changed and strengthened, and what lasts?"),
        beginnings.beginnings,
        sentences(readings.offshoot_curve, at=ANSWER),
        beginnings.offshoots_over_time,
        beginnings.offshoot_pairs,
        may=said("How many pairs on record met through the secretariat, and later without it."),
        may_not=said("That there are no others: two partners who meet seldom write it down."),
    ),
    section(
        "turnover",
        said("What comes back from one period to the next"),
        said("Which changes last?"),
        beginnings.nothing_to_compare,
        beginnings.carried_over,
        over_windows(
            "turnover",
            said("New and lost ties since the period before"),
            said(
                "In {window}, against the period before: new ties {formed}, lost ties {dissolved}.",
                formed=At("turnover.formed"),
                dissolved=At("turnover.dissolved"),
            ),
            charts.gains_and_losses,
            ("turnover.formed", said("new ties")),
            ("turnover.dissolved", said("lost ties")),
        ),
        over_windows(
            "members",
            said("Partners that came and left since the period before"),
            said(
                "In {window}, against the period before: partners that came {joined}, "
                "partners that left {left}.",
                joined=At("turnover.actors_joined"),
                left=At("turnover.actors_left"),
            ),
            charts.gains_and_losses,
            ("turnover.actors_joined", said("partners that came")),
            ("turnover.actors_left", said("partners that left")),
        ),
        by_window(
            said("Change since the period before"),
            ("turnover.persistence", said("Ties that come back")),
            ("turnover.formed", said("New ties")),
            ("turnover.dissolved", said("Lost ties")),
            ("turnover.actors_joined", said("Partners that came")),
            ("turnover.actors_left", said("Partners that left")),
        ),
        may=said("How many ties on record come back, and whether one activity carries them over."),
        may_not=said(
            "That relations last: an activity that runs through two periods makes all of its "
            "ties come back."
        ),
    ),
    section(
        "lasting",
        said("How long ties last"),
        said("Which changes last?"),
        lasting.how_long,
        lasting.over_time,
        may=said(
            "How long pairs went on meeting on record, and how much of that is one activity's "
            "doing."
        ),
        may_not=said(
            "That a tie which is over on record is over: meetings that nobody wrote down are "
            "not there."
        ),
    ),
    section(
        "core",
        said("Who is in the middle"),
        said("Who carries the collaboration, with the secretariat and without it?"),
        lasting.in_the_middle,
        by_window(
            said("The core, by period"),
            ("core.present.size", said("Partners in the core, with the secretariat")),
            ("core.present.stayed", said("… also in the period before")),
            ("core.present.fit", said("… how clear")),
            ("core.led_activities_end.size", said("… what it alone led ends")),
            ("core.unaided.size", said("… all it took part in ends")),
            ("core.unaided.stayed", said("… also in the period before")),
            ("core.unaided.fit", said("… how clear")),
        ),
        may=said("Who has most ties on record, and whether the same would without it."),
        may_not=said(
            "That these matter most. One large activity puts everyone who sits in it into the core."
        ),
    ),
    section(
        "sectors",
        said("Across sectors"),
        said("Is ownership shared across sectors?"),
        evidence.no_sectors,
        over_windows(
            "sectors",
            said("Share of ties that cross sectors, against random mixing"),
            said(
                "In {window} {share} of the ties cross sectors; {expected} are expected under "
                "random mixing.",
                share=At("scenarios.present.cross_sector_share"),
                expected=At("scenarios.present.cross_sector_expected"),
            ),
            evidence.draw_against,
            ("scenarios.present.cross_sector_share", said("ties across sectors")),
            ("scenarios.present.cross_sector_expected", said("expected under random mixing")),
        ),
        by_window(
            said("Ties across sectors, by period"),
            ("scenarios.present.cross_sector_share", said("Ties across sectors")),
            ("scenarios.present.cross_sector_expected", said("Expected under random mixing")),
            ("scenarios.unaided.cross_sector_share", said("… among independent ties")),
        ),
        may=said("Whether ties on record cross sectors more or less than random mixing would."),
        may_not=said("That ownership is shared: to sit in a meeting is not to own it."),
    ),
    section(
        "between",
        said("Between whom the secretariat stands"),
        said("What is the secretariat's role between sectors, and can anybody take it over?"),
        evidence.secretariat_nowhere,
        sentences(readings.between, at=ANSWER),
        by_window(
            said("Pairs of partners that meet the secretariat, without an independent tie"),
            ("brokerage.liaison", said("Of two sectors")),
            ("brokerage.itinerant", said("Of one sector")),
            ("brokerage.group_unknown", said("Sector not recorded")),
            ("brokerage.exclusive", said("Nobody else in common")),
            ("brokerage.apart", said("Never meet at all")),
        ),
        may=said("Which pairs nobody but the secretariat joins: those that never meet at all."),
        may_not=said("That the others need it as a go-between: they sit in the same activities."),
    ),
    section(
        "size-matched",
        said("The secretariat's activities beside random ones, in figures"),
        said("Would any other activities of the same sizes be missed as much?"),
        comparisons.no_comparison,
        sentences(readings.null, at=ANSWER),
        comparisons.null_chart,
        comparisons.null_table,
        fixed(
            said(
                "Kept: the pairs of partners that are connected once these activities have "
                "ended altogether and the secretariat is gone, divided by all pairs that are "
                "connected today, also those that are connected through the secretariat."
            ),
            kind="note",
        ),
        key_of="null",
    ),
    section(
        "key-players",
        said("Would others be missed as much? In figures"),
        said("What is the secretariat's role, beside that of others?"),
        comparisons.key_player_tables,
        key_of="key_players",
    ),
    section(
        "influence",
        said("What carries the result, activity by activity"),
        said("Would the answer be another without a single activity?"),
        sentences(readings.influence, at=ANSWER),
        comparisons.influence_tables,
        key_of="influence",
    ),
    section(
        "tipping-point",
        said("How much would have to be missing from the record"),
        said("How sure is the answer, when what partners did alone was not written down?"),
        comparisons.tipping_table,
        key_of="tipping_point",
    ),
)

PARTS: dict[Part, tuple[Section, ...]] = {"evidence": EVIDENCE, "appendix": APPENDIX}
