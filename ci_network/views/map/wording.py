"""Every sentence of the map, by the key that the page asks for.

The English text is the msgid; `locale/da/LC_MESSAGES/map.po` has the Danish one. A pair of texts
is a singular and a plural. Both languages are written into the file, for the live switch.
"""

from __future__ import annotations

from ci_network.language import LANGUAGES, Language, translation

Forms = list[str]
"""One text, or the forms of a plural in the order of the catalogue: one, other."""

WORDS: dict[str, str | tuple[str, str]] = {
    # the page
    "title": "Who works with whom",
    "search": "Find an organisation or group",
    "search.none": "No match",
    "search.found": ("{n} match", "{n} matches"),
    "map": "Map",
    "table": "Table",
    "compare": "Side by side",
    "save": "Save",
    "save.svg": "Picture for documents (SVG)",
    "save.png": "Picture for slides (PNG)",
    "save.print": "Print sheet (A4)",
    "save.pages": "Two pages for the meeting (A4)",
    "save.strips": "A strip for each organisation (A4)",
    "fullscreen": "Full screen",
    "about": "About",
    "to_report": "The report",
    "language": "Language",
    "close": "Close",
    "legend": "Key and filters",
    "zoom.in": "Zoom in",
    "zoom.out": "Zoom out",
    "zoom.fit": "Show all",
    "javascript": "This map needs JavaScript to be switched on in the browser.",
    "broken": "The map could not be drawn. The table shows the same.",
    # the switch
    "switch": "What if the secretariat leaves?",
    "present": "With the secretariat",
    "present.why": "Everything as recorded, also connections through the secretariat.",
    "present.only": "All ties",
    "hub_leaves": "The secretariat leaves, all activities go on",
    "hub_leaves.why": "As if everybody still met without it. The most hopeful answer.",
    "led_activities_end": "Without what the secretariat leads",
    "led_activities_end.why": "Activities that the secretariat alone leads stop, if nobody has "
    "said that they go on.",
    "unaided": "Only independent ties",
    "unaided.why": "Everything the secretariat takes part in stops, if nobody has said that it "
    "goes on. The strictest answer.",
    "no_secretariat": "No secretariat is marked in the data, so there is nothing to switch off.",
    # the answer
    "together.organisations": (
        "{largest} of {n} organisation is connected",
        "{largest} of {n} organisations are connected",
    ),
    "together.actors": (
        "{largest} of {n} actor is connected",
        "{largest} of {n} actors are connected",
    ),
    "still.organisations": (
        "{largest} of {n} organisation is still connected",
        "{largest} of {n} organisations are still connected",
    ),
    "still.actors": (
        "{largest} of {n} actor is still connected",
        "{largest} of {n} actors are still connected",
    ),
    "none.organisations": (
        "The {n} organisation is connected to nobody",
        "None of the {n} organisations are connected",
    ),
    "none.actors": (
        "The {n} actor is connected to nobody",
        "None of the {n} actors are connected",
    ),
    "range": "between {low} and {high} of {n} without the secretariat",
    "range.same": "{low} of {n} without the secretariat",
    "open.hinge": "It depends on",
    "open.activities": (
        "{n} activity is open",
        "{n} activities are open",
    ),
    "open.leads": (
        "{n} tie has no known lead",
        "{n} ties have no known lead",
    ),
    "aside.equal": ("{n} group as large", "{n} groups are equally large"),
    "aside.pairs": "{share} of all pairs are connected",
    "aside.alone": ("{n} stands alone", "{n} stand alone"),
    "aside.groups": ("{n} smaller group is cut off", "{n} smaller groups are cut off"),
    "aside.lapsed": ("{n} tie lapses", "{n} ties lapse"),
    "empty": "no activities in the period",
    "empty.long": "No activities in the period",
    "no_windows": "No activity that counts has a date, so there is no period to show.",
    # time
    "time": "Period",
    "play": "Play",
    "pause": "Pause",
    "previous": "Previous period",
    "next": "Next period",
    "speed": "Speed",
    "speed.slow": "Slow",
    "speed.normal": "Normal",
    "speed.fast": "Fast",
    "spark": "Share of all pairs that are connected, by period",
    "window.all": "The whole time",
    "window.quarter": "Q{quarter} {year}",
    "window.half": "H{half} {year}",
    # key and filters
    "marks": "Marks",
    "sectors": "Sector",
    "sector.unknown": "Sector not recorded",
    "classes": "Tie",
    "independent": "Independent",
    "independent.why": "have met without the secretariat",
    "supported": "Supported",
    "supported.why": "only where the secretariat took part",
    "carried": "Carried",
    "carried.why": "only where the secretariat led",
    "own": "Ties of the secretariat",
    "lapsed": "Lapses",
    "lapsed.why": "is lost in the answer chosen",
    "secretariat": "Secretariat",
    "secretariat.gone": "The secretariat (gone)",
    "alone": "Stands alone",
    "cut_off": "Group that hangs together on its own",
    "joined": "New since the period before",
    "gone": "Gone since the period before",
    "minimum": "Only ties of some strength",
    "minimum.all": "All ties",
    "minimum.from": "{x} and stronger",
    "strength.why": "Strength grows with every shared activity, and most with the small ones.",
    "size": "Size of the marks",
    "size.ties": "Number of ties",
    "size.strength": "Strength of ties",
    "size.betweenness": "Place between others",
    "size.equal": "All alike",
    "show": "Show",
    "show.names": "Names",
    "show.ghosts": "Lapsed ties",
    "show.changes": "New and lost since the period before",
    "show.large": "Larger text",
    "changes.none": "Nothing to compare with in the period before.",
    "changes": "Since the period before: +{formed} and −{dissolved} ties, "
    "+{joined} and −{left} taking part",
    "sectors.why": (
        "The alliance has {n} organisation, and more ties than can be held in one file.",
        "The alliance has {n} organisations, and more ties than can be held in one file.",
    ),
    "sectors.together": ("{n} in the largest group", "{n} in the largest group"),
    "sectors.inside": ("{n} tie among them", "{n} ties among them"),
    "sectors.size": ("{n} partner", "{n} partners"),
    # the views
    "levels": "What the marks are",
    "level.ties": "Who works with whom",
    "level.activities": "What holds us together?",
    "level.sectors": "Sectors",
    "activities": "Activity",
    "box.without": "Without the secretariat",
    "box.partner": "A partner leads, the secretariat takes part",
    "box.unknown": "Nobody wrote down who leads",
    "box.secretariat": "The secretariat leads",
    "box.said_yes": "It is recorded that it goes on.",
    "box.said_no": "It is recorded that it ends.",
    "box.goes_on": "Goes on in the answer chosen.",
    "box.ends": "Stops in the answer chosen.",
    "and_more": ("and {n} more", "and {n} more"),
    "lanes": "Time lines",
    "lanes.soft": "Pale ends: the record knows the month or the year, not the day.",
    "filtered.ties": ("{n} of {all} ties is hidden", "{n} of {all} ties are hidden"),
    "filtered.partners": (
        "{n} of {all} organisations is hidden",
        "{n} of {all} organisations are hidden",
    ),
    "filtered.counts": "the figures count everything",
    "filtered.all": "Show all",
    # the exit
    "exit.play": "Play what happens",
    "exit.pause": "Pause",
    "exit.on": "Go on",
    "exit.stops": "{name} stops: {hit}, {fall}",
    "exit.rest": "{n} smaller activities stop: {hit}, {fall}",
    "exit.hit": ("{n} tie is hit", "{n} ties are hit"),
    "exit.fall": ("{n} falls", "{n} fall"),
    # who takes over
    "decide": "Who takes over?",
    "decide.why": "Tick what goes on without the secretariat, and who takes it over.",
    "decide.none": "Nothing is open in this period.",
    "decide.says": (
        "With {n} activity that somebody takes over",
        "With {n} activities that somebody takes over",
    ),
    "decide.next": "Show the next that helps most",
    "decide.best": (
        "No other activity connects more pairs.",
        "No other {n} activities connect more pairs.",
    ),
    "decide.stepwise": "Found step by step: another {n} activities may connect more pairs.",
    "decide.clear": "Clear",
    "decide.by": "Taken over by",
    "decide.nobody": "nobody chosen yet",
    "decide.goes_on": "Goes on",
    "decide.note": "Notes",
    "decide.print": "Print what we agreed",
    "decide.save": "Save as activities.csv",
    "decide.evidence": "decided on the map, {date}",
    "table.activity": "Activity",
    "strip.keeps": "I keep",
    "strip.loses": "I lose",
    "strip.could": "I could take over",
    "strip.why": "If everything stops that the secretariat takes part in.",
    # a card
    "card.ties": ("{n} tie", "{n} ties"),
    "card.no_ties": "No ties",
    "card.kept": "Keeps",
    "card.lost": "Loses",
    "card.absent": "Takes no part in this period.",
    "card.with_secretariat": "Is tied to the secretariat",
    "card.leads": ("Leads {n} activity", "Leads {n} activities"),
    "card.activities": ("{n} activity", "{n} activities"),
    "card.member": "Member",
    "card.member.from": "Member since {from}",
    "card.member.until": "Member until {until}",
    "card.member.between": "Member {from} – {until}",
    "card.member.left": "Has left, nobody wrote down when",
    "card.steps": "Reach",
    "card.step": ("{n} step", "{n} steps"),
    "card.strength": "Strength {x}",
    "card.evidence": "What the tie rests on",
    "card.no_tie": "No tie in this period.",
    "card.lapses": "This tie lapses in the answer chosen.",
    "card.stays": "This tie stays in the answer chosen.",
    "card.not_now": "Makes no ties in this period.",
    "card.too_many": "There are too many ties in the data to list each.",
    "involvement.none": "without the secretariat",
    "involvement.present": "the secretariat took part",
    "involvement.led": "the secretariat led",
    "participants": ("{n} took part", "{n} took part"),
    "leads": "leads",
    "role.facilitator": "facilitator",
    "role.coordinator": "coordinator",
    "role.secretary": "secretary",
    "role.member": "member",
    "role.participant": "participant",
    "role.funder": "funder",
    "role.evaluator": "evaluator",
    "undated": "no date",
    "ongoing": "{from} – {until}",
    # the table
    "table.actors": "Organisations and groups",
    "table.ties": "Ties",
    "table.name": "Name",
    "table.sector": "Sector",
    "table.all": "All ties",
    "table.lost": "Lapse",
    "table.kept": "Stay",
    "table.strength": "Strength",
    "table.betweenness": "Between others",
    "table.group": "Connected to",
    "table.group.main": "the largest group",
    "table.group.cut": "a smaller group",
    "table.group.equal": "one of several groups of that size",
    "table.group.alone": "nobody",
    "table.group.hub": "the secretariat only",
    "table.first": "One",
    "table.second": "The other",
    "table.class": "Kind",
    "table.fate": "In the answer chosen",
    "table.stays": "stays",
    "table.lapses": "lapses",
    "table.activities": "Activities",
    "table.caption.actors": "{window}, {scenario}: organisations and groups",
    "table.caption.ties": "{window}, {scenario}: ties",
    "table.empty": "Nothing to show with these filters.",
    # side by side
    "pane.scenario": "Answer on the left",
    "pane.window": "Period on the left",
    "pane.same": "same period",
    # about
    "about.reading": "How to read it",
    "about.tie": "Two organisations have a tie in a period when they took part in the same "
    "activity at the same time.",
    "about.range": "The honest answer to what is left lies between the last two of the four.",
    "about.unknown": "Where nobody wrote down who led, an activity counts as not led by the "
    "secretariat.",
    "about.keys": "Keys",
    "about.keys.time": "period before and after",
    "about.keys.play": "play and pause",
    "about.keys.switch": "the four answers",
    "about.keys.reach": "reach of the organisation selected: one, two or three steps",
    "about.keys.story": "the story, back and on",
    "about.keys.search": "search",
    "about.keys.full": "full screen",
    "about.keys.escape": "let go of what is selected",
    "about.fields": "What this file contains",
    "about.pseudonyms": "Names were replaced before this file was written.",
    "about.names": "Names are written into this file, also when they are hidden on the screen.",
    "about.offline": "Nothing is sent anywhere: the file works without internet.",
    "note": "Drawn from {activities} and {partners}, {period}.",
    "note.activities": ("{n} activity", "{n} activities"),
    "note.partners": ("{n} partner", "{n} partners"),
    "note.undated": (
        "{n} activity without a date is not on the map.",
        "{n} activities without a date are not on the map.",
    ),
    "note.printed": "Printed {date}.",
    "note.filtered": "Some ties or sectors are filtered out.",
    # story
    "story": "Story",
    "story.start": "Tell the story",
    "story.left": "This is no longer step {step} of the story.",
    "story.return": "Back to step {step}",
    "story.next": "Next",
    "story.back": "Back",
    "story.of": "{step} of {steps}",
    "story.end": "End",
    # numbers
    "under": "under {share}",
    "over": "over {share}",
    "none": "–",
}


def words(language: Language) -> dict[str, Forms]:
    """All texts of the map in one language.

    Examples
    --------
    >>> words("en")["aside.alone"]
    ['{n} stands alone', '{n} stand alone']
    """
    catalogue = translation(language)
    return {
        key: [catalogue.pgettext("map", text)]
        if isinstance(text, str)
        else [catalogue.npgettext("map", *text, n) for n in (1, 2)]
        for key, text in WORDS.items()
    }


def both() -> dict[Language, dict[str, Forms]]:
    """The texts of every language that people read."""
    return {language: words(language) for language in LANGUAGES}
