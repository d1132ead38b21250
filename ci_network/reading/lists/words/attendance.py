# ruff: noqa: E501 - a table of words
"""What lists say of who came and who did not: marks, words, and names with a word beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from ci_network.reading.cells import LEAD_ROLES
from ci_network.reading.columns import key
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.words.headings import Heading, known_heading
from ci_network.reading.lists.words.lexicon import any_case, keys, words

Said = Literal["there", "absent", "unclear"]

CHECKS = frozenset(["✓", "✔", "√", "☑", "✅", "v"])

_X = frozenset({"x", "xx", "×", "☒"})

_THERE = """
    ja, yes, j, y, true, sand, ok, +, *, •, ●, ■, deltog, deltaget, har deltaget, deltaget i hele mødet, til stede, tilstede,
    var til stede, present, attended, mødt, fremmødt, mødt op, mødt frem, mødte, mødte op, mødte frem, kom, kom til mødet, var med, med, her,
    in attendance, came, was there, here, there, checked in, tjekket ind, checket ind, sjekket inn, innsjekket, incheckad, eingecheckt, showed up, showed, joined, in person, online, fysisk, fysisk fremmøde,
    virtuelt, virtual, remote, via teams, teams, zoom, på teams, digitalt, hybrid, deltog online, deltog fysisk, deltog delvist,
    delvist, partly, part of the meeting, deltog i dele af mødet, late, forsinket, kom senere, kom for sent, gik før, gik tidligt, left early, arrived late,
    närv, anw, delt, tilst, aktiv, aktive, active, ongoing, igangværende, i gang, in progress, running, pågående, pågår, løpende, laufend,
    afholdt, gennemført, held, completed, done, took place, færdig, afsluttet,
    deltok, møtte, møtt, oppmøtt, med på møtet, avholdt, gjennomført, til stede hele møtet,
    närvarande, närvarade, deltagit, var på plats, på plats, genomfört, genomförd, kom med,
    anwesend, teilgenommen, da, war da, dabei, erschienen, ja online, durchgeführt, stattgefunden,
    valgt, vald, selected, checked, gewählt, participated, has attended, did attend, was present, yes - attended, took part, deltager, participant, attendee, mødt, deltagende, deltaker, deltagare,
    teilnehmer, teilnehmerin, teilnehmende"""

_ABSENT = """
    ikke inviteret, ikke indkaldt, not invited, ikke invitert, ikke innkalt, inte inbjuden, ej inbjuden, nicht eingeladen,
    -, –, —, ÷, /, nej, no, n, nei, nein, false, falsk, 0, ☐, ✗, ✘, ❌, ✖, ○, afbud, afb, meldt afbud, meldte afbud, sendt afbud, sendte afbud,
    afbud samme dag, sent afbud, forfald, meldt forfald, fraværende, fravær, absent, ikke mødt, ikke mødt op, mødte ikke, mødte ikke op, mødte ikke frem,
    ikke til stede, ikke tilstede, udeblevet, udeblev, udebleven, udeblev uden afbud, ikke deltaget, deltog ikke, kom ikke, dukkede ikke op,
    syg, sygdom, barn syg, barns sygdom, orlov, sjukdom, krankheit, illness, vacation, on vacation, sygemeldt, ferie, afmeldt, framelding, frameldt, meldt fra, meldte fra, deltager ikke, kunne ikke, forhindret, ikke fremmødt,
    var ikke med, ikke med, ikke her, aflyst, blev aflyst, cancelled, canceled, was cancelled, called off, not held, did not take place,
    udgår, udgik, entfällt, entfiel, ställdes in, ställs in, utgikk, utgick, annulleret, annullert, annulliert, fandt ikke sted, fant ikke sted,
    ikke afholdt, blev ikke afholdt, ikke gennemført, blev ikke gennemført, blev ikke til noget, fandt ikke sted,
    frånv, frv, entsch, abw, apol, udebl, venteliste, på venteliste, waitlist, waitlisted, waiting list, on waiting list, väntelista, på väntelista, ventelista, warteliste, auf der warteliste,
    declined, decline, excused, apologies received, apologies given, apologies noted, gave apologies, apologies sent, afbud modtaget, apologies, apologised, apologized, sent apologies, regrets, sent regrets, no show, no-show, noshow, did not attend, did not take part, not taken part,
    didn't attend, not attending, not attended, not present, did not come, did not show, did not show up, didn't come, didn't show,
    unable to attend, could not attend, could not make it, couldn't make it, can't attend, sick, ill, on leave, on holiday, was not there, away, not there,
    ikke valgt, ej vald, inte vald, not selected, unchecked, nicht gewählt, withdrawn, withdrew, missing, missed, afvist, afslået, refunded, not checked in, excused absence, unexcused,
    unexcused absence, absent with apologies, cancelled - refunded, rejected,
    forfall, meldt forfall, ble avlyst, ikke avholdt, ikke møtt, møtte ikke, ikke oppmøtt, ikke møtt opp, deltok ikke, kom ikke, syk, avlyst, fraværende med forfall, meldt avbud,
    kom ej, närvarade ej, närvarade inte, deltog ej, var inte med, inte med, ej med, var ej med, kunde inte, kunde inte komma, kunne ikke komme, kunne ikke deltage,
    kunde inte delta, kunne ikke delta, kunne ikke møte, ble forhindret, not in attendance, konnte nicht, konnte nicht kommen, war nicht dabei, hat gefehlt,
    frånvarande, frånvaro, avböjt, avböjde, återbud, lämnat återbud, sjuk, deltog inte, kom inte, ej närvarande, inte närvarande, ej, inställt, inställd, blev inställt, blev inställd, uteblev,
    utebliven, avanmäld, tackat nej, anmält förhinder, förhinder, förhindrad,
    abwesend, entschuldigt, unentschuldigt, fehlt, fehlend, nicht anwesend, nicht erschienen, nicht teilgenommen, abgesagt, abgemeldet, krank,
    verhindert, urlaub, ausgefallen, fällt aus, fiel aus, fand nicht statt, nicht stattgefunden, nicht da, hat abgesagt, abgelehnt, nicht dabei"""

_UNCLEAR = """
    accepted, accept, approved, accepteret, attending, attend, zugesagt, tilmeldt, tilmeldte, registered, signed up, inviteret, indbudt, indkaldt, invited, måske, maybe, tentative, tentativ, ved ikke, unknown, ukendt,
    ?, afventer, pending, intet svar, ingen svar, no response, none, no reply, not responded, ikke svaret, ikke besvaret, required, optional, required attendee, optional attendee, obligatorisk, valgfri, krævet, påkrævet,
    meeting organizer, suppleant, substitute, stedfortræder, vikar, deputy, planlagt, planned, udsat, postponed, scheduled,
    påmeldt, kanskje, invitert, innkalt, ikke svart, utsatt, ubesvart, anmäld, kanske, inbjuden, kallad, ej svarat, inget svar, uppskjuten, uppskjutet,
    orienteret, orientert, informeret, informed, informerad, informiert, til orientering,
    angemeldet, eingeladen, vielleicht, unklar, offen, keine antwort, verschoben, geplant, vorbehalt, mit vorbehalt, unter vorbehalt, represented,
    repræsenteret, foreløbig, foreløbigt accepteret, har ikke svaret, (ok), (x), (ja), (✓), ok?, if need be, accepteret forbeholdent, stellvertretung,
    udgået, utgått, utgår, entfallen, delvis, on the way, interested, interesseret, going, tbc, to be confirmed, ikke bekræftet, unconfirmed, afventer svar"""

MEANS: dict[str, Said] = {
    **dict.fromkeys(words(_UNCLEAR), "unclear"),
    **dict.fromkeys(words(_ABSENT), "absent"),
    **dict.fromkeys(words(_THERE), "there"),
    **dict.fromkeys(CHECKS | _X, "there"),
    "": "absent",
}  # fmt: skip

_BESIDE_V = frozenset("dgmth")
"""Letters beside which a V is no tick: vært and deltager, gæst, medarrangør."""

_LETTERS: tuple[tuple[frozenset[str], Mapping[str, Said]], ...] = (
    (frozenset("pa"), {"p": "there", "a": "absent", "e": "absent", "l": "there", "u": "absent"}),
    (frozenset("pe"), {"p": "there", "a": "absent", "e": "absent", "l": "there", "u": "absent"}),
    (frozenset("da"), {"d": "unclear", "a": "unclear"}),
)
"""Letters that say something beside each other: present, absent, excused, late."""

LEADING = words(
    """ansvarlig, hovedansvarlig, tovh, ansv, hovedansv, verantw, medansvarlig, ansvarig,
    huvudansvarig, verantwortlich, leitung, federführung, federführend, veranstalter, gastgeber,
    ausrichter, värd, vert, arrangör, mødeleder, møteleder, mötesledare, sitzungsleitung,
    ordstyrer, initiativtager, initiativtagare, initiativtaker, medtovholder, tovholdere,
    medarrangør, medvært, arrangører, værter, co-host, co-organiser, co-organizer, convener,
    convenor, sammankallande, hosts, organisers, organizers, leads, leaders, værten, tovholderen,
    medleder, co-leader, meeting organizer, meeting organiser, mødearrangør, mødeindkalder,
    mötesarrangör, besprechungsorganisator, lead partner, lead organisation, lead organization,
    lead/host, lead agency, in charge"""
)
"""Further words of a role that say who led, which the importer writes as lead."""

_LEADS = LEAD_ROLES | LEADING

MODES = words(
    """fysisk, online, virtuelt, virtual, digitalt, digital, hybrid, teams, zoom, på teams, in person,
    remote, fysiskt, präsenz, via teams, via zoom"""
)
"""How a meeting was held: alone in a column they say nothing of who came."""

FOR_A_TIME = words(
    """deltog delvist, delvist, partly, part of the meeting, deltog i dele af mødet, late, forsinket, kom senere,
    kom for sent, gik før, gik tidligt, left early, arrived late"""
)
"""What lists say of somebody who was not there all the time."""

CHAIRS = words(
    """chair, chairperson, chairman, chairwoman, formand, forperson, forkvinde, ordförande, ordf,
    vors, fmd, acting chair, fungerende formand, tjänstgörande ordförande, vorsitz, vorsitzende,
    vorsitzender, styreleder"""
)
"""Who leads a meeting, or an organisation at home."""

PROJECT_LEADS = words(
    """projektejer, projektleder, project owner, project leader, project lead, project manager, prosjekteier,
    prosjektleder, projektägare, projektledare, projektleiter, projektleiterin, projektleitung"""
)
"""Who leads a project, which may be the activity or work at home."""

AT_MEETINGS = words(
    """minute taker, note taker, notetaker, referent, guest, gæst, gast, gäst, gjest, participant,
    attendee, deltager, deltagare, deltaker, teilnehmer, facilitator, speaker, oplægsholder,
    presenter, observer, observatør, host, co-host, vært, medvært, värd, vert, gastgeber,
    protokollant"""
)
"""Roles that somebody has at a meeting only."""

POSTS = words(
    """treasurer, kasserer, kassör, kassenwart, næstformand, nestleder, vice chair, vice-chair, vice
    ordförande, board member, bestyrelsesmedlem, director, manager, direktør, medlem, member,
    mitglied"""
)
"""What somebody is at home."""

ROLES = _LEADS | words(
    """facilitator, coordinator, koordinator, sekretær, medlem, member, oplægsholder, speaker, funder,
    observatør, observer, ansvarlig, mødeleder, ordstyrer, formand, chair, ansvarig, värd,
    ordförande, vert, gastgeber, leitung, moderator, referent, secretary, presenter, partner,
    samarbejdspartner, samarbeidspartner, samverkanspartner, kooperationspartner, guest, gæst,
    gast, gäst, gjest"""
)
"""What a cell says of somebody who took part in a role."""

_WITH = re.compile(r"(?:hoved|huvud|haupt|med|mit|sam|co|main|primary|joint|primær)[ -]?")
_LONGEST_ROLE = 120
ROLE_PARTS = re.compile(r"\s*[,;/&+]\s*|\s+(?:og|and|och|und|samt)\s+")


@cache
def is_leading(role: str) -> bool:
    """Whether a role says that its bearer led, in whatever words, alone or among others.

    Examples
    --------
    >>> [is_leading(role) for role in ("Hovedarrangør", "Ansvarlig part", "tovholder og referent")]
    [True, True, True]
    >>> [is_leading(role) for role in ("Deltager", "Formand", "Projektleder", "Oplægsholder")]
    [False, False, False, False]
    >>> [is_leading(role) for role in ("Formand for mødet", "Chair today", "Dagens formand")]
    [True, True, True]
    """
    return any(_says_lead(folded_word(part)) for part in (role, *ROLE_PARTS.split(role)))


@cache
def is_role(text: str) -> bool:
    """Whether a text is a role, or several, and nothing else.

    >>> is_role("Hovedarrangør"), is_role("tovholder og referent"), is_role("leder, Mette")
    (True, True, False)
    """
    if len(text) > _LONGEST_ROLE:
        return False
    parts = [folded_word(part) for part in ROLE_PARTS.split(text)]
    return any(parts) and all(part in ROLES | CHAIRS or _says_lead(part) for part in parts)


def names_lead(text: str) -> bool:
    """Whether one of a few words says lead: Lead organiser, Host venue.

    >>> names_lead("Host venue"), names_lead("Contributor")
    (True, False)
    """
    words = folded_word(text).split()
    return len(words) <= _FEW and not _LEADS.isdisjoint(words)


_LED_BY = (
    r"(?:(?:(?:co-?)?organi[sz]ed|led|hosted|arranged|convened|chaired|run)\s+by|"
    r"(?:arrangeret|organiseret|ledet|afholdt|tilrettelagt|styret|arrangert|arrangera(?:d|t|des)|organiserad|"
    r"anordnad|ordnades|ledde?s?)\s+(?:af|av)|(?:ausgerichtet|veranstaltet|organisiert|geleitet)\s+(?:von|durch))"
)
_LED = any_case(
    rf"\b(?:host(?:ed|ing)|{_LED_BY}|led\s+the|arr\.(?:\s*(?:af|av|by))?\s|"
    r"(?:von|durch)\s.{1,80}\s(?:ausgerichtet|veranstaltet|organisiert|geleitet))\b"
)
"""What a sentence says of who led, beside the words for roles."""


def mentions_lead(text: str) -> bool:
    """Whether a word of a sentence says lead.

    >>> mentions_lead("Deltagere (den første er vært)"), mentions_lead("Deltagere (alle)")
    (True, False)
    >>> mentions_lead("Hosted by the school"), mentions_lead("Arrangeret af Skolen")
    (True, True)
    """
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return not _LEADS.isdisjoint(words) or _LED.search(text) is not None


_FEW = 3

_AT_MEETING = re.compile(
    r"\s+(?:for|of|to|der|des|på|i|in|at|af|av|til|ved|für|beim)\s+(?:det|the|dette|this|dagens|denne)?\s*"
    r"(?:møde\w*|møte\w*|möte\w*|meeting|session|sitzung|treffens?|dagen|day|aftenen|evening|tages|gangen)"
    r"|\s*[(]?(?:i dag|today|idag|heute)[)]?"
)
"""What tells that somebody led a meeting, and no organisation: formand for mødet."""

_OF_THE_MEETING = re.compile(
    r"(?:dagens|aftenens|mødets|møtets|mötets|kvällens|today['’]s|the meeting['’]s|meeting)\s+"
)


def _says_lead(word: str) -> bool:
    if (before := _OF_THE_MEETING.match(word)) is not None and word[before.end() :] in CHAIRS:
        return True
    if (match := _AT_MEETING.search(word)) is not None and match.end() == len(word):
        base = word[: match.start()]
        return base in CHAIRS or _says_lead(base)
    if word in _LEADS or _WITH.sub("", word, count=1) in _LEADS:
        return True
    if word in ROLES or _POST.match(word):
        return False
    words = word.split()
    if len(words) > 1 and words[0] in _LEADS and _BEARERS.issuperset({*words} - _LEADS):
        return True
    return known_heading(word) == Heading("lead", 1)


_BEARERS = words("organisation, organization, partner, agency, person, part, aktør, actor, body")
_POST = re.compile(r"pro[js]e[ck]t")

_LONGEST, _LONGEST_REASON = 40, 120
_COUNT = re.compile(
    r"(?:[1-9]\d{0,3}(?:[.,]\d{1,2})?|0[.,]\d?[1-9])(?:\s*(?:pers|personer|deltagere|deltakere|deltagare|stk|people|persons|participants|"
    r"personen|teilnehmer))?", re.ASCII,
)  # fmt: skip
_BEHIND = re.compile(r"\s*(?:[(\[].*[)\]]|[,;–-]\s+.*|\s-\s.*)$")
_BEFORE = re.compile(
    r"(?:er|var|är|is|was|ist|war|på|on|im|in|pga|p\.g\.a|grundet|wegen|due to|because of|av|af)\.?\s+"
)
"""What stands before the reason for which somebody was away: på ferie, war krank."""
_MORE_NAMES = re.compile(r"[,;]\s*[A-ZÆØÅÄÖÜ]{2}")
_NOTHING = re.compile(
    r"0+(?:[.,:]0+)*\s*(?:%|pct|procent|prosent|percent|prozent|min\w*|timer?|hours?|stunden|h|s)?"
    r"|(?:0+\s*[hmst]\s*){2,3}", re.ASCII,
)  # fmt: skip
"""No time, and no part of it."""


def folded_word(word: str) -> str:
    """A word without capitals, the spaces around it and points at its end."""
    return " ".join(word.casefold().replace("’", "'").split()).strip(" .!")


@cache
def said_by(cell: str) -> Said | None:
    """What a word says of somebody: was there, was not, or something that does not tell.

    Examples
    --------
    >>> said_by("Meldt afbud"), said_by("Ja (online)"), said_by("Tilmeldt"), said_by("Kommunen")
    ('absent', 'there', 'unclear', None)
    """
    word = folded_word(cell)
    if (said := MEANS.get(word)) is not None:
        return said
    if _NOTHING.fullmatch(word) or (len(word) <= _LONGEST_REASON and says_called_off(word)):
        return "absent"
    if len(word) > _LONGEST or "\n" in cell or _MORE_NAMES.search(cell):
        return None
    bare = _BEHIND.sub("", word)
    said = MEANS.get(bare) if len(bare) > 1 and bare != word else None
    away = says_called_off(cell) or _is_word_for_away(_BEFORE.sub("", bare))
    return "absent" if said is None and away else said


def says_away(cell: str) -> bool:
    """Whether a cell says in a word, and not by a sign, that somebody did not come.

    >>> says_away("Afbud"), says_away("no show"), says_away("nej"), says_away("no, thank you")
    (True, True, False, False)
    >>> says_away("syg"), says_away("på ferie"), says_away("var syg")
    (True, True, True)
    """
    word = folded_word(cell)
    said = word if word in MEANS else _BEHIND.sub("", word)
    long = len(said) > SHORT_WORD and said_by(cell) == "absent"
    return long or _is_word_for_away(said)


def _is_word_for_away(word: str) -> bool:
    """Whether a word says why somebody was away, and is no answer such as no: ill, ferie."""
    told = len(word) > 2 and word.replace(" ", "").isalpha() and word not in NO
    return told and MEANS.get(word) == "absent"


SHORT_WORD = 4

ABSENT_WORD = "|".join(
    sorted(
        (re.escape(word) for word, said in MEANS.items() if said == "absent" and len(word) > 2),
        key=len,
        reverse=True,
    )
)
"""A pattern of the words for who did not come, the longest first."""

_AWAY = re.compile(rf"\b(?:{ABSENT_WORD})\b")

_SURELY_AWAY = re.compile(
    r"\b(?:afbud|udeblev\w*|(?:mødte|kom|deltog|dukkede) ikke|var ikke (?:med|der|til stede|mødt)|"
    r"meld(?:te|e|t|er) (?:sig )?(?:fra|pas)|fra(?:meldt|værende)|afmeldt|kunne ikke (?:komme|deltage|være|møde)|aflys\w*|annulleret|"
    r"(?:meld\w*|ringe\w*|called|var|er|blev|ble|är|blir|was|is|were|fell|war|ist|waren)(?: sig| seg| sich| in| off)?"
    r" (?:syge?|sygemeldt|sick|ill|unwell|poorly|sjuka?|syke?|krank)|"
    r"ikke (?:afholdt|gennemført|til noget|til stede)|fandt ikke sted|(?:udgår|udgik) (?!fra)|(?:udgår|udgik|udgået)$|"
    r"cancell?ed|had to cancel|called off|no[- ]show|did(?: not|n't) (?:come|attend|show|turn up|take place)|"
    r"(?:could|was|were)(?: not|n't) (?:come|attend|make|present|there|held)|unable to (?:come|attend)|"
    r"not (?:held|present)|apologies|absent|pulled out|withdrew|"
    r"frånvar\w+|återbud|(?:kom|deltog|närvarade|dök) (?:inte|ej)|var (?:inte|ej) (?:med|där|på plats|närvarande)|"
    r"inställ(?:t|d|a|des)|ställ(?:s|des) in|uteblev|avböjde|kunde (?:inte|ej) (?:komma|delta|vara)|blev (?:inte|ej) av|"
    r"fick förhinder|(?:utgår|utgick) (?!från)|(?:utgår|utgick|utgått|utgikk)$|"
    r"forfall|avlys\w*|annullert|(?:møtte|deltok) ikke|var ikke til ?stede|kunne ikke (?:delta|møte)|ikke avholdt|ble ikke noe av|"
    r"utgikk (?!fra)|trakk seg|"
    r"entschuldigt|abgesagt|absag\w*|annulliert|sagten?\b.{0,30}\bab|nicht (?:erschienen|gekommen|teilgenommen|dabei|anwesend|stattgefunden)|"
    r"ausgefallen|ausfallen|entfällt|entfiel|entfallen|(?:fällt|fiel)\b.{0,30}\baus|(?:fand|findet)\b.{0,30}\bnicht statt|"
    r"nahm(?:en)?\b.{0,30}\bnicht teil|kam(?:en)? nicht|fehlten?|abwesend|konnten? nicht (?:kommen|teilnehmen))(?:\b|$)"
)


def tells_away(text: str) -> bool:
    """Whether a remark, which may speak of anything, says that somebody did not come.

    >>> tells_away("Skolen meldte afbud 1/6"), tells_away("Stole mangler"), tells_away("Ill. 3")
    (True, False, False)
    >>> tells_away("De meldte sig syge"), tells_away("Besøg hos syge")
    (True, False)
    >>> tells_away("Skolen måtte melde fra"), tells_away("Udgår"), tells_away("Udgår fra torvet")
    (True, True, False)
    """
    return _SURELY_AWAY.search(folded_word(text)) is not None


_CAME = any_case(
    r"\b(?:kom|mødte|deltog|deltok|deltar|var med|var der|var til ?stede|også|desuden|dessuten|sammen med|deltagelse (?:af|av|fra)|"
    r"came|attended|joined|took part|participated|(?:was|were) (?:there|present)|also|together with|"
    r"närvarade|medverkade|också|även|dessutom|tillsammans med|"
    r"kam|kamen|nahm(?:en)? teil|(?:war|waren) (?:dabei|anwesend)|auch|außerdem|zusammen mit)\b|^\s*(?:\+|plus\b)"
)
_CAME_OTHERWISE = any_case(
    rf"\b(?:{_LED_BY}|uden|undtagen|bortset fra|på nær|kun|mangle(?:de|r)|forhindret|kunne (?:ikke|desværre ikke)|i stedet for|"
    r"istedet for|på vegne af|repræsenteret (?:af|ved)|stedfortræder|vikar|ledede|vært|værter|stod for|stod i spidsen|observatør|"
    r"uten|unntatt|bare|manglet|forhindra|istedenfor|på vegne av|representert av|vert|sto for|"
    r"without|except|apart from|(?:every(?:one|body)|all) but|only|missing|missed|unable|could(?: not|n't)|instead of|in place of|"
    r"on behalf of|represented by|st(?:ood|anding) in for|ran|hosted|chaired|observers?|"
    r"utan|utom|förutom|endast|saknades|förhindrade?|kunde (?:inte|ej)|i stället för|istället för|på uppdrag av|företrädd av|"
    r"ledde|värd|observatör|ohne|außer|alle bis auf|nur|fehlten?|verhindert|konnten? (?:leider )?nicht|statt|anstelle von|"
    r"vertreten durch|in vertretung|leitete|gastgeber|beobachter)\b"
)
_ANOTHER = re.compile(
    r"(?i:^\s*(?:\+|plus|også|desuden|dessuten|also|även|också|dessutom|auch|außerdem|sammen med|together with|tillsammans med|zusammen mit|gemeinsam mit|"
    r"(?:med |with |mit )?(?:deltagelse|deltakelse|deltagande|participation|beteiligung) (?:af|av|fra|of|from|von)|"
    r"(?:gæst|gjest|guest|gäst|gast)(?:er|s|e)?\s*:)\s*(?:the |den |det |die |der |das )?)[A-ZÆØÅÄÖÜ]"
    r"|^\s*(?!(?i:alle?|all|alla|mange|många|many|flere|flera|several|some|få|few|ingen|inga|nobody|viele|niemand|wenige|"
    r"everyone|everybody|vi|we|wir|der|there|det|de|they|es|kun|only|nur|bare|endast|ikke|not|nicht)\b)[A-ZÆØÅÄÖÜ][^.!?]{0,40} "
    r"(?i:var (?:også )?med|var där|deltog|deltok|medverkade|mødte op|hjalp(?: til| med)?|was there|took part|joined|helped|(?:war|waren) dabei|halfen|half)\s*[.!]*$"
    rf"|\b(?i:{_LED_BY}|planlagt af|holdt av) (?i:the |den |det |der |dem )?[A-ZÆØÅÄÖÜ]"
    r"|^\s*[A-ZÆØÅÄÖÜ][^.!?]{0,40} (?i:(?:kom|deltog|deltok|var med|mødte op|møtte|came|attended|joined|took part)(?: også| også med| too| as well)"
    r"|(?:også|also|även|också) (?:kom|med|deltog|deltok|came|attended|joined|took part))\b"
    r"|^\s*[A-ZÆØÅÄÖÜ][^.!?]{0,40} (?i:also (?:came|attended|joined|took part)|kam auch|kamen auch)\b"
)


def tells_of_named(text: str) -> bool:
    """Whether a remark that names an actor says of it that it came, did not, or led.

    >>> tells_of_named("Kun Klubben kom"), tells_of_named("Klubben gav kaffe")
    (True, False)
    """
    return any(said.search(text) for said in (_CAME, _CAME_OTHERWISE))


def came_too(text: str) -> bool:
    """Whether it says no more of the actor than that it came.

    >>> came_too("Klubben deltog"), came_too("Kun Klubben deltog")
    (True, False)
    """
    return _CAME_OTHERWISE.search(text) is None


def tells_of_another(text: str) -> bool:
    """Whether a remark names somebody who came too.

    >>> tells_of_another("+ Lions"), tells_of_another("Lions kom også"), tells_of_another("+ kage")
    (True, True, False)
    """
    return _ANOTHER.search(text) is not None


def mentions_away(text: str) -> bool:
    """Whether a sentence speaks of somebody who did not come, or of what was called off.

    >>> mentions_away("Mette ringede: afbud pga. sygdom"), mentions_away("Tjek stavemåden")
    (True, False)
    """
    return _AWAY.search(folded_word(text)) is not None or tells_away(text)


def is_tick(cell: str) -> bool:
    """Whether a cell is a tick or an x."""
    return folded_word(cell) in CHECKS | _X


@dataclass(frozen=True)
class Words:
    """What the marks of one list mean: those that the person named, and what stands beside them."""

    own: Mapping[str, Said] = field(default_factory=dict)
    """What the person said of words."""
    beside: Mapping[str, Said] = field(default_factory=dict)
    """What marks mean because of others in the same list: an x beside ✓, an A beside P."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Marks that the person said to be roles, and which."""

    def said(self, cell: str) -> Said | None:
        """What a cell says; None when it is no word for it."""
        word = folded_word(cell)
        return (
            self.own.get(cell.strip())
            or self.own.get(word)
            or self.beside.get(word)
            or said_by(cell)
        )

    def told(self, cell: str) -> bool:
        """Whether the person said what a cell means."""
        return cell.strip() in self.own or folded_word(cell) in self.own


