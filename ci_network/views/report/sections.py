"""The sections of the evidence and of the appendix, in the order in which they are read.

A section is a row of data: title, question, what it is made of, and what may be concluded. To add
one, add a row; what is more than a chart or a table by path is a function in `evidence`,
`deciding`, `own_account`, `beginnings` or `comparisons`.
"""

from __future__ import annotations

from ci_network.views.readings import (
    ANSWER,
    between,
    departure,
    influence,
    key_player,
    missed_together,
    null,
    offshoot_curve,
    recorded_by,
    stretches_and_activities,
    substitute_hub,
    tipping,
)
from ci_network.views.report import (
    beginnings,
    comparisons,
    deciding,
    evidence,
    lasting,
    own_account,
)
from ci_network.views.report.blocks import (
    At,
    ByWindow,
    Col,
    Declared,
    Material,
    OverWindows,
    Part,
    Section,
    fixed,
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
    Declared(
        "over-time",
        said("Over time: what would still be connected"),
        said("What is the secretariat's role, and what would last without it?"),
        (
            evidence.whether_there_is_an_answer,
            OverWindows(
                "connected",
                said("Share of pairs of partners that are connected, by period"),
                said(
                    "In {window} it is {present} with the secretariat, and between {low} and "
                    "{high} without.",
                    present=At("scenarios.present.connectedness"),
                    low=At("scenarios.unaided.connectedness"),
                    high=At("scenarios.led_activities_end.connectedness"),
                ),
                (
                    (said("with the secretariat"), "scenarios.present.connectedness"),
                    (
                        said("it leaves,\nall activities go on"),
                        "scenarios.hub_leaves.connectedness",
                    ),
                    (said("what it alone led\nends"), "scenarios.led_activities_end.connectedness"),
                    (said("all it took part in\nends"), "scenarios.unaided.connectedness"),
                ),
                evidence.draw_scenarios,
            ),
            ByWindow(
                said("Key figures by period"),
                (
                    Col("activities", said("Activities")),
                    Col("partners", said("Partners")),
                    Col("ties.total", said("Ties")),
                    Col(
                        "scenarios.present.connectedness",
                        said("Connected pairs, with the secretariat"),
                    ),
                    Col(
                        "scenarios.led_activities_end.connectedness",
                        said("… what it alone led ends"),
                    ),
                    Col("scenarios.unaided.connectedness", said("… all it took part in ends")),
                    Col(
                        "independent_strength_share",
                        said("Independent share of the ties' strength"),
                    ),
                ),
            ),
            evidence.pairs_and_partners,
            evidence.one_large_meeting,
            evidence.gaps,
        ),
        said(
            "How many pairs would still be connected at the two ends of the range, in each "
            "period on record."
        ),
        said(
            "That the alliance would have lasted, or fallen apart: the figures tell what is "
            "left when activities end, not what people would do."
        ),
        new_page=True,
    ),
    Declared(
        "networks",
        said("The network, period by period"),
        said("What is the secretariat's role?"),
        (evidence.networks,),
        said("Who met whom on record, and what rests on meetings with the secretariat."),
        said(
            "How well two partners work together. A large meeting ties everyone in it to "
            "everyone else."
        ),
    ),
    Declared(
        "ties",
        said("Which ties stand by themselves"),
        said("Which relations have been changed and strengthened?"),
        (
            evidence.whether_about_the_secretariat,
            OverWindows(
                "ties",
                said("Ties by class and period"),
                said(
                    "Ties in {window}: {independent} independent, {supported} supported, "
                    "{carried} carried.",
                    independent=At("ties.independent"),
                    supported=At("ties.supported"),
                    carried=At("ties.carried"),
                ),
                (
                    (said("independent"), "ties.independent"),
                    (said("supported"), "ties.supported"),
                    (said("carried"), "ties.carried"),
                ),
                evidence.draw_stacked,
            ),
            evidence.independent_ties,
        ),
        said("Which pairs are on record as meeting without the secretariat, and where."),
        said(
            "That these are the only ones: what partners do by themselves is seldom written "
            "down. Nor that what they rest on goes on."
        ),
    ),
    Declared(
        "left-alone",
        said("Who would be left alone, and who depends most"),
        said("What is the secretariat's role?"),
        (evidence.left_alone, evidence.most_dependent),
        said("Who on record meets others only where the secretariat takes part."),
        said(
            "That these partners are passive, or that nobody would call them: the record "
            "holds what was, and mostly what the secretariat saw."
        ),
    ),
    Declared(
        "convening",
        said("Who takes the lead, and what goes on"),
        said("Which mutually binding activities are there, and who carries them?"),
        (
            OverWindows(
                "convening",
                said("Activities that needed the secretariat, by period"),
                said(
                    "In {window} the secretariat took part in {attended} of the activities. Of "
                    "those with a recorded lead it alone led {led}.",
                    attended=At("secretariat.attended_share"),
                    led=At("secretariat.led_share"),
                ),
                (
                    (said("the secretariat\ntook part"), "secretariat.attended_share"),
                    (said("the secretariat\nalone led"), "secretariat.led_share"),
                ),
                evidence.draw_lines,
            ),
            ByWindow(
                said("Who leads, by period"),
                (
                    Col("activities", said("Activities")),
                    Col("secretariat.attended_share", said("With the secretariat")),
                    Col("secretariat.led_share", said("It alone led")),
                    Col("convening.partner_led_independent", said("Led by partners, without it")),
                    Col("convening.partner_leads", said("Partners that lead")),
                    Col("convening.first_time_leads", said("… for the first time")),
                    Col("convening.effective_leads", said("Effective number")),
                ),
            ),
            evidence.nobody_led,
            evidence.future,
        ),
        said("Who led what was recorded, and what somebody has said of its future."),
        said("That nobody else would take over. Willingness is in no record of activities."),
    ),
    Declared(
        "plan",
        said("If somebody takes over"),
        said("Which activities must somebody take over so that the alliance holds?"),
        (deciding.plan_curve, deciding.plan_table),
        said("Which activities hold most together, if somebody goes on calling them."),
        said(
            "That those proposed want to, or can: the record proposes who has led before and "
            "knows the others."
        ),
        key_of="plan",
    ),
    Declared(
        "ask",
        said("Find out first"),
        said("Which answer would move the range most?"),
        (deciding.open_questions,),
        said("Which questions are worth asking, and what each answer would make of the range."),
        said("What the answers are."),
        key_of="ask",
    ),
    Declared(
        "survey",
        said("The partners' own account"),
        said("What do the partners say that they do without the secretariat?"),
        (own_account.who_answered, own_account.who_says_so, own_account.what_is_missed),
        said("What the partners that have answered say, and how far it agrees with the record."),
        said("What those do that have not answered. Nor that two work well together."),
        key_of="survey",
    ),
    Declared(
        "exit",
        said("What outlived the secretariat"),
        said("Which changes lasted after the secretariat left?"),
        (sentences(departure, at=ANSWER), comparisons.exit_table, comparisons.placebo_chart),
        said(
            "Which ties of the year before had an activity in the year after, beside the same "
            "share at other dates."
        ),
        said("That the exit was the cause, where other dates look alike."),
        key_of="exit",
    ),
    Declared(
        "sureness",
        said("What the answer rests on"),
        said("Is it really the secretariat, and would one line of the record change the answer?"),
        (
            comparisons.carried_by,
            sentences(tipping, at=ANSWER),
            sentences(null, stretches_and_activities, at=ANSWER),
            comparisons.no_comparison,
            sentences(key_player, missed_together, substitute_hub, at=ANSWER),
            sentences(recorded_by, at=ANSWER),
        ),
        said(
            "Which activities the figures rest on, and how many more would have to be written "
            "down to turn them."
        ),
        said(
            "That the secretariat caused the ties. What random activities would have cost "
            "shows no cause either."
        ),
    ),
    Declared(
        "sensitivity",
        said("How far other choices move the figures"),
        said("How sensitive is the answer to how it was made?"),
        (comparisons.choices, comparisons.subsamples),
        said(
            "How far the figures move when periods or large meetings are counted otherwise, or "
            "when a part had not been recorded."
        ),
        said("Where the true figure lies: these are no confidence intervals."),
        key_of="sensitivity",
    ),
)

