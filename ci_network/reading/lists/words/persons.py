"""Persons and numbers of people beside an organisation: what is kept is the organisation.

Who sat at the table for it is nobody else's business: the tables and the log hold no name of a
person that stands beside an organisation, and the account counts them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from ci_network.reading.lists.words.lexicon import FIELDS, FIRST_NAMES, PLACES, any_case, words

Beside = Literal["", "person", "people", "others", "unclear"]
"""What stood beside a name: a person, a number of people, "and others", or something unclear."""

NOBODY = words(
    """-, –, —, ingen, none, nobody, ukendt, unknown, ?, n/a, na, inga, keine, niemand, unbekannt,
    okänd, ukjent, ingen deltagere, no one, øvrige, övriga, andra, andere, weitere, ikke aftalt,
    ikke besluttet, ikke bestemt, ikke fastlagt, ikke oplyst, ej oplyst, ikke kendt, ved ikke,
    vides ikke, mangler, afklares, aftales, aftales senere, tba, tbd, tbc, t.b.a., t.b.d., to be
    decided, to be confirmed, not decided, not known, not recorded, n.n., nn, skiftende, på skift,
    varierer, varierende, efter tur, rotating, varies, various, in turn, wechselnd, noch offen,
    nicht bekannt, växlande, varierar, ej bestämt, vet ej, vet ikke, ikke avklart, guest, guest
    user, gæst, gæstebruger, gast, gastbenutzer, gäst, gästanvändare, gjest, gjestebruker,
    anonymous, anonymous user, anonym, anonym bruger, iphone, ipad, unknown user, ukendt bruger,
    zoom user, call-in user, internt, intern, kun internt, internal, internally, internal only,
    ingen eksterne, ingen partnere, ingen andre, no partners, no external partners, nur intern,
    keine externen, endast internt, inga externa, ingen eksterne partnere,
    diverse, div, divers, forskellige, verschiedene, olika, ulike"""
) | {""}
"""What people and programs write where nobody took part, or nobody knows who."""

_STATUSES = words(
    """guest, gæst, gast, gäst, gjest, external, ekstern, extern, externe, unverified, uverificeret,
    ikke verificeret, ikke bekræftet, uverifisert, nicht verifiziert, nicht überprüft, overifierad,
    ej verifierad, me, mig, meg, ich, you, dig"""
)
"""What programs write in brackets behind a name."""

_MOST_WORDS = 5
_LONGEST = 300
"""Letters up to which a text is looked at: longer ones are no name."""


class Kept(NamedTuple):
    """The organisation of a name, blank where there is none, and what stood beside it."""

    name: str
    beside: Beside


ORGANISED = any_case(
    r"""forening|klub|kommun|skole|skola|schule|school|center|centre|centrum|zentrum|senter|råd(?!mand|man\b|giv)|rat\b|udvalg|utskott|
    bibliotek|library|bibliothek|kirke|kyrka|kirche|church|sogn|församling|menighed|museum|museet|hospital|sygehus|
    sjukhus|police|politi|polis|polizei|kors|cross|kreuz|sagen|spejder|scout|fond|stiftelse|stiftung|foundation|
    trust|institut|universit|gymnasi|college|council(?!l?or)|association|society|charity|network|netværk|nätverk|agency|
    ministeri|ministry|department|afdeling|afd\b|avdeling|avdelning|abteilung|forvaltning|förvaltning|verwaltung|
    direktorat|styrelse|region|amt\b|amtet|stadt|city|town|borough|county|hjem|heim|hus\b|huset|house|haus|garten|
    have\b|haven|institution|selskab|gesellschaft|company|firma|a/s|aps\b|ltd|gmbh|e\.v\.|\binc\b|verein|verband|
    forbund|förbund|union|team|hold|gruppe|grupp|group|komite|committee|sekretariat|secretariat|projekt|project|
    tjeneste|service|dienst|boligselskab|boligforening|bank|park|cafe|café|teater|theatre|theater|lag\b|laget|
    værksted|dagpleje|dagtilbud|børnehave|vuggestue|kita\b|plejecenter|omsorg|sundhed|idræt|fritid|kultur|teknik|
    miljø|beredskab|brandvæsen|jobcenter|ungdom|ældre|frivillig|borger""".replace("\n    ", "")
)
_PARTICLES = frozenset("von van der den de da af av la le el al bin ibn zu".split())  # noqa: SIM905
_TITLE = any_case(
    r"^(?:(?:(?:hr|fr|fru|frk|frøken|herr|frau|mr|mrs|ms|miss|dr|prof|professor)\.?\s+)+"
    r"|(?:\w*(?:leder|chef|konsulent|formand|bibliotekar|koordinator|coordinator|pædagog|lærer|"
    r"manager|officer|director|direktør|næstformand|kasserer|fmd\.?|nfmd\.?|kass\.?|rektor|forstander|lektor|sekretær|repræsentant|medarbejder|suppleant|stedfortræder|vikar|gæst|guest|deputy|observatør|observer|"
    r"rådgiver|frivillig|præst|sygeplejerske|læge|leiter|leiterin|ordförande|chair|lead|"
    r"inspektør|skoleleder|kontaktperson|kontakt))[:\s]+)"
)
_PEOPLE = (
    r"(?:frivillige?|forældre|borgere?|børn|unge|deltagere?|personer|pers\.?|elever|ansatte|"
    r"medarbejdere?|pædagoger|lærere|ældre|beboere?|gæster|medlemmer|studerende|kolleger|"
    r"repræsentanter|repr\.?|mennesker|stk\.?|mand|voksne|familier|pensionister|nabo(?:er)?|ledere|privatpersone?r?|"
    r"virksomheder|foreninger|organisationer|partnere|institutioner|skoler|klubber|companies|businesses|"
    r"organi[sz]ations|associations|partners|schools|clubs|groups|organisasjoner|föreningar|företag|"
    r"vereine|einrichtungen|firmen|organisationen|"
    r"volunteers?|parents?|participants?|people|persons?|residents?|citizens?|children|kids|pupils|"
    r"students?|classes|klasse[rn]|staff|guests?|members?|representatives?|reps?|others?|colleagues|adults|families|"
    r"frivilliga|föräldrar|medborgare|barn|ungdomar|deltagare|anställda|medlemmar|foreldre|"
    r"innbyggere|deltakere|beboerrepræsentanter|ehrenamtliche|eltern|kinder|jugendliche|bürger|"
    r"teilnehmer|teilnehmende|mitarbeiter|mitglieder|gäste|leute|personen|pårørende|relatives|"
    r"angehörige|anhöriga|indbyggere|invånare|einwohner|anwohner|naboer|neighbou?rs|nachbarn|grannar|"
    r"locals|brugere|brukere|users|politikere|politicians|politiker|besøgende|besökande|visitors|"
    r"besucher|turister|kursister|seniorer|seniors|senioren|pensionärer|familjer|familien|"
    r"børnefamilier|lärare|teachers|lehrer|schüler|kollegor|kollegen|kunder|journalist(?:er|en|s)?|"
    r"bénévoles|habitants|élèves|familles|interesserede|interessierte|intresserade)"
)
_GROUP = any_case(
    r"(?:(?:de|the|die|les|des|lokale?|lokala|local|locaux|andre|andra|other|andere|alle|alla|all|"
    r"flere|mange|many|nogle|some|unge|frivillige|interesserede|interested|inviterede|invited|tidligere|"
    rf"former)\s+)*(?:{_PEOPLE}(?:ne|na)?|pressen?|press|lokalpressen?|medi(?:er|erne|en|a)|publikum|"
    r"public|audience|offentlighed(?:en)?|offentligheten|allmänhet(?:en)?|öffentlichkeit|"
    r"lokalbefolkning(?:en)?|interested parties)"
)
_NUMBER = (
    r"(?:ca\.?\s*|circa\s*|about\s*|over\s*|\+\s*|omkring\s*)?(?:(?!(?:19|20)\d\d\b)\d{1,4}(?:\s*-\s*\d{1,4}|\+)?|en|et|to|tre|fire|fem|"
    r"seks|syv|otte|ni|ti|one|two|three|four|five|six|seven|eight|nine|ten|en|två|fyra|flere|"
    r"nogle|enkelte|div\.|diverse|forskellige|various|different|verschiedene|olika|ulike|several|some|zwei|drei|vier|fünf|einige|mehrere|noen|några)"
)
_FOR = (
    r"(?:på vegne a[fv]|på vegner av|på uppdrag av|(?:for and )?on behalf of|stedfortræder for|"
    r"i\.?\s?V\.|i\.?\s?A\.|im (?:Auftrag|Namen) (?:von|der|des)|i\.?\s?st\.?\s?f\.)"
)
_FROM_WHOM = rf"(?:fra|from|von|från|vom|{_FOR})"
_OF = rf"(?:af|of|{_FROM_WHOM})"
_PEOPLE_OF = any_case(
    rf"{_NUMBER}\s*(?:x\s*)?(?:[^\W\d_]+\s+)?{_PEOPLE}(?:\s+{_OF}\s+(?P<one>.+))?"
    rf"|(?:de\s+|the\s+)?{_PEOPLE}\s+(?:fra|from|från|aus|vom)\s+(?P<four>.+)|(?:{_NUMBER}|repræsentant(?:er)?|folk|nogen|representatives?|vertreter)\s+{_FROM_WHOM}\s+(?P<two>.+)|\d{{1,3}}\s*[x×]\s+(?P<three>\D.*)"
    r"|(?:en\s+|to\s+|\d+\s+)?(?:repræsentant(?:er)?|representant(?:er)?|representatives?)\s+(?:for|of|av|för)\s+(?P<six>.+)"
    rf"|(?:(?:eine?n?|{_NUMBER})\s+)?vertreter(?:in|innen)?\s+der\s+(?P<five>.+)"
)
_THEN_PEOPLE = any_case(
    rf"(?P<name>.+?)\s*(?:[(\[]\s*(?:\+\s*|x\s*)?(?:{_NUMBER}\s*(?:{_PEOPLE})?|{_PEOPLE})\s*[)\]]"
    rf"|[,:+–-]?\s+(?:med\s+|with\s+)?{_NUMBER}\s+{_PEOPLE}|\s*[x×]\s*\d{{1,3}}|\s+\+\s*\d{{1,3}}|\s*:\s*\d{{1,3}})"
)
_IN_FIELD = re.compile(
    r"[(\[]\s*(?:Ældre|Børn|Unge|Voksne|Familier?|Barn|Senioren?|Kinder|Jugend|Children|Families|Adults)\s*[)\]]"
)
"""Of whom a part of an organisation takes care: Kommunen (Ældre)."""
_JOINING = r"(?:og|and|och|und|samt|sowie)\s+"
_REST = "flere|andre|others|andra|andere|more|øvrige|övriga|weitere"
_OTHERS = any_case(
    rf"(?:^|[\s,&+(]+)(?:{_JOINING})?(?:(?-i:m\.?\s?fl|m\.?\s?m|m\.?\s?v|et\.?\s?al|o\.?\s?a|u\.?\s?a|u\.v\.m)\.?|"
    r"etc\.?|osv\.?|mfl\.?|med flere|med flera|andre aktører|among others|m\. flere|"
    r"flere andre|mange andre|many others|many more|flera andra|viele andere)\s*\)?\s*$"
    rf"|(?:\s*[,&+(]\s*|\s+{_JOINING})(?-i:{_REST})\s*\)?\s*$|^(?:{_JOINING})?(?:{_REST})$"
)
_REPRESENTED_BY = (
    r"(?:represented|repr?\.?|repræsenteret|representer[at]t|vertreten|vertr\.?)"
    r"\s*(?:by|af|av|ved|v/|genom|durch|d\.)"
)
_BY = any_case(
    r"(?P<name>.+?)[\s,(–-]+(?:v/|v\.|ved(?!\s+\d)|c/o|att\.?:?|"
    rf"{_REPRESENTED_BY}|representing|repr?\.?|genom|gennem|kontaktperson|kontakt|contact|med|"
    r"with|by|durch)[:\s]*"
    r"(?P<who>[^()]+)\)?"
)
_SURELY_BY = any_case(rf"v/|c/o|{_REPRESENTED_BY}")
_REPRESENTED = any_case(rf"^(?:v/|v\.|ved|c/o|repr?\.?(?:\s+(?:ved|by|af))?|{_FOR})\s*")
_BRACKETS = re.compile(r"(?P<name>.+?)\s*[(\[]\s*(?P<inside>[^()\[\]]+?)\s*[)\]]")
_TAIL = re.compile(
    r"(?P<name>.+?)\s*(?:\s[-–—|]\s|[:,/|]\s*|\s+[-–—]|[-–—]\s+|\s*\n\s*)(?P<who>.+)"
)
_FROM = any_case(rf"(?P<who>.+?),?\s+{_OF}\s+(?P<name>.+)")
_BEHIND_DASH = re.compile(r"(\S[^–—/|:]*?)\s*([-–—/|:])\s+(\S+ \S.*)")
_MAIL = re.compile(r"[\s,;:(<\[]*[\w.+-]+@[\w.-]+\w[\s)>\]]*")
_INITIALS = re.compile(r"[a-zæøåäö]{2,4}|(?:[A-ZÆØÅÄÖ]\.){1,3}[A-ZÆØÅÄÖ]?\.?")
_JOINED = any_case(r"\s*(?:,|/|&|\+|\bog\b|\band\b|\boch\b|\bund\b|\bsamt\b)\s*")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’.][^\W\d_]*)*\.?")
_UNKNOWN_NAME = re.compile(r"[A-ZÆØÅÄÖ][a-zæøåäöüéß]+(?:[\s-][A-ZÆØÅÄÖ]\.?[a-zæøåäöüéß]*){0,3}")
_SHORT_TITLE = re.compile(r"^[A-ZÆØÅÄÖÜ][a-zæøåäöü]{1,5}\.\s+")
_RANK = re.compile(r"^[A-ZÆØÅÄÖÜ]{2,3}\s+")
"""Letters before a name, such as those of a constable: PC Dunn."""
_NAMED_POLITELY = any_case(
    r"(?:(?:hr|fr|fru|frk|herr|frau|mr|mrs|ms|dr|prof)\.?\s+){1,3}[^\W\d_]+(?:-[^\W\d_]+)?"
)
_INITIALLED = re.compile(
    r"(?:[A-ZÆØÅÄÖÜ]\.[ -]?){1,3}(?P<name>[A-ZÆØÅÄÖÜ][a-zæøåäöüéß]+(?:-[A-ZÆØÅÄÖÜ][a-zæøåäöüéß]+)?)"
    r"|(?P<before>[A-ZÆØÅÄÖÜ][a-zæøåäöüéß]+), (?:[A-ZÆØÅÄÖÜ]\.[ -]?){0,2}[A-ZÆØÅÄÖÜ]\.?"
)
"""A surname with initials before or behind it: T. Marsh."""

_COMPASS = "NØVSÖEWO"
"""Letters that stand for a part of a place: N. Jylland, but J. Lund."""

_ROLE = re.compile(r"[a-zæøåäöü-]{3,}\.?|[a-zæøåäöü]{2}\.")
_POST = (
    r"(?i:(?:vice[ -]|head |senior |deputy |assistant |acting |daglig |tf\.? |konst\.? )?\w*(?:"
    r"leder|chef|konsulent|formand|forkvinde|forperson|bibliotekar|librarian|koordinator|pædagog|lærer|direktør|kasserer|rektor|"
    r"forstander|inspektør|medarbejder|borgmester|præst|leiter|leiterin|vorsitzende|bürgermeister|"
    r"geschäftsführer|ordförande|föreståndare|kassör|chair|chairman|chairperson|chairwoman|manager|"
    r"director|headteacher|treasurer|officer|coordinator|principal|vicar|mayor)(?:en|n|et|r|rin|in)?)"
)
_POST_ALONE = re.compile(_POST)
_POST_OF = re.compile(
    rf"{_POST}\s+(?:for|af|i|på|of|at|der|des|vom|från|för|fra|ved|hos)\s+(?:the\s+)?"
    r"(?P<name>[A-ZÆØÅÄÖÜ0-9].*)"
)
_POST_IN_GENITIVE = re.compile(rf"\S.*(?:s|['’]s?)\s+{_POST}")
_PHONE = re.compile(
    r"[\s,;:(\[]*(?:\b(?:tlf|tel|telefon|phone|mobil|mobile|mob|ph|cvr|cvr-nr|org\.?nr)\b[.:]*\s*\+?\d[\d\s-]{5,}\d"
    r"|(?<=[\s(\[])(?!\d\d-\d\d-\d{4}\b|\d{4}-\d\d-\d\d)\+?\d{2,3}(?:[\s-]?\d{2,3}){3,}\b)[\s)\]]*",
    re.IGNORECASE | re.ASCII,
)  # fmt: skip
_CAPITALISED = re.compile(r"\b[A-ZÆØÅÄÖ][\w'’-]+(?: [A-ZÆØÅÄÖ][\w'’.-]*)*")
_CAPITALS = re.compile(r"[A-ZÆØÅÄÖ]{2,4}")


@cache
def is_person(text: str) -> bool:
    """Whether a text is the name of a person: a first name, and what may follow one.

    Examples
    --------
    >>> [is_person(text) for text in ("Mette", "Anne-Mette B. Holm", "formand Lars Hansen")]
    [True, True, True]
    >>> is_person("Headteacher Ann Lee"), is_person("Deputy Mayor Tom Reed"), is_person("Hill Ann")
    (True, True, False)
    >>> is_person("J. Lund"), is_person("N. Jylland")
    (True, False)
    >>> [is_person(text) for text in ("Mary Fonden", "Helsingør", "SSP", "mette", "Røde Kors")]
    [False, False, False, False, False]
    """
    text = " ".join(text.split()).strip(" .")
    if len(text) > _LONGEST:
        return False
    if _NAMED_POLITELY.fullmatch(text):
        return True
    text = _TITLE.sub("", text).strip()
    if (match := _INITIALLED.fullmatch(text)) and not ORGANISED.search(text):
        place = (match["name"] or match["before"]).casefold() in PLACES
        return not (place and text[0] in _COMPASS)
    words = text.split()
    if len(words) > 1 and _ROLE.fullmatch(words[0]) and words[0] not in _PARTICLES:
        return is_person(" ".join(words[1:]))
    if len(words) > _MOST_WORDS or ORGANISED.search(text) or not text[:1].isupper():
        return False
    known = _is_first_name(words[0]) or (len(words) > 2 and is_person(" ".join(words[1:])))
    return known and all(
        _WORD.fullmatch(word) and (word[0].isupper() or word in _PARTICLES) for word in words
    )


def _is_first_name(word: str) -> bool:
    folded = word.strip(".").casefold()
    return folded in FIRST_NAMES or all(part in FIRST_NAMES for part in folded.split("-"))


def has_title(person: str) -> bool:
    """Whether something stands before the name of a person that may say for whom it came.

    >>> [has_title(text) for text in ("Skoleleder Ida Dam", "PC Tom Reed", "Ida Dam", "Hr. Dam")]
    [True, True, False, False]
    """
    first, _, rest = person.partition(" ")
    titled = first[:1].isupper() and not _NAMED_POLITELY.fullmatch(person)
    return titled and not _is_first_name(first) and is_person(rest)


def ends_in_person(text: str) -> bool:
    """Whether a full name stands behind what may be a title or an organisation.

    >>> [ends_in_person(text) for text in ("Stadträtin Petra Vogt", "Kirken Ole Vind", "Ole Vind")]
    [True, True, False]
    """
    *before, first, last = ["", "", *text.split()]
    return len(before) > 2 and _is_first_name(first) and is_person(f"{first} {last}")


def may_be_person(text: str) -> bool:
    """Whether a text looks like a full name, whoever bears it.

    >>> may_be_person("Zanele Khumalo"), may_be_person("Røde Kors"), may_be_person("Skolen")
    (True, False, False)
    >>> may_be_person("Rev. Ford"), may_be_person("Rådmand Friis")
    (True, True)
    """
    bare = _SHORT_TITLE.sub("", text)
    named = " " in text and _UNKNOWN_NAME.fullmatch(bare) is not None
    return named and not ORGANISED.search(text)


def may_bear_address(text: str) -> bool:
    """Whether what stands before an address may be a person, rather than organisations.

    >>> [may_bear_address(text) for text in ("Xenia", "Holm, Mette", "", "Skolen", "SSP, Klubben")]
    [True, True, True, False, False]
    """
    last, comma, first = text.strip(' "').partition(",")
    if first.split() and first.split()[0].casefold() in FIRST_NAMES:
        return True
    return is_person(last) or not (
        ORGANISED.search(text) or (comma and not may_be_person(f"{first.strip()} {last}"))
    )


@cache
def is_group(text: str) -> bool:
    """Whether a text is a word for people whom no organisation sends, or for any organisations.

    >>> [is_group(text) for text in ("forældre", "Lokale borgere", "the public", "Presse", "Ældre")]
    [True, True, True, True, False]
    """
    field = text[:1].isupper() and text.casefold() in FIELDS
    return len(text) <= _LONGEST and not field and _GROUP.fullmatch(text) is not None


@cache
def is_post(text: str) -> bool:
    """Whether a text is the post of somebody: alone, or of an organisation in the genitive.

    >>> [is_post(text) for text in ("Formanden", "Klubbens formand", "Formand for SSP", "SSP")]
    [True, True, False, False]
    """
    return len(text) <= _LONGEST and (
        _POST_ALONE.fullmatch(text) is not None or _POST_IN_GENITIVE.fullmatch(text) is not None
    )


def are_mostly_posts(cells: Sequence[str]) -> bool:
    """Whether half of some cells or more say what somebody is: Headteacher, below Title."""
    return 2 * sum(map(is_post, cells)) >= len(cells)


def are_persons(text: str) -> bool:
    """Whether a text is the names of persons, with a number or a role among them at most."""
    if len(text) > _LONGEST:
        return False
    if is_person(text):
        return True
    names = [name for name in _JOINED.split(text) if name]
    more = [name for name in names if not is_person(name)]
    alike = all(name.isdecimal() or _ROLE.fullmatch(name) for name in more)
    return len(names) > len(more) and alike


def _are_mostly_persons(text: str) -> bool:
    """Whether half of some single names or more are first names: Tim, Pia, Xenia.

    >>> _are_mostly_persons("Tim, Pia, Xenia"), _are_mostly_persons("Tim, Teknik, Park")
    (True, False)
    """
    names = [name for name in _JOINED.split(text) if name] if len(text) <= _LONGEST else []
    single = all(" " not in name and _UNKNOWN_NAME.fullmatch(name) for name in names)
    known = single and len(names) > 2 and 2 * sum(map(is_person, names)) >= len(names)
    return known and not any(ORGANISED.search(n) or n.casefold() in PLACES for n in names)


@cache
def without_persons(name: str) -> Kept:
    """The organisation of a name, without the persons and numbers of people beside it.

    Examples
    --------
    >>> [without_persons(name).name for name in ("Skolen (Mette)", "SSP v/ Lars", "Mette, SSP")]
    ['Skolen', 'SSP', 'SSP']
    >>> [without_persons(name).name for name in ("Klubben m.fl.", "2 frivillige fra Røde Kors")]
    ['Klubben', 'Røde Kors']
    >>> without_persons("2 frivillige"), without_persons("m.fl.").name
    (Kept(name='', beside='people'), '')
    >>> without_persons("Kommunen (Center for Børn)"), without_persons("Klubben (Xenia)").beside
    (Kept(name='Kommunen (Center for Børn)', beside=''), 'unclear')
    """
    name = " ".join(name.split())
    if len(name) > _LONGEST or name.casefold().strip(" .") in NOBODY:
        return Kept(name if len(name) > _LONGEST else "", "")
    bare = _OTHERS.sub("", name).strip(" ,")
    if bare != name:
        kept = without_persons(bare) if bare else Kept("", "")
        return Kept(kept.name, kept.beside or "others")
    rest = _PHONE.sub(_bracket_of, _MAIL.sub(_bracket_of, name)).strip(" ,")
    if rest and rest != name:
        kept = without_persons(rest)
        return Kept(kept.name, kept.beside or "person")
    if match := _PEOPLE_OF.fullmatch(name):
        return Kept(next(filter(None, match.groups()), ""), "people")
    if (match := _THEN_PEOPLE.fullmatch(name)) and not _IN_FIELD.search(name):
        kept = without_persons(match["name"])
        return Kept(kept.name, "people")
    return _beside(name)


def _bracket_of(match: re.Match[str]) -> str:
    """The bracket that stays of an address beside a person: Klubben (Bo, 22334455)."""
    opens, closes = "(" in match[0], ")" in match[0]
    return " " if opens == closes else " (" if opens else ")"


def shown(cell: str) -> str:
    """A cell without the persons in it, as an example of what a column holds.

    >>> shown("Biblioteket (Mette), SSP v/ Lars"), shown("Mette Hansen")
    ('Biblioteket, SSP', '…')
    """
    if len(cell) > _LONGEST:
        return "…"
    pieces = re.split(r"\s*[,;\n]\s*(?![^(\[]*[)\]])", cell)
    names = [without_persons(piece).name for piece in pieces if piece]
    return ", ".join("…" if is_person(name) else name for name in names if name) or "…"


def without_first_names(text: str) -> str:
    """A sentence without the names of persons in it, as far as their first names are known.

    >>> without_first_names("Ring til Mette Holm om Klubben")
    'Ring til … om Klubben'
    """
    return _CAPITALISED.sub(
        lambda names: "…" if names[0].split()[0].casefold() in FIRST_NAMES else names[0], text
    )


def behind_dash(name: str) -> tuple[str, str, str] | None:
    """A name, the sign behind it and what stands behind that and may be a person.

    >>> behind_dash("Skolen – Zanele Khumalo"), behind_dash("Kommunen - Teknik og Miljø")
    (('Skolen', '–', 'Zanele Khumalo'), None)
    """
    match = _BEHIND_DASH.fullmatch(name) if len(name) <= _LONGEST else None
    if match is None or ORGANISED.search(match[3]) or not _UNKNOWN_NAME.fullmatch(match[3]):
        return None
    return match[1], match[2], match[3]


def _beside(name: str) -> Kept:
    """A name without a person before or behind it."""
    if (match := _POST_OF.fullmatch(name)) and match["name"].casefold() not in PLACES:
        return Kept(match["name"], "person")
    if (match := _BY.fullmatch(name)) and not is_person(match["name"]):
        after = name[len(match["name"]) :]
        if (
            are_persons(match["who"])
            or _POST_ALONE.fullmatch(match["who"])
            or (_SURELY_BY.search(after) and not ORGANISED.search(match["who"]))
        ):
            return Kept(match["name"].rstrip(" ,"), "person")
    if match := _BRACKETS.fullmatch(name):
        return _of_brackets(name, match["name"], match["inside"])
    for pattern in (_TAIL, _FROM):
        if match := pattern.fullmatch(name):
            one, other = match["name"], match["who"]
            if are_persons(other) and not are_persons(one):
                return Kept(without_persons(one).name, "person")
            if are_persons(one) and not are_persons(other):
                return Kept(without_persons(_without_posts(other)).name, "person")
    return Kept(name, "")


def _of_brackets(whole: str, before: str, inside: str) -> Kept:  # noqa: PLR0911 - a table
    if inside.casefold() in _STATUSES:
        return Kept(before if is_person(before) else without_persons(before).name, "others")
    bare = _REPRESENTED.sub("", inside)
    organised = ORGANISED.search(inside) is not None
    if are_persons(before):
        beside = are_persons(bare) or (not organised and _ROLE.fullmatch(inside))
        return Kept(before if beside else _without_posts(bare), "person")
    labelled = _without_labelled(inside)
    if labelled is not None:
        return Kept(f"{before} ({labelled})" if labelled else before, "person")
    if are_persons(bare) or _are_mostly_persons(bare) or (bare != inside and not organised):
        return Kept(without_persons(before).name, "person")
    place = inside.casefold() in PLACES
    if not place and (_INITIALS.fullmatch(inside) or _TITLE.fullmatch(f"{inside} ")):
        return Kept(before, "person")
    if organised or place or _abbreviates(inside, before):
        return Kept(whole, "")
    if _UNKNOWN_NAME.fullmatch(_RANK.sub("", inside)) or _CAPITALS.fullmatch(inside):
        return Kept(whole, "unclear")
    return Kept(whole, "")


def _without_posts(text: str) -> str:
    """What stands behind the name of a person, without what it is there: vicar, Church.

    >>> _without_posts("vicar, Church"), _without_posts("SSP")
    ('Church', 'SSP')
    """
    pieces = text.split(", ")
    kept = [piece for piece in pieces if not (is_post(piece) or _ROLE.fullmatch(piece))]
    return ", ".join(kept) or text


def _without_labelled(inside: str) -> str | None:
    """Brackets without persons behind labels, and the labels of these where nothing else is left.

    None where no label stands before a person.

    >>> _without_labelled("Sundhed: Lise, Job: Per"), _without_labelled("Sundhed: Lise, Job")
    ('', 'Job')
    >>> _without_labelled("Sundhed, Job"), _without_labelled("afd.: Nord")
    (None, None)
    """
    pieces = [piece for piece in _BETWEEN_LABELLED.split(inside) if piece]
    behind = [match["who"] for piece in pieces if (match := _LABEL_OF_PERSON.fullmatch(piece))]
    if not any(map(are_persons, behind)):
        return None
    left = [
        piece
        for piece in pieces
        if not ((match := _LABEL_OF_PERSON.fullmatch(piece)) and _may_be_one(match["who"]))
        and not are_persons(piece)
    ]
    return ", ".join(left)


def _may_be_one(who: str) -> bool:
    unknown = _UNKNOWN_NAME.fullmatch(who) is not None and not ORGANISED.search(who)
    return are_persons(who) or unknown


_BETWEEN_LABELLED = re.compile(r"\s*[,;\n]\s*|\s+(?:og|and|och|und)\s+")
_LABEL_OF_PERSON = re.compile(r"[^:–-]+?(?:\s*:|\s+[–-])\s+(?P<who>.+)")


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of the one stand in the other in their order, from the first on.

    >>> _abbreviates("DH", "Danske Handicaporganisationer"), _abbreviates("MH", "Biblioteket")
    (True, False)
    """
    letters = iter(name.casefold())
    same = short[:1].casefold() == name[:1].casefold()
    return same and all(letter in letters for letter in short.casefold())