_HELPS = words(
    """teilnahme, deltagelse, deltakelse, deltagande, participation, supports, support, supporting, contributes, contributor, helps, bidrager, bidrar, støtter, støtte, hjælper,
    hjelper, medvirker, medverkar, stöttar, stöder, unterstützt, hilft, wirkt mit, partner, partnere, partners"""
)
"""What a legend may say of those who took part."""

CAME = words(
    """attended, came, took part, was there, were there, showed up, checked in, deltog, mødte, mødte op, kom, deltok, møtte, medverkade,
    deltagit, närvarade, teilgenommen, hat teilgenommen, war da, erschienen"""
)
"""What tells of the meeting itself, also among answers to an invitation."""


def words_of(
    cells: Iterable[str], choices: Choices, legend: Iterable[tuple[str, str]] = ()
) -> Words:
    """What the marks among these cells mean; the legend says it as the person does.

    Examples
    --------
    >>> ticks = words_of(["✓", "X"], Choices())
    >>> ticks.said("X"), ticks.said("✓"), words_of(["X", ""], Choices()).said("X")
    ('absent', 'there', 'there')
    >>> words_of(["✓", "X", ""], Choices()).said("X")
    'unclear'
    >>> words_of(["P", "A", "E"], Choices()).said("E")
    'absent'
    >>> mark("V", words_of(["V", "D"], Choices(marks=("V=lead", "D"))))
    'lead'
    """
    roles: dict[str, str] = {}
    own: dict[str, Said] = {}
    signs = dict(legend)
    # V and v may say two things where both are explained; else either stands for both.
    signs |= {
        folded_word(sign): meant for sign, meant in signs.items() if folded_word(sign) not in signs
    }
    for sign, explained in signs.items():
        if is_role(explained):
            roles[sign] = explained
        elif (told := said_by(explained)) is not None:
            own[sign] = told
        elif folded_word(explained) in _HELPS:
            own[sign] = "there"
    said = {
        word: role.strip()
        for word, equals, role in (mark.rpartition("=") for mark in choices.marks)
        if equals and word
    }
    others = [word for word in choices.marks if "=" not in word]
    roles |= said | {
        folded_word(w): role for w, role in said.items() if folded_word(w) not in others
    }
    own |= {each: "there" for word in others for each in (word, folded_word(word))}
    own |= dict.fromkeys(roles, "there")
    own |= {folded_word(word): "absent" for word in choices.absent}
    there = {folded_word(cell) for cell in cells}
    beside: dict[str, Said] = {}
    ticked = {word for word in there if word in CHECKS and word not in own}
    if ticked and there & _X:
        surely = ticked != {"v"} and "" not in there
        beside |= dict.fromkeys(there & _X, "absent" if surely else "unclear")
    if {"x", "xx"} <= there:
        beside["xx"] = "unclear"
    if "v" in ticked and there & _BESIDE_V:
        beside["v"] = "unclear"
    if there & _X and "o" in there:
        beside["o"] = "unclear"
    for letters, meant in _LETTERS:
        if letters <= there:
            beside |= {letter: said for letter, said in meant.items() if letter in there}
            break
    return Words(own, beside, roles)


