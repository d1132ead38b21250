# ruff: noqa: E501 - a table of words
"""What lists say of who came and who did not: marks, words, and names with a word beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from ci_network.reading.cells import LEAD_ROLES
from ci_network.reading.columns import key
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.headings import known_heading
from ci_network.reading.lists.rows import Choices, Part

Said = Literal["there", "absent", "unclear"]

CHECKS = frozenset(["✓", "✔", "√", "☑", "✅", "v"])

_X = frozenset({"x", "xx", "×", "☒"})

_THERE = """
    ja, yes, j, y, true, sand, ok, +, *, •, ●, ■, deltog, deltaget, har deltaget, deltaget i hele mødet, til stede, tilstede,
    var til stede, present, attended, mødt, fremmødt, mødt op, mødte, mødte op, kom, kom til mødet, var med, med, her,
    came, was there, here, there, checked in, showed up, showed, joined, in person, online, fysisk, fysisk fremmøde,
    virtuelt, virtual, remote, via teams, teams, zoom, på teams, digitalt, hybrid, deltog online, deltog fysisk, deltog delvist,
    delvist, partly, part of the meeting, deltog i dele af mødet, late, forsinket, kom senere, kom for sent, gik før, gik tidligt, left early, arrived late,
    afholdt, gennemført, held, completed, done, took place, færdig, afsluttet,
    deltok, møtte, møtt, oppmøtt, med på møtet, avholdt, gjennomført, til stede hele møtet,
    närvarande, närvarade, deltagit, var på plats, på plats, genomfört, genomförd, kom med,
    anwesend, teilgenommen, da, war da, dabei, erschienen, ja online, durchgeführt, stattgefunden,
    participated, has attended, did attend, was present, yes - attended, took part, deltager, participant, attendee, mødt, deltagende"""

_ABSENT = """
    -, –, —, ÷, /, nej, no, n, nei, nein, false, falsk, 0, ☐, ✗, ✘, ❌, ✖, ○, afbud, meldt afbud, meldte afbud, sendt afbud, sendte afbud,
    afbud samme dag, sent afbud, forfald, meldt forfald, fraværende, fravær, absent, ikke mødt, ikke mødt op, mødte ikke, mødte ikke op,
    ikke til stede, ikke tilstede, udeblevet, udeblev, udebleven, udeblev uden afbud, ikke deltaget, deltog ikke, kom ikke, dukkede ikke op,
    syg, sygdom, barn syg, barns sygdom, orlov, sjukdom, krankheit, illness, vacation, on vacation, sygemeldt, ferie, afmeldt, framelding, frameldt, meldt fra, meldte fra, deltager ikke, kunne ikke, forhindret, ikke fremmødt,
    var ikke med, ikke med, ikke her, aflyst, cancelled, canceled, called off,
    declined, decline, excused, apologies, apologised, apologized, sent apologies, regrets, sent regrets, no show, no-show, noshow, did not attend,
    didn't attend, not attending, not attended, not present, did not come, did not show, did not show up, didn't come, didn't show,
    unable to attend, could not attend, could not make it, couldn't make it, can't attend, sick, ill, on leave, on holiday, was not there, away, not there,
    withdrawn, withdrew, missing, missed, afvist, afslået, refunded, not checked in, excused absence, unexcused,
    unexcused absence, absent with apologies, cancelled - refunded, rejected,
    forfall, meldt forfall, ikke møtt, møtte ikke, ikke oppmøtt, ikke møtt opp, deltok ikke, kom ikke, syk, avlyst, fraværende med forfall, meldt avbud,
    frånvarande, frånvaro, avböjt, avböjde, återbud, lämnat återbud, sjuk, deltog inte, kom inte, ej närvarande, inte närvarande, ej, inställt, inställd, uteblev,
    utebliven, avanmäld, tackat nej, anmält förhinder, förhinder, förhindrad,
    abwesend, entschuldigt, unentschuldigt, fehlt, fehlend, nicht anwesend, nicht erschienen, nicht teilgenommen, abgesagt, abgemeldet, krank,
    verhindert, urlaub, ausgefallen, nicht da, hat abgesagt, abgelehnt, nicht dabei"""

_UNCLEAR = """
    accepted, accept, accepteret, attending, attend, zugesagt, tilmeldt, tilmeldte, registered, signed up, inviteret, indbudt, indkaldt, invited, måske, maybe, tentative, tentativ, ved ikke, unknown, ukendt,
    ?, afventer, pending, intet svar, ingen svar, no response, none, no reply, not responded, ikke svaret, ikke besvaret, venteliste, waitlist, waitlisted,
    on waiting list, required, optional, required attendee, optional attendee, obligatorisk, valgfri, krævet, påkrævet,
    meeting organizer, suppleant, substitute, stedfortræder, vikar, deputy, planlagt, planned, udsat, postponed, scheduled,
    påmeldt, kanskje, invitert, innkalt, ikke svart, utsatt, ubesvart, anmäld, kanske, inbjuden, kallad, ej svarat, inget svar, uppskjuten, uppskjutet,
    angemeldet, eingeladen, vielleicht, unklar, offen, keine antwort, verschoben, geplant, vorbehalt, mit vorbehalt, unter vorbehalt, represented,
    repræsenteret, foreløbig, foreløbigt accepteret, har ikke svaret, (ok), (x), (ja), (✓), ok?, if need be, accepteret forbeholdent, stellvertretung,
    delvis, on the way, interested, interesseret, going"""


def _words(text: str) -> frozenset[str]:
    return frozenset(" ".join(text.split()).split(", "))


_MEANS: dict[str, Said] = {
    **dict.fromkeys(_words(_UNCLEAR), "unclear"),
    **dict.fromkeys(_words(_ABSENT), "absent"),
    **dict.fromkeys(_words(_THERE), "there"),
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

LEADING = frozenset(
    [
        "ansvarlig",
        "hovedansvarlig",
        "medansvarlig",
        "ansvarig",
        "huvudansvarig",
        "verantwortlich",
        "leitung",
        "federführung",
        "federführend",
        "veranstalter",
        "gastgeber",
        "ausrichter",
        "värd",
        "vert",
        "arrangör",
        "mødeleder",
        "møteleder",
        "mötesledare",
        "sitzungsleitung",
        "ordstyrer",
        "initiativtager",
        "initiativtagare",
        "initiativtaker",
        "medtovholder",
        "tovholdere",
        "medarrangør",
        "medvært",
        "arrangører",
        "værter",
        "co-host",
        "co-organiser",
        "co-organizer",
        "convener",
        "convenor",
        "sammankallande",
        "hosts",
        "organisers",
        "organizers",
        "leads",
        "leaders",
        "værten",
        "tovholderen",
        "medleder",
        "co-leader",
        "meeting organizer",
        "meeting organiser",
        "mødearrangør",
        "mødeindkalder",
        "mötesarrangör",
        "besprechungsorganisator",
    ]
) | {
    "lead partner",
    "lead organisation",
    "lead organization",
    "lead/host",
    "lead agency",
    "in charge",
}
"""Further words of a role that say who led, which the importer writes as lead."""

ROLES = LEAD_ROLES | LEADING | {
    "facilitator", "coordinator", "koordinator", "sekretær", "medlem", "member", "oplægsholder",
    "speaker", "funder", "observatør", "observer", "ansvarlig", "mødeleder", "ordstyrer", "formand",
    "chair", "ansvarig", "värd", "ordförande", "vert", "gastgeber", "leitung", "moderator",
    "referent", "secretary", "presenter", "guest", "gæst", "gast", "gäst", "gjest",
}  # fmt: skip
"""What a cell says of somebody who took part in a role."""

_WITH = re.compile(r"(?:hoved|huvud|haupt|med|mit|sam|co|main|primary|joint|primær)[ -]?")
_ROLE_PARTS = re.compile(r"\s*[,;/&+]\s*|\s+(?:og|and|och|und|samt)\s+")


@cache
def is_leading(role: str) -> bool:
    """Whether a role says that its bearer led, in whatever words, alone or among others.

    Examples
    --------
    >>> [is_leading(role) for role in ("Hovedarrangør", "Ansvarlig part", "tovholder og referent")]
    [True, True, True]
    >>> [is_leading(role) for role in ("Deltager", "Formand", "Projektleder", "Oplægsholder")]
    [False, False, False, False]
    """
    return any(_says_lead(_folded(part)) for part in (role, *_ROLE_PARTS.split(role)))


@cache
def is_role(text: str) -> bool:
    """Whether a text is a role, or several, and nothing else.

    >>> is_role("Hovedarrangør"), is_role("tovholder og referent"), is_role("leder, Mette")
    (True, True, False)
    """
    parts = [_folded(part) for part in _ROLE_PARTS.split(text)]
    return any(parts) and all(part in ROLES or _says_lead(part) for part in parts)


def names_lead(text: str) -> bool:
    """Whether one of a few words says lead: Lead organiser, Host venue.

    >>> names_lead("Host venue"), names_lead("Contributor")
    (True, False)
    """
    words = _folded(text).split()
    return len(words) <= _FEW and any(word in LEAD_ROLES | LEADING for word in words)


_FEW = 3


def _says_lead(word: str) -> bool:
    leading = LEAD_ROLES | LEADING
    if word in leading or _WITH.sub("", word, count=1) in leading:
        return True
    if word in ROLES or _POST.match(word):
        return False
    words = word.split()
    if len(words) > 1 and words[0] in leading and all(w in leading | _BEARERS for w in words):
        return True
    said = known_heading(word)
    return said is not None and said.field == "lead" and said.rank == 1


_BEARERS = frozenset(
    [
        "organisation",
        "organization",
        "partner",
        "agency",
        "person",
        "part",
        "aktør",
        "actor",
        "body",
    ]
)
_POST = re.compile(r"pro[js]e[ck]t")

_LONGEST = 40
_COUNT = re.compile(
    r"(?:[1-9]\d{0,3}(?:[.,]\d{1,2})?|0[.,]\d?[1-9])(?:\s*(?:pers|personer|deltagere|deltakere|deltagare|stk|people|persons|participants|"
    r"personen|teilnehmer))?", re.ASCII,
)  # fmt: skip
_BEHIND = re.compile(r"\s*(?:[(\[].*[)\]]|[,;–-]\s+.*|\s-\s.*)$")
_MARKED = re.compile(r"\W")


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("’", "'").split()).strip(" .!")


@cache
def said_by(cell: str) -> Said | None:
    """What a word says of somebody: was there, was not, or something that does not tell.

    Examples
    --------
    >>> said_by("Meldt afbud"), said_by("Ja (online)"), said_by("Tilmeldt"), said_by("Kommunen")
    ('absent', 'there', 'unclear', None)
    """
    word = _folded(cell)
    if (said := _MEANS.get(word)) is not None:
        return said
    if len(word) > _LONGEST or "\n" in cell:
        return None
    bare = _BEHIND.sub("", word)
    return _MEANS.get(bare) if len(bare) > 1 and bare != word else None


def says_away(cell: str) -> bool:
    """Whether a cell says in a word, and not by a sign, that somebody did not come.

    >>> says_away("Afbud"), says_away("no show"), says_away("nej"), says_away("kom sent")
    (True, True, False, False)
    """
    return len(_folded(cell)) > _SHORT_WORD and said_by(cell) == "absent"


_SHORT_WORD = 4


@dataclass(frozen=True)
class Words:
    """What the marks of one list mean: those that the person named, and what stands beside them.

    Attributes
    ----------
    own
        What the person said of words.
    beside
        What marks mean because of others in the same list: an x beside ✓, an A beside P.
    roles
        Marks that the person said to be roles, and which.
    """

    own: Mapping[str, Said] = field(default_factory=dict)
    beside: Mapping[str, Said] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)

    def said(self, cell: str) -> Said | None:
        """What a cell says; None when it is no word for it."""
        word = _folded(cell)
        return (
            self.own.get(cell.strip())
            or self.own.get(word)
            or self.beside.get(word)
            or said_by(cell)
        )


def words_of(
    cells: Iterable[str], choices: Choices, legend: Iterable[tuple[str, str]] = ()
) -> Words:
    """What the marks among these cells mean; the legend says it as the person does.

    Examples
    --------
    >>> ticks = words_of(["✓", "X"], Choices())
    >>> ticks.said("X"), ticks.said("✓"), words_of(["X", ""], Choices()).said("X")
    ('absent', 'there', 'there')
    >>> words_of(["P", "A", "E"], Choices()).said("E")
    'absent'
    >>> mark("V", words_of(["V", "D"], Choices(marks=("V=lead", "D"))))
    'lead'
    """
    roles: dict[str, str] = {}
    own: dict[str, Said] = {}
    signs = dict(legend)
    # V and v may say two things where both are explained; else either stands for both.
    signs |= {_folded(sign): meant for sign, meant in signs.items() if _folded(sign) not in signs}
    for sign, explained in signs.items():
        if is_role(explained):
            roles[sign] = explained
        elif (told := said_by(explained)) is not None:
            own[sign] = told
    said = {
        word: role.strip()
        for word, equals, role in (mark.rpartition("=") for mark in choices.marks)
        if equals and word
    }
    others = [word for word in choices.marks if "=" not in word]
    roles |= said | {_folded(w): role for w, role in said.items() if _folded(w) not in others}
    own |= {each: "there" for word in others for each in (word, _folded(word))}
    own |= dict.fromkeys(roles, "there")
    own |= {_folded(word): "absent" for word in choices.absent}
    there = {_folded(cell) for cell in cells}
    beside: dict[str, Said] = {}
    ticked = {word for word in there if word in CHECKS}
    if ticked and there & _X:
        beside |= dict.fromkeys(there & _X, "absent" if ticked != {"v"} else "unclear")
    if "v" in there and there & _BESIDE_V:
        beside["v"] = "unclear"
    if there & _X and "o" in there:
        beside["o"] = "unclear"
    for letters, meant in _LETTERS:
        if letters <= there:
            beside |= {letter: said for letter, said in meant.items() if letter in there}
            break
    return Words(own, beside, roles)


def mark(cell: str, words: Words = Words()) -> str | None:
    """What a cell of a cross table says: ``there``, ``absent``, a role that leads, or None.

    Examples
    --------
    >>> mark("X"), mark("afbud"), mark("tovholder"), mark("3"), mark("Anne")
    ('there', 'absent', 'tovholder', 'there', None)
    """
    word = _folded(cell)
    for written in (cell.strip(), word):
        if (role := words.roles.get(written)) is not None:
            return role
        if (own := words.own.get(written)) is not None:
            return own
    if is_role(word):
        return " ".join(cell.split())
    if _COUNT.fullmatch(word):
        return "there"
    said = words.said(cell)
    return None if said == "unclear" else said


_ABSENT_WORD = "|".join(
    sorted((re.escape(word) for word in _words(_ABSENT) if len(word) > 2), key=len, reverse=True)
)
_LABEL = re.compile(
    rf"(?:(?<=[\n.;,])|^)\s*(?:{_ABSENT_WORD})(?:\s+(?:fra|from|von|från))?\s*:\s*", re.IGNORECASE
)
_OTHER_LABEL = re.compile(
    r"(?:(?<=[\n.;,])|^)\s*(?:deltagere|til stede|tilstede|fremmødte|mødt|deltog|present|attended|"
    r"participants|närvarande|deltakere|anwesend|teilnehmende)\s*:\s*", re.IGNORECASE,
)  # fmt: skip
_AFTER = re.compile(
    rf"(?P<name>.+?)(?:\s*[(\[]\s*(?:(?P<word>{_ABSENT_WORD})(?:[\s,:;–-].*)?)\s*[)\]]"
    rf"|\s*[–:-]\s*(?P<tail>{_ABSENT_WORD})|\s+(?P<plain>meldt afbud|afbud|udeblevet|udeblev|"
    r"forfall|återbud|declined|absent|excused|entschuldigt))\.?",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_PIECE = re.compile(r"(?:[^,;\n(\[]|[(\[][^()\[\]]*[)\]]|[(\[])+|[,;\n]")


def those_who_came(parts: Iterable[Part], log: Log) -> list[Part]:
    """The parts without the names that a cell says were not there, which are noted.

    Examples
    --------
    >>> part = Part("Kickoff", "Klubben, SSP (afbud). Afbud: Biblioteket", "", "", "", "f", 2, True)
    >>> [part.actor for part in those_who_came([part], Log())]
    ['Klubben']
    """
    came = []
    cells: dict[str, tuple[str, int]] = {}
    for part in parts:
        if not part.listed:
            came.append(part)
            continue
        if part.actor not in cells:
            cells[part.actor] = _without_absent(part.actor)
        left, absent = cells[part.actor]
        if absent:
            for _ in range(absent):
                log.add("did not come", part.file, part.row, "", "left out", once=False)
        if left:
            came.append(part if left == part.actor else replace(part, actor=left))
    return came


def _without_absent(cell: str) -> tuple[str, int]:
    """A cell without those who did not come, and how many they were."""
    absent = 0
    kept = []
    for stretch, away in _stretches(cell):
        pieces = _PIECE.findall(stretch)
        names = [piece for piece in pieces if piece.strip(" .,;\n")]
        if away:
            absent += len(names)
            continue
        for piece in pieces:
            if piece.strip() and _AFTER.fullmatch(piece.strip(" .")):
                absent += 1
            else:
                kept.append(piece)
    if not absent and not _OTHER_LABEL.search(cell):
        return cell, 0
    return "".join(kept).strip(" .,;\n"), absent


def _stretches(cell: str) -> list[tuple[str, bool]]:
    """The text between labels such as "Afbud:", and whether it names those who were away."""
    marks = sorted(
        [(m.start(), m.end(), True) for m in _LABEL.finditer(cell)]
        + [(m.start(), m.end(), False) for m in _OTHER_LABEL.finditer(cell)]
    )
    begins = [(0, 0, False), *marks]
    ends = [start for start, _, _ in marks] + [len(cell)]
    return [(cell[at:end], away) for (_, at, away), end in zip(begins, ends, strict=True)]


def counted(log: Log) -> int:
    """How many were left out because they did not come."""
    return Counter(decision.kind for decision in log.decisions)["did not come"]


_TOTAL = re.compile(
    r"(?:gennemsnit|average|mean|snit|durchschnitt|medelvärde|gjennomsnitt|i\s?alt|ialt|(?:grand |sub)?total|totalt|sum|samlet|antal|gesamt|summe|insgesamt|sammanlagt|"
    r"tilsammen)\b.{0,40}|.{0,40}\b(?:i alt|ialt|total|gesamt):?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"-?\d{1,3}(?:[. ]?\d{3})*(?:[.,]\d+)?\s*%?", re.ASCII)


NO = frozenset({"nej", "no", "nei", "nein", "n", "0", "-", "–", "—", "false", "falsk", "ikke", ""})
"""What a cell says of somebody who is not what the heading says."""

_CALLED_OFF = re.compile(
    r"(?:aflyst|cancelled|canceled|avlyst|inställ[td]|abgesagt|entfällt|ausgefallen)\b\s*[:–-].+"
    r"|.+[(\[–:-]\s*(?:aflyst|cancelled|canceled|avlyst|inställ[td]|abgesagt|entfällt|ausgefallen)\s*[)\]]?",
    re.IGNORECASE,
)


def is_called_off(name: str) -> bool:
    """Whether the name of an activity says that it did not take place.

    >>> is_called_off("Gåtur (aflyst)"), is_called_off("AFLYST: Gåtur"), is_called_off("Aflyst fest")
    (True, True, False)
    """
    return _CALLED_OFF.fullmatch(name.strip()) is not None


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
_AMOUNT = re.compile(r"\d+\s+[^\W\d]+")
