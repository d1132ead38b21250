"""What each figure means, in one or two sentences that need no training."""

from __future__ import annotations

from dataclasses import dataclass

from ci_network.language import marked


@dataclass(frozen=True)
class Term:
    """A term and its meaning, as msgids."""

    name: str
    meaning: str


TERMS: dict[str, Term] = {
    "partner": Term(marked("Partner"), marked(
        "An organisation, unit or group that takes part in the alliance and is not the "
        "secretariat. Counted in a period are those that take part in it and those that are "
        "members at some time in it.")),
    "activity": Term(marked("Activity"), marked(
        "Something that actors did together, as somebody recorded it.")),
    "tie": Term(marked("Tie"), marked(
        "Two partners have a tie in a period when they took part in the same activity at the "
        "same time.")),
    "connectedness": Term(marked("Connected pairs"), marked(
        "The share of all pairs of partners that are connected, directly or through others. "
        "When all partners are in one group it is 100%; when nobody has a tie it is 0%.")),
    "range": Term(marked("The range"), marked(
        "The lower figure holds if every activity that the secretariat took part in ends. The "
        "upper figure holds if only those end that it alone led. What would really happen lies "
        "somewhere between, as far as the record shows.")),
    "present": Term(marked("With the secretariat"), marked(
        "Everything as recorded. Connections may run through the secretariat.")),
    "hub_leaves": Term(marked("The secretariat leaves, every activity goes on"), marked(
        "Only the secretariat itself is taken away. All partners who met in its activities "
        "are assumed to go on meeting. This is the usual calculation and the most hopeful one.")),
    "led_activities_end": Term(marked("What the secretariat alone led ends"), marked(
        "Activities that the secretariat led without any partner leading end. Others go on.")),
    "unaided": Term(marked("Everything the secretariat took part in ends"), marked(
        "Only what partners did together without the secretariat goes on.")),
    "independent": Term(marked("Independent tie"), marked(
        "The two partners met at least once in the period without the secretariat.")),
    "supported": Term(marked("Supported tie"), marked(
        "The two partners met only where the secretariat took part, but at least once it is "
        "not known to have been the only one to lead.")),
    "carried": Term(marked("Carried tie"), marked(
        "The two partners met only in activities that the secretariat alone led.")),
    "lead_unknown": Term(marked("Lead not recorded"), marked(
        "Supported ties that rest on activities for which nobody recorded who led. If the "
        "secretariat led them, these ties would be carried.")),
    "independent_share": Term(marked("Share of independent ties"), marked(
        "Independent ties out of all ties of the period.")),
    "independent_strength_share": Term(marked("Independent share of strength"), marked(
        "The same share with ties weighed by strength: each shared activity counts, and "
        "counts more the fewer took part in it (Newman 2001).")),
    "deep": Term(marked("Repeated independent ties"), marked(
        "Ties with two or more activities without the secretariat in the period.")),
    "isolates": Term(marked("Partners without any tie"), marked(
        "Partners that are left with nobody. With the secretariat, a tie to it counts as a tie.")),
    "largest_component": Term(marked("Largest group"), marked(
        "The share of partners in the largest group in which all are connected, directly or "
        "through others.")),
    "efficiency": Term(marked("Closeness"), marked(
        "How near pairs of partners are to each other: the mean of 1 divided by the number of "
        "steps between them, 0 when they are apart (efficiency, Latora and Marchiori 2001).")),
    "density": Term(marked("Density"), marked("Ties out of all pairs of partners.")),
    "retention": Term(marked("What is kept"), marked(
        "The figure without the secretariat divided by the same figure with it.")),
    "attended_share": Term(marked("Activities with the secretariat"), marked(
        "The share of the period's activities in which the secretariat took part.")),
    "led_share": Term(marked("Activities that the secretariat alone led"), marked(
        "Out of the activities for which it is recorded who led: the share that the "
        "secretariat led without any partner.")),
    "pairs_only_through": Term(marked("Pairs connected only through the secretariat"), marked(
        "Pairs of partners with no connection except one that runs through the secretariat.")),
    "secretariat_betweenness": Term(marked("The secretariat's place between others"), marked(
        "The share of shortest connections between two others that run through the secretariat, "
        "counted on independent ties and the secretariat's own (betweenness, Freeman 1977).")),
    "partner_led_independent": Term(
        marked("Activities led by partners without the secretariat"), marked(
        "Activities in which a partner leads and the secretariat takes no part, on some day of "
        "the period.")),
    "partner_leads": Term(marked("Partners that lead"), marked(
        "Different partners that led an activity in the period.")),
    "first_time_leads": Term(marked("Partners that lead for the first time"), marked(
        "Partners that led in this period and in none before.")),
    "effective_leads": Term(marked("Effective number of leading partners"), marked(
        "How many partners share the leading, when one who leads often counts for more: 1 if "
        "one partner leads everything, as many as there are if all lead equally often "
        "(Laakso and Taagepera 1979).")),
    "persistence": Term(marked("Ties that come back"), marked(
        "The share of the ties of the period before that are still there.")),
    "formed": Term(marked("New ties"), marked(
        "Ties of this period that were not there in the period before.")),
    "dissolved": Term(marked("Lost ties"), marked(
        "Ties of the period before that are not there any more.")),
    "actors_joined": Term(marked("Partners that came"), marked(
        "Partners of this period that were not there in the period before.")),
    "actors_left": Term(marked("Partners that left"), marked(
        "Partners of the period before that are not there any more.")),
    "cross_sector_share": Term(marked("Ties across sectors"), marked(
        "Out of the ties whose sectors are both known: the share between two sectors.")),
    "cross_sector_expected": Term(marked("Expected under random mixing"), marked(
        "The share of all pairs of partners that belong to two different sectors: what the "
        "share of ties would be if the sector made no difference.")),
    "met_through_secretariat": Term(marked("Pairs that met through the secretariat"), marked(
        "Pairs of partners that first met in an activity with the secretariat.")),
    "offshoots": Term(marked("Offshoot"), marked(
        "A pair of partners that first met in an activity with the secretariat and later "
        "worked together without it.")),
    "independent_from_start": Term(marked("Independent from the start"), marked(
        "Pairs of partners that first met without the secretariat.")),
    "order_unknown": Term(marked("Order unknown"), marked(
        "Pairs of partners of which the dates do not tell how they first met.")),
    "median_months": Term(marked("Months until half have done so"), marked(
        "Months from meeting through the secretariat until half of the pairs have worked "
        "together without it (Kaplan and Meier 1958). Undefined when fewer than half ever do.")),
    "half_life_months": Term(marked("Days until half had ended"), marked(
        "The time by which half have ended, counted from when each began; what is still there "
        "when the record ends counts for as long as it was watched (Kaplan and Meier 1958). "
        "Undefined when fewer than half ever end.")),
    "after_year": Term(marked("Last longer than a year"), marked(
        "The share that is still there a year after it began, estimated from all that were "
        "watched for some of that time.")),
    "core": Term(marked("Core"), marked(
        "The partners with so many ties that most of them are tied to one another, while the "
        "others are hardly tied among themselves (Borgatti and Everett 2000, Lip 2011). "
        "Partners with equally many ties are in it together or not at all.")),
    "fit": Term(marked("How clear the core is"), marked(
        "1 when all in the core are tied to one another and nobody else is, 0 when ties are as "
        "common outside it. Undefined when one of the two has fewer than two partners.")),
    "articulation_points": Term(marked("Partners that hold others together"), marked(
        "Partners whose leaving would cut others off from each other in what is left without "
        "the secretariat.")),
    "robustness": Term(marked("Robustness"), marked(
        "How large the largest group stays while the partner with most ties is taken away "
        "again and again, from 0 to 0.5 (Schneider et al. 2011).")),
    "size_matched": Term(marked("Random activities of the same sizes"), marked(
        "As many activities as the secretariat's, each with as many partners, drawn at random "
        "among those in which it could have been. What is left without them shows what losing "
        "just any activities of these sizes would cost.")),
    "kept": Term(marked("Kept"), marked(
        "The pairs of partners that are connected once the activities have ended altogether "
        "and the secretariat is gone, divided by all pairs that are connected today, also "
        "those that are connected through the secretariat.")),
    "p_value": Term(marked("p"), marked(
        "How often random activities of the same sizes leave as little or less. At 0.05 or "
        "below the loss is told apart from theirs. Where hardly any others could be drawn it "
        "says nothing.")),
    "rank": Term(marked("Place among all actors"), marked(
        "The activities of every actor end in turn, as the secretariat's do. Number 1 is the "
        "actor without whose activities least is kept.")),
    "influence": Term(marked("Change when left out"), marked(
        "The figure without the activity minus the figure with it, in percentage points.")),
    "tipping": Term(marked("Activities that would turn the answer"), marked(
        "Activities without the secretariat are added at random among pairs that lack an "
        "independent tie until the figure reaches a half; or, where it is above, activities "
        "are taken to have had the secretariat until it falls below. Median and extremes over "
        "random placements; undefined where 500 are not enough.")),
    "outlived": Term(marked("Ties that outlived the date"), marked(
        "Of the ties of the year before whose two partners both take part in something in the "
        "year after: the share with an activity together in the year after.")),
    "placebo": Term(marked("Other dates"), marked(
        "The same share at every other date with a year of record on both sides, at which "
        "nobody left. Number 1 from below is the date at which least was kept.")),
    "liaison": Term(marked("Between two sectors"), marked(
        "Pairs of partners of two sectors that both have a tie with the secretariat and no "
        "independent tie with each other.")),
    "itinerant": Term(marked("Within one sector"), marked(
        "Pairs of partners of one sector that both have a tie with the secretariat and no "
        "independent tie with each other.")),
    "exclusive": Term(marked("Nobody else in common"), marked(
        "Of these pairs, those without any partner with whom both have an independent tie: "
        "only the secretariat stands between them.")),
    "beyond_chance": Term(marked("Tie beyond chance"), marked(
        "The two share more activities than two partners that take part as often would by "
        "chance, after correction for the number of pairs tested: of all ties that are told "
        "apart 5% are expected to be chance.")),
    "greedy": Term(marked("Those missed most together"), marked(
        "Found one by one: each next partner is the one whose activities the others can least "
        "do without, the activities of those before it having ended. As many partners as the "
        "secretariat has actors; there may be a set that is missed more.")),
    "ties_needing_secretariat": Term(marked("Ties that need the secretariat"), marked(
        "The share of the partner's ties that are not independent.")),
    "activities_needing_secretariat": Term(marked("Activities with the secretariat"), marked(
        "The share of the partner's activities in which it meets the secretariat.")),
    "activities_led": Term(marked("Activities led"), marked(
        "Activities that the partner led in the period.")),
}  # fmt: skip
"""By key; a figure names the key that defines it."""