_TICKED = re.compile(r"([^\W\d_]{1,3}|[✓✔1+])\s*[(\[,]\s*([^()\[\]]{3,})[)\]]?")
"""A mark with a word beside it: x (chair), x (late)."""


def mark(cell: str, words: Words = Words()) -> str | None:
    """What a cell of a cross table says: ``there``, ``absent``, a role that leads, or None.

    Examples
    --------
    >>> mark("X"), mark("afbud"), mark("tovholder"), mark("3"), mark("Anne")
    ('there', 'absent', 'tovholder', 'there', None)
    >>> mark("Vi ledte"), mark("ikke"), mark("Took part, hosted"), mark("Yes, as organiser")
    ('lead', 'absent', 'lead', 'lead')
    >>> mark("x (chair)"), mark("x (late)"), mark("x (Anne)")
    ('lead', 'there', None)
    """
    word = folded_word(cell)
    for written in (cell.strip(), word):
        if (role := words.roles.get(written)) is not None:
            return role
        if (own := words.own.get(written)) is not None:
            return own
    if is_role(word):
        return " ".join(cell.split())
    if (match := _TICKED.fullmatch(word)) and words.said(match[1]) == "there":
        role = match[2]
        return "lead" if role in CHAIRS else role if is_role(role) else mark(role, words)
    said, answer = words.said(cell), _answer(word)
    if said is None or answer == "lead":
        return "there" if _COUNT.fullmatch(word) else answer
    return None if said == "unclear" else said