APPENDIX = (
    Declared(
        "classes",
        said("Ties by class, in figures"),
        said("Which relations have been changed and strengthened?"),
        (
            evidence.whether_about_the_secretariat,
            ByWindow(
                said("Ties by class"),
                (
                    Col("ties.total", said("Ties")),
                    Col("ties.independent", said("Independent")),
                    Col("ties.supported", said("Supported")),
                    Col("ties.carried", said("Carried")),
                    Col("ties.lead_unknown", said("Lead not recorded")),
                    Col("independent_share", said("Independent share")),
                    Col("independent_strength_share", said("… of strength")),
                    Col("deep", said("Repeated without the secretariat")),
                ),
            ),
            evidence.beyond_chance,
        ),
    ),
    Declared(
        "offshoots",
        said("Offshoots: who met through the secretariat and went on without it"),
        said("Which relations have been changed and strengthened, and what lasts?"),
        (
            beginnings.beginnings,
            sentences(offshoot_curve, at=ANSWER),
            beginnings.offshoots_over_time,
            beginnings.offshoot_pairs,
        ),
        said("How many pairs on record met through the secretariat, and later without it."),
        said("That there are no others: two partners who meet seldom write it down."),
    ),
    Declared(
        "turnover",
        said("What comes back from one period to the next"),
        said("Which changes last?"),
        (
            beginnings.nothing_to_compare,
            beginnings.carried_over,
            OverWindows(
                "turnover",
                said("New and lost ties since the period before"),
                said(
                    "In {window}, against the period before: new ties {formed}, lost ties "
                    "{dissolved}.",
                    formed=At("turnover.formed"),
                    dissolved=At("turnover.dissolved"),
                ),
                ((said("new ties"), "turnover.formed"), (said("lost ties"), "turnover.dissolved")),
                evidence.draw_changes,
            ),
            OverWindows(
                "members",
                said("Partners that came and left since the period before"),
                said(
                    "In {window}, against the period before: partners that came {joined}, "
                    "partners that left {left}.",
                    joined=At("turnover.actors_joined"),
                    left=At("turnover.actors_left"),
                ),
                (
                    (said("partners that came"), "turnover.actors_joined"),
                    (said("partners that left"), "turnover.actors_left"),
                ),
                evidence.draw_changes,
            ),
            ByWindow(
                said("Change since the period before"),
                (
                    Col("turnover.persistence", said("Ties that come back")),
                    Col("turnover.formed", said("New ties")),
                    Col("turnover.dissolved", said("Lost ties")),
                    Col("turnover.actors_joined", said("Partners that came")),
                    Col("turnover.actors_left", said("Partners that left")),
                ),
            ),
        ),
        said("How many ties on record come back, and whether one activity carries them over."),
        said(
            "That relations last: an activity that runs through two periods makes all of its "
            "ties come back."
        ),
    ),
    Declared(
        "lasting",
        said("How long ties last"),
        said("Which changes last?"),
        (lasting.how_long, lasting.over_time),
        said(
            "How long pairs went on meeting on record, and how much of that is one activity's "
            "doing."
        ),
        said(
            "That a tie which is over on record is over: meetings that nobody wrote down are "
            "not there."
        ),
    ),
    Declared(
        "core",
        said("Who is in the middle"),
        said("Who carries the collaboration, with the secretariat and without it?"),
        (
            lasting.in_the_middle,
            ByWindow(
                said("The core, by period"),
                (
                    Col("core.present.size", said("Partners in the core, with the secretariat")),
                    Col("core.present.stayed", said("… also in the period before")),
                    Col("core.present.fit", said("… how clear")),
                    Col("core.led_activities_end.size", said("… what it alone led ends")),
                    Col("core.unaided.size", said("… all it took part in ends")),
                    Col("core.unaided.stayed", said("… also in the period before")),
                    Col("core.unaided.fit", said("… how clear")),
                ),
            ),
        ),
        said("Who has most ties on record, and whether the same would without it."),
        said(
            "That these matter most. One large activity puts everyone who sits in it into the core."
        ),
    ),
    Declared(
        "sectors",
        said("Across sectors"),
        said("Is ownership shared across sectors?"),
        (
            evidence.no_sectors,
            OverWindows(
                "sectors",
                said("Share of ties that cross sectors, against random mixing"),
                said(
                    "In {window} {share} of the ties cross sectors; {expected} are expected under "
                    "random mixing.",
                    share=At("scenarios.present.cross_sector_share"),
                    expected=At("scenarios.present.cross_sector_expected"),
                ),
                (
                    (said("ties across sectors"), "scenarios.present.cross_sector_share"),
                    (
                        said("expected under random mixing"),
                        "scenarios.present.cross_sector_expected",
                    ),
                ),
                evidence.draw_against,
            ),
            ByWindow(
                said("Ties across sectors, by period"),
                (
                    Col("scenarios.present.cross_sector_share", said("Ties across sectors")),
                    Col(
                        "scenarios.present.cross_sector_expected",
                        said("Expected under random mixing"),
                    ),
                    Col("scenarios.unaided.cross_sector_share", said("… among independent ties")),
                ),
            ),
        ),
        said("Whether ties on record cross sectors more or less than random mixing would."),
        said("That ownership is shared: to sit in a meeting is not to own it."),
    ),
    Declared(
        "between",
        said("Between whom the secretariat stands"),
        said("What is the secretariat's role between sectors, and can anybody take it over?"),
        (
            evidence.secretariat_nowhere,
            sentences(between, at=ANSWER),
            ByWindow(
                said("Pairs of partners that meet the secretariat, without an independent tie"),
                (
                    Col("brokerage.liaison", said("Of two sectors")),
                    Col("brokerage.itinerant", said("Of one sector")),
                    Col("brokerage.group_unknown", said("Sector not recorded")),
                    Col("brokerage.exclusive", said("Nobody else in common")),
                    Col("brokerage.apart", said("Never meet at all")),
                ),
            ),
        ),
        said("Which pairs nobody but the secretariat joins: those that never meet at all."),
        said("That the others need it as a go-between: they sit in the same activities."),
    ),
    Declared(
        "size-matched",
        said("The secretariat's activities beside random ones, in figures"),
        said("Would any other activities of the same sizes be missed as much?"),
        (
            comparisons.no_comparison,
            sentences(null, at=ANSWER),
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
        ),
        key_of="null",
    ),
    Declared(
        "key-players",
        said("Would others be missed as much? In figures"),
        said("What is the secretariat's role, beside that of others?"),
        (comparisons.key_player_tables,),
        key_of="key_players",
    ),
    Declared(
        "influence",
        said("What carries the result, activity by activity"),
        said("Would the answer be another without a single activity?"),
        (sentences(influence, at=ANSWER), comparisons.influence_tables),
        key_of="influence",
    ),
    Declared(
        "tipping-point",
        said("How much would have to be missing from the record"),
        said("How sure is the answer, when what partners did alone was not written down?"),
        (comparisons.tipping_table,),
        key_of="tipping_point",
    ),
)

PARTS: dict[Part, tuple[Declared, ...]] = {"evidence": EVIDENCE, "appendix": APPENDIX}
