# ruff: noqa: E501 - a table of words
"""Lists that offices export: found by their headings, with what their columns mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ci_network.reading.columns import key
from ci_network.reading.lists.words.headings import Field, known_field, known_heading
from ci_network.reading.lists.words.lexicon import any_case, keys

_POLL = any_case(r"(?:poll|afstemning|umfrage|omröstning)\b\s*[\"“:»]|.*doodle\.com")


@dataclass(frozen=True)
class Preset:
    """A kind of list that a program makes."""

    name: str
    """The program, and what it exports."""
    needs: tuple[frozenset[str], ...]
    """Headings of which every group has one, by key."""
    fields: Mapping[str, Field]
    """What its columns mean, by key of the heading, where the heading alone says something else."""
    joined: frozenset[str] = frozenset()
    """Keys of the columns that tell when each came; nothing else may tell the day."""
    closed: bool = True
    """Whether it is of one meeting or of its own columns only, so that no further one is of an
    activity."""


def _fields(**names: str) -> dict[str, Field]:
    return {
        name: field  # type: ignore[misc]
        for field, spellings in names.items()
        for name in keys(spellings)
    }


def _others(keys: frozenset[str]) -> dict[str, Field]:
    return dict.fromkeys(keys, "other")


_TEAMS_JOINED = keys(
    """First Join, First Join Time, Join Time, Første deltagelse, Første tilmelding, Tiltrådt, Deltog først, Første
        tiltrædelse, Første gang med, Erster Beitritt, Beitrittszeit, Första anslutning, Anslutningstid,
        Tilslutningstidspunkt"""
)
_TEAMS_LEFT = keys(
    """Last Leave, Last Leave Time, Leave Time, Seneste forladelse, Sidste udmelding, Forlod, Forlod sidst, Sidste
        fratrædelse, Tidspunkt for at forlade, Letztes Verlassen, Verlassenszeit, Austrittszeit, Senaste utträde,
        Utträdestid, Siste gang ute, Sist forlatt"""
)

_ANSWERED = keys("Timestamp, Tidsstempel, Tidsmerke, Zeitstempel, Tidsstämpel, Tidstämpel")
_COMPLETED = keys(
    "Completion time, Fuldførelsestidspunkt, Afslutningstidspunkt, Fertigstellungszeit, Slutförandetid, Fullføringstidspunkt"
)

_ENDED = keys("Sluttid, Sluttidspunkt, Endzeit, Beendet, End time")
"""When a form was sent, as some languages name it: a word that may be of an activity too."""
_ADDRESSED = keys(
    "Email, E-mail, E-Mail, E-post, E-postadress, E-postadresse, Mail, Mailadresse, E-mailadresse, E-Mail-Adresse"
)
_OF_FORMS: Mapping[str, Field] = {
    **_fields(
        other="Start time, Starttidspunkt, Startzeit, Starttid, Sluttidspunkt, Last modified time, Language",
        person="Email, E-mail, Mail, Email Address, Mailadresse, E-mailadresse",
    ),
    **_others(_ANSWERED | _COMPLETED),
}

PRESETS: tuple[Preset, ...] = (
    Preset(
        "Teams: attendance",
        (
            keys("Name, Navn, Namn, Full Name, Fulde navn"),
            _TEAMS_JOINED | keys("User Action, Brugerhandling"),
            _TEAMS_LEFT | keys("Timestamp, Tidsstempel"),
            keys(
                "Role, Rolle, Roll, User Action, Brugerhandling, In-Meeting Duration, Duration, Varighed, Varighed i mødet, Varighet i møtet"
            ),
        ),
        _fields(date="Timestamp, Tidsstempel", other="User Action, Brugerhandling")
        | _others(_TEAMS_JOINED | _TEAMS_LEFT),
        joined=_TEAMS_JOINED,
    ),
    Preset(
        "Zoom: participants",
        (
            keys(
                "Name (Original Name), Navn (oprindeligt navn), Name (original name), Navn (originalt navn), Name"
            ),
            keys("User Email, Brugers e-mail, Email, Brugermail"),
            keys(
                "Join Time, Tiltrædelsestidspunkt, Total Duration (Minutes), Duration (Minutes), Varighed (minutter)"
            ),
            keys("Guest, Recording Consent, In Waiting Room, Gæst, Recording Disclaimer Response"),
        ),
        _fields(
            absent="In Waiting Room",
            other="""Join Time, Leave Time, Guest, Recording Disclaimer Response, Recording Consent, Gæst, Tiltrædelsestidspunkt,
                Forladelsestidspunkt""",
        ),
        joined=keys("Join Time, Tiltrædelsestidspunkt"),
    ),
    Preset(
        "Zoom: meeting",
        (
            keys("Topic, Emne, Thema, Ämne, Tema"),
            keys("Meeting ID, Webinar ID, Møde-id, Møte-ID, Mötes-ID, Meeting-ID, Besprechungs-ID"),
        ),
        _fields(
            activity="Topic, Emne, Thema, Ämne, Tema",
            date="Start Time, Actual Start Time, Scheduled Time, Starttidspunkt, Startzeit, Starttid",
            other="End Time, Sluttidspunkt, Endzeit, Sluttid",
        ),
    ),
    Preset(
        "Outlook: calendar",
        (
            keys("Subject, Emne, Betreff, Ämne"),
            keys("Start Date, Startdato, Beginnt am, Startdatum"),
            keys(
                """Required Attendees, Nødvendige deltagere, Obligatoriske deltagere, Erforderliche Teilnehmer, Obligatoriska
                    deltagare, Påkrævede deltagere"""
            ),
        ),
        _fields(
            activity="Subject, Emne, Betreff, Ämne",
            lead="""Meeting Organizer, Mødeindkalder, Mødearrangør, Besprechungsplanung, Organizer, Mötesorganisatör,
                Møteorganisator, Besprechungsorganisator""",
            actor="""Required Attendees, Optional Attendees, Nødvendige deltagere, Valgfrie deltagere, Obligatoriske deltagere,
                Påkrævede deltagere, Erforderliche Teilnehmer, Optionale Teilnehmer, Obligatoriska deltagare, Valfria
                deltagare""",
            date="Start Date, Startdato, Beginnt am, Startdatum",
            end="End Date, Slutdato, Endet am, Slutdatum",
            other="""Start Time, End Time, Starttidspunkt, Sluttidspunkt, Beginnt um, Endet um, Starttid, Sluttid, Meeting
                Resources, Mødeindhold, Mødelokaler""",
        ),
    ),
    Preset(
        "Outlook: responses",
        (
            keys("Name, Navn, Namn, Full Name"),
            keys("Attendance, Deltagelse, Teilnahme, Närvaro"),
            keys("Response, Svar, Antwort"),
        ),
        _fields(
            attended="Response, Svar, Antwort",
            role="Attendance, Deltagelse, Teilnahme, Närvaro",
        ),
    ),
    Preset(
        "Forms: answers",
        (
            _ANSWERED
            | keys("Start time, Starttidspunkt, Startzeit, Starttid, Tidsstempel for svar"),
            _ANSWERED | _COMPLETED,
        ),
        _OF_FORMS,
        closed=False,
    ),
    Preset(
        "Forms: answers",
        (
            keys("ID, #"),
            keys("Start time, Starttidspunkt, Startzeit, Starttid"),
            _ENDED,
            _ADDRESSED,
            keys("Name, Navn, Namn"),
        ),
        {**_OF_FORMS, **_others(_ENDED)},
        closed=False,
    ),
    Preset(
        "Survey: answers",
        (
            keys("Respondent ID, RespondentID, Response ID, ResponseId, Submission ID"),
            keys(
                "Collector ID, IP Address, IPAddress, Date submitted, Date started, RecordedDate, Recorded Date, Submitted at"
            ),
        ),
        _fields(
            other="""Respondent ID, RespondentID, Response ID, ResponseId, Submission ID, Collector ID, IP Address, IPAddress,
                Start Date, End Date, StartDate, EndDate, Status, Progress, Finished, Duration (in seconds), Date submitted,
                Date started, Date last action, Last page, Start language, Seed, RecordedDate, Recorded Date, Submitted at,
                Respondent, Custom Data 1, DistributionChannel, UserLanguage""",
            person="Email Address, First Name, Last Name",
        ),
        closed=False,
    ),
    Preset(
        "Eventbrite: orders",
        (
            keys(
                """Order #, Order no., Order ID, Order no, Ordrenr., Order Number, Ordrenummer, Ordernummer, Bestellnummer,
                    Bestell-Nr., Bestillingsnummer"""
            ),
            keys("Order Date, Ordredato, Date Attending, Attendee Status, Ticket Type, Billettype"),
            keys(
                "Ticket Type, Quantity, Attendee #, Attendee Status, Billettype, Antal, Event Name"
            ),
        ),
        _fields(
            attended="Attendee Status, Status",
            other="""Ordrenummer, Ordernummer, Bestellnummer, Bestillingsnummer, Order #, Order no., Order ID, Order Number, Order
                Date, Order Type, Ordredato, Ticket Type, Billettype, Quantity, Price Tier, Attendee #, Attendee no., Gross
                Sales, Total Paid, Currency, Delivery Method, Group, Checked In At""",
            date="""Event Date, Event Start Date, Date Attending, Event Start Date & Time, Begivenhedens startdato,
                Begivenhedsdato, Startdatum der Veranstaltung""",
        ),
    ),
)

DOODLE = Preset("Doodle: poll", (), {}, closed=False)
"""A poll says who could come when, not who came: its marks are asked about."""


def preset_of(header: Sequence[str], above: Sequence[Sequence[str]]) -> Preset | None:
    """The program that made a list, by its headings or what stands above; None for one by hand."""
    if any(_POLL.match(cell) for row in above for cell in row):
        return DOODLE
    keys = set(map(key, header))
    if any(name.casefold().endswith("(upn)") for name in header) or _is_third_part(keys, above):
        found: Preset | None = _in_any_language(PRESETS[0], header)
    elif any(map(holds_original_names, header)):
        found = _in_any_language(PRESETS[1], header)
    else:
        found = next((each for each in PRESETS if all(keys & group for group in each.needs)), None)
    return None if found is None else _dated(found, header)


def _in_any_language(preset: Preset, header: Sequence[str]) -> Preset:
    """Teams or Zoom: what is not known beside what tells them is when, how long and such."""
    named: Field = "person" if any(known_field(name) == "actor" for name in header) else "actor"
    rest: dict[str, Field] = {
        key(name): named if holds_original_names(name) else "other"
        for name in header
        if known_heading(name) is None
    }
    return replace(preset, fields={**rest, **preset.fields})


def holds_original_names(name: str) -> bool:
    """Whether a column holds the names that people chose in Zoom, with their own in brackets.

    >>> holds_original_names("Navn (oprindeligt navn)"), holds_original_names("Name")
    (True, False)
    """
    return _OF_ORIGINAL.fullmatch(name) is not None


_OF_ORIGINAL = any_case(r"(?:\w+[ -])?\w*(?:na[mv]ne?|name) \((?:orig|opr|urspr)\w*.*\)")
_THIRD = re.compile(r"3\. \w+")
_NAME, _ROLE = PRESETS[0].needs[0], keys("Role, Rolle, Roll")


def _is_third_part(keys: set[str], above: Sequence[Sequence[str]]) -> bool:
    """Whether a table is the third of a report of Teams, in which each came and went."""
    title = above[-1] if above else ()
    return bool(keys & _NAME and keys & _ROLE) and any(map(_THIRD.match, title))


_JOINED = frozenset[str]().union(*(preset.joined for preset in PRESETS))


def _dated(preset: Preset, header: Sequence[str]) -> Preset:
    """A kind of list, where its rows name their meeting and only when somebody came tells the day."""
    said = {name: preset.fields.get(name) or known_field(name) for name in map(key, header)}
    joined = next((name for name in said if name in _JOINED), None)
    if joined is None or "activity" not in said.values() or "date" in said.values():
        return preset
    fields: dict[str, Field] = {**preset.fields, joined: "date"}
    return replace(preset, fields=fields, joined=preset.joined - {joined})