def _answer(word: str) -> str | None:
    """What a folded answer says of the part that somebody had: we led it, took part, not at all.

    >>> [_answer(word) for word in ("we led it", "var med och ordnade", "nej, inte vi", "tom")]
    ['lead', 'lead', 'absent', None]
    """
    bare = _SUBJECT.sub("", word) if len(word) <= _LONGEST else ""
    if not bare or bare in _NOT_AT_ALL or _NOT_AT_ALL_IN.match(bare):
        return "absent" if bare else None
    parts = [_SUBJECT.sub("", part) for part in ROLE_PARTS.split(bare) if part]
    said = ["lead" if _LED_IT.fullmatch(part) or (is_role(part) and is_leading(part))
            else MEANS.get(part) for part in parts]  # fmt: skip
    if not said or None in said or "unclear" in said:
        return None  # and nothing is left of ++ between its signs
    return "lead" if "lead" in said else "there" if "there" in said else "absent"


_SUBJECT = re.compile(
    r"(?:(?:ja|yes|jep|jo|nej|no|nei|nein)\s*[,;–-]\s*)?"
    r"(?:(?:vi|we|wir|i|ich|jeg|jag)\s+(?:har\s+|have\s+|haben\s+|var\s+(?=\w*(?:vært|arrang|tovh|värd|vert)))?"
    r"|(?:som|as|als|var|were|was|waren)\s+(?:a\s+|an\s+|the\s+)?(?=\w))?"
)
_NOT_AT_ALL = words(
    """ikke, inte, ej, nicht, not, inte alls, slet ikke, not at all, gar nicht, uden for, none, ingen,
    inga, keine, niemand, ingen rolle, no role, keine rolle, ingen roll"""
)
_NOT_AT_ALL_IN = re.compile(
    r"(?:ikke|inte|ej|nicht|not|var ikke|var inte)\s+(?:involver\w*|involved|beteiligt|aktuel\w*|"
    r"relevant\w*|applicable|delaktig\w*|vi|us|wir|deltag\w*|deltatt|delta|part of it|in it)$"
)
_LED_IT = re.compile(
    r"(?:led(?:te|ede|de|et|er)?|leads?|leitete\w*|geleitet|arranger(?:te|ede|ade|et|t|at)|organi[sz]ed|"
    r"organiser(?:te|ede|ade|et|t|at)|organisiert\w*|veranstaltet|ausgerichtet|hosted|ran|convened|chaired|"
    r"ordnade|ansvarade(?: för)?|stod for|stod bag|sto for|stod för|initiated|coordinated and led)"
    r"(?:\s+(?:it|den|det|mødet|møtet|mötet|aktiviteten|the activity|the meeting|es|sie))?"
)

_TOTAL = any_case(
    r"(?:gennemsnit|average|mean|snit|durchschnitt|medelvärde|gjennomsnitt|i\s?alt|ialt|(?:grand |sub)?total|totalt|summ?a?|samlet|antal|gesamt|summe|insgesamt|sammanlagt|hovedtotal|totalsum|totalsumma|delsum|delsumma|mellemsum|gesamtergebnis|zwischensumme|"
    r"tilsammen)\b.{0,40}|.{0,40}\b(?:i alt|ialt|totalt?|gesamt|insgesamt|sammanlagt|tilsammen):?"
)
_NUMBER = re.compile(r"-?\d{1,3}(?:[. ]?\d{3})*(?:[.,]\d+)?\s*%?", re.ASCII)

NO = frozenset({"nej", "no", "nei", "nein", "n", "0", "-", "–", "—", "false", "falsk", "ikke", ""})
"""What a cell says of somebody who is not what the heading says."""

_OFF_WORD = (
    r"(?:aflyst|cancelled|canceled|called off|annulleret|avlyst|annullert|inställ[td]|ställ(?:s|des) in|"
    r"abgesagt|annulliert|entfällt|entfiel|entfallen|ausgefallen|fällt aus|fiel aus|"
    r"ikke (?:afholdt|avholdt|holdt)|not held|(?:did not|didn't|never) (?:take place|happen|took place|happened)|fandt ikke sted|ikke til noget|"
    r"droppe[dt]|"
    r"(?:fand|findet) nicht statt|udgår|udgik|udgået|utgår|utgikk|utgått|utgick)"
)
_OFF_NOW = r"(?:udgår|utgår|entfällt|fällt aus|ställs in)"
"""What is said of anything that ends: behind a word such as bus it is asked about."""
_OFF = (
    r"(?:(?:mødet?|møtet?|mötet|the meeting|meeting|die sitzung|blev|ble|er|is|was|wird|wurde)\s+)*"
    + _OFF_WORD
)
_REASON = (
    r"\s+(?:pga|p\.g\.a|på gr|på grund|på grunn|grundet|grunnet|due|because|owing|after|wegen|aufgrund|nach|mangels|weil|"
    r"fordi|eftersom|efter|etter|men|but|af|av)\b"
)
_WHY = rf"(?:\s*[,:;(–-].*|{_REASON}.*)"
_CALLED_OFF = any_case(
    rf"{_OFF}\b(?:\s*[:–]|\s+-|-\s|(?:\s*[,(]|{_REASON})[^:–]*?(?:[:–]|\s-)).+"
    rf"|[(\[]\s*{_OFF}\b[^()\[\]]*[)\]].+"
    rf"|.+[(\[–:,-]\s*{_OFF}(?:{_WHY})?\s*[)\]]?"
    r"|(?!.*\b(?:(?:der|som|that|which|die|was)\s|(?:ikke|inte|ej|not|nicht)\s(?:aflyst|cancel|called|avlyst|inställ|abgesagt)))"
    r"(?!(?:når|hvis|hvad|hvornår|hvordan|hvorfor|när|om|vad|hur|varför|when|what|if|how|why|wenn|warum|wie)\s)"
    rf"(?:(?!\s[-–]\s)[^,;:]){{1,60}}?\s(?:(?:blev|ble|er|är|is|ist|wurde|wird)\s)?(?!(?-i:{_OFF_NOW})$){_OFF_WORD}(?:[.!]*|{_WHY})"
)
_LOUDLY_OFF = re.compile(
    r"(?:AFLYST|CANCELL?ED|AVLYST|INSTÄLL[TD]|ABGESAGT|ENTFÄLLT|UDGÅR|UTGÅR) (?=.*[a-zæøåäöü]).+"
)
_MAY_BE_OFF = any_case(
    r"\b(?:aflyst|cancell?ed|called off|avlyst|inställ[td]|abgesagt|entfällt|ausgefallen|fällt aus|fiel aus|"
    r"udgår$|utgår$|ställs in$)(?!\w)"
)
_ONLY_OFF = any_case(rf"{_OFF}(?:[.!]*|{_WHY})")

_MOVED = (
    r"(?:udsat|flyttet|flyttes|rykket|rykkes|ændret|endret|moved|changed|verlegt|utsatt|flytta[dt])"
    r"(?=\s+(?:til|till|to|until|auf)\s)"
)
_INSTEAD = r"(?:instead|i stedet|istedet|i stället|istället|stattdessen)"
_HELD_ON = r"(?:(?:af|av)?holdt|held|hölls|gehalten)"
_TO_A_DAY = any_case(
    r"(?P<before>(?:.*[^\W_])?)[\s(\[,;:.–-]*\b(?:"
    r"(?:(?:er|blev|var|was|is|wurde|är|ble)\s)?(?:udsat|udskudt|flytte[ts]|rykke[ts]|moved|postponed|rescheduled|"
    r"verschoben|verlegt|utsatt|uppskju(?:ten|tet)|framflyttad|flytta[dt])\s(?:til|till|to|until|auf|bis)"
    r"|(?:ny dato|nyt tidspunkt|new date|neuer termin|neues datum|nytt datum)(?:\s?[:–-])?"
    rf"|{_HELD_ON}(?=.*{_INSTEAD})|{_INSTEAD}\s{_HELD_ON}"
    r")\s(?:d\.\s|den\s|the\s|on\s|am\s)?(?P<day>[^()\[\];]{3,30}?)"
    rf"(?:\s{_INSTEAD})?[)\].!\s]*"
)


def moved_to(text: str) -> tuple[str, str] | None:
    """What stands before the words that something was moved, and the day to which; None without.

    >>> moved_to("Tur (rykket til 14/5)"), moved_to("Moved to 3 June"), moved_to("Udsat")
    (('Tur', '14/5'), ('', '3 June'), None)
    """
    match = _TO_A_DAY.fullmatch(text) if len(text) <= _LONGEST_REASON else None
    return None if match is None else (match["before"], match["day"])


_ITSELF = keys("""
mødet, møtet, mötet, meeting, the meeting, event, the event, arrangementet, aktiviteten, treffen
""")


def is_of_another(text: str, before: str, activity: str) -> bool:
    """Whether what a remark tells was moved, by the words before that, is not its activity.

    >>> is_of_another("Next meeting moved to 3 June", "Next meeting", "Board")
    True
    >>> is_of_another("Regn, udsat til 3/6", "Regn", "Tur")
    False
    >>> is_of_another("Turen flyttet til 3/6", "Turen", "Tur")
    False
    """
    subject = before if before and text[len(before)] not in ".,;([" else ""
    of_activity = key(subject) in _ITSELF or (activity and key(subject).startswith(key(activity)))
    return bool(subject) and not of_activity


_PUT_OFF = any_case(
    r"(?:^|[(\[–:,-]\s*)(?P<word>ny dato|new date|neuer termin|nytt datum|udsat|udskudt|flyttet|postponed|rescheduled|moved|verschoben|verlegt|"
    rf"utsatt|uppskjut\w+|framflyttad|rykket(?=[.!]*$|\s\w+\s(?:uger?|dage?|måned))|{_MOVED})\b(?!\s+(?:for|til vandalisme))"
    r"|\s(?P<behind>udskudt|postponed|rescheduled|verschoben|uppskjut\w+|framflyttad"
    rf"|{_MOVED})\b"
)


def put_off(text: str) -> str:
    """The word by which a name or remark says that something was put off; blank where none does.

    >>> put_off("Gåtur (udsat)"), put_off("Udsat til foråret"), put_off("Udsatte børn")
    ('udsat', 'udsat', '')
    >>> put_off("Tur (rykket til 21/2)"), put_off("Rykket ud: øvelse"), put_off("Ændret til 3/4")
    ('rykket', '', 'ændret')
    >>> put_off("Bal - flyttet til maj"), put_off("Bal udskudt"), put_off("Den flyttede skole")
    ('flyttet', 'udskudt', '')
    """
    match = _PUT_OFF.search(text.strip())
    return "" if match is None else folded_word(match["word"] or match["behind"])


@cache
def is_called_off(name: str) -> bool:
    """Whether the name of an activity says that it did not take place.

    >>> [is_called_off(name) for name in ("Gåtur (aflyst)", "AFLYST: Gåtur", "Gåtur aflyst")]
    [True, True, True]
    >>> [is_called_off(name) for name in ("Aflyst pga. sne: Gåtur", "Walk cancelled due to snow")]
    [True, True]
    >>> is_called_off("Aflyst fest"), is_called_off("Evaluering af det, der blev aflyst")
    (False, False)
    """
    said = " ".join(name.translate(_STRESS).split())
    return any(pattern.fullmatch(said) for pattern in (_CALLED_OFF, _LOUDLY_OFF))


_STRESS = str.maketrans("*!_", "   ")
"""Signs that only stress a word: *** AFLYST *** Gåtur."""


def is_off(name: str, words: Words) -> bool:
    """Whether an activity did not take place: its name says so, or a word in it was said to."""
    told = [words.own[word] for word in (put_off(name), _off_word(name)) if word in words.own]
    return "absent" in told if told else is_called_off(name)


def _off_word(name: str) -> str:
    match = _MAY_BE_OFF.search(name)
    return "" if match is None or _SPEAKS_OF.search(name) else folded_word(match[0])


_SPEAKS_OF = any_case(
    r"\b(?:der|som|that|which|evalu\w+|utvärdering|auswertung|opfølgning|oppfølging|follow-up)\b"
)
"""What tells that an activity was about another."""


def doubtful_word(name: str) -> str:
    """The word by which a name may say that its activity did not take place; blank for none.

    >>> doubtful_word("Gåtur (udsat)"), doubtful_word("Aflyst fest"), doubtful_word("Fest aflyst")
    ('udsat', 'aflyst', '')
    """
    return put_off(name) or ("" if is_called_off(name) else _off_word(name))


def says_called_off(cell: str) -> bool:
    """Whether a cell says, where names are expected, that there was no meeting.

    >>> says_called_off("AFLYST"), says_called_off("Aflyst pga. sne"), says_called_off("Klubben")
    (True, True, False)
    """
    return _ONLY_OFF.fullmatch(cell.strip()) is not None


def is_number(cell: str) -> bool:
    """Whether a cell is a number of something."""
    return _NUMBER.fullmatch(cell.strip()) is not None


def is_total(name: str) -> bool:
    """Whether a row or column is named as one that sums the others.

    Examples
    --------
    >>> [is_total(name) for name in ("I alt", "Total:", "Deltagere i alt", "Totalkredit", "Antal")]
    [True, True, True, False, True]
    """
    return _TOTAL.fullmatch(name.strip()) is not None


def is_sum(cells: Sequence[str]) -> bool:
    """Whether a row sums the others: it says so, and all that it holds besides is numbers.

    A sentence such as "I alt 12 møder" says so by itself.

    Examples
    --------
    >>> is_sum(["I alt", "", "4"]), is_sum(["Total", "x", ""]), is_sum(["", "4"])
    (True, False, False)
    >>> is_sum(["I alt 12 møder", ""]), is_sum(["Total", "", "12 møder", "4"])
    (True, True)
    >>> is_sum(["Count", "2", "0 (1)"])
    True
    """
    filled = [cell for cell in cells if cell]
    words = [cell for cell in filled if not is_number(cell)]
    if not words or not (is_total(words[0]) or words[0].casefold() == "count"):
        return False
    rest = words[1:]
    if len(filled) == 1:
        return any(letter.isdigit() for letter in words[0]) or key(words[0]) in _SUMS_ALONE
    return all(_AMOUNT.fullmatch(cell) for cell in rest)


_SUMS_ALONE = frozenset({"i_alt", "ialt", "count", "total", "sum", "gesamt", "summe", "totalt"})
_AMOUNT = re.compile(r"\d+\s+(?:[^\W\d]+|\(\d+\))")

_DITTO = re.compile(
    r"[\"”“″〃'’`´,\s-]*[\"”“″〃][\"”“″〃'’`´,\s-]*|[,'’´`]{2}|↓|do\.?|ditto|dito|s\.o\.|id\.?|idem"
    r"|(?:de )?samme|same|samma|dieselben|(?:samme|same|samma) (?:dag|dato|day|date|datum)|am selben tag"
    r"|(?:(?:de )?samme |same )?(?:som ovenfor|som ovan|as above|as before|wie oben|wie vorher|"
    r"som sidst|som før|som tidligere|som over|as last time|see above|se ovenfor|siehe oben)"
)
_LONGEST_DITTO = 24


def is_ditto(cell: str) -> bool:
    """Whether a cell is a mark or word for what stands above it.

    >>> is_ditto('-"-'), is_ditto("samme"), is_ditto(""), is_ditto("do"), is_ditto("DO")
    (True, True, False, True, False)
    """
    if cell.isupper() and cell.isalpha():
        return False  # DO and ID are abbreviations of others
    return len(cell) <= _LONGEST_DITTO and _DITTO.fullmatch(cell.casefold()) is not None
