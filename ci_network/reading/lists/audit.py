"""A last look at what was read of a list, beside what stands in it.

What each column means is known by then, and each name stands alone. Here nothing is read: names
that are hardly names, days that nobody read, and lines beside the table that say who came or led
are asked about, whatever the layout they came from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ci_network.reading.cells import MONTHS, leads
from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import explained, in_brackets, is_sheet, title_of
from ci_network.reading.lists.crosses import OF_PAPERS
from ci_network.reading.lists.days import has_any_date
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.names import names_of_none, pieces
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices, Pair, Part
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.titles import telling
from ci_network.reading.lists.told import names_nobody
from ci_network.reading.lists.words.attendance import (
    MODES,
    doubtful_word,
    folded_word,
    is_role,
    is_total,
    mentions_away,
    mentions_lead,
    said_by,
    says_away,
    tells_away,
)
from ci_network.reading.lists.words.headings import (
    ANSWERS,
    OF_PERSONS,
    Field,
    Heading,
    field_of,
    heading,
    known_field,
    known_heading,
)
from ci_network.reading.lists.words.kinds import are_mostly_persons, is_hour
from ci_network.reading.lists.words.lexicon import any_case, words
from ci_network.reading.lists.words.persons import NOBODY, are_mostly_posts
from ci_network.reading.lists.words.when import date_within, is_weekday, when
from ci_network.reading.spelling import apart_by_years, same_name

# ------------------------------------------------------------------------------------ names

_WITH = (
    r"(?:i|in) (?:sam\w+|cooperation|partnership|collaboration) (?:med|with)|together with|"
    r"(?:sammen|tillsammans) med|gemeinsam mit|in zusammenarbeit mit|"
    r"(?:med|with|mit) (?:stöd|støtte|support|unterstützung|hjælp|hjelp|hjälp|help|hilfe|"
    r"bistand) (?:av|af|fra|från|from|of|von|durch)|"
    r"(?:assisteret|assistert|assisterad|støttet|understøttet|stöttad|hjulpet|assisted|supported|"
    r"helped|unterstützt|begleitet) (?:af|av|by|von|durch)"
)
_SAID_OF = any_case(
    r"(?:inkl|incl|inklusive|including|samt|og|and|und|och|ikke|not|nicht|inte|ej|kun|only|nur|"
    r"endast|bare|plus|også|also|auch|ekskl|excl|uden|without|ohne|utan|uten|minus|undtagen|except|"
    r"både|sowohl|fx|f\.eks|e\.g|z\.b|t\.ex|evt|eventuelt|evtl|eventuell|eventuelle|ggf|måske|maybe|perhaps|"
    r"possibly|kanske|kanskje|vielleicht|eksempel|example|beispiel|exempel|repr|"
    r"(?:de )?(?:samme|samma) (?:som|fra|från)|(?:the )?same (?:as|people|from)|"
    r"(?:die|der|das)selben? wie|som sidst|"
    r"(?:repræsentant|representative|representant|vertreter|deltager|participant|deltaker|"
    r"deltagare|teilnehmer|medarbejder|ansatt|staff|mitarbeiter|medlem|member|mitglied|frivillig|"
    r"volunteer|ehrenamtliche)\w*\s(?:for|af|av|of|fra|från|from|von|vom|der|des|aus|i|på|ved|hos)"
    rf"|{_WITH})\.?\s"
)
"""What stands before a name and is no part of it."""

_IN_A_SENTENCE = re.compile(
    rf"(?:^|\s)(?:(?i:{_WITH})|hosted by|i ?stedet for|i stället för|istället för|instead of|"
    r"in place of|(?:an)?statt|(?i:evt|eventuelt|eventuellt|evtl|måske|maybe|possibly|"
    r"kanske|kanskje|vielleicht)|på vegne af|on behalf of|represented by|repræsenteret (?:af|ved)|"
    r"repr\.|im auftrag|vi|we|wir|jeg|var|was|were|har|had|hatte|deltog|mødte|stod|hjalp|took|came|"
    r"helped|holdt|kommer|war|waren|hade|kom|skal|should|kl|uhr|tlf)\.?(?=\s|$)"
)  # fmt: skip
"""Words of sentences, which names do not hold."""

_SIGNS = re.compile(
    r"[;|\n\t~→⇒↔]|[-=]>|\w:\s+\w|\s=\s|\sm[./]\s|\s(?:plus|samt|og|and|och|und)$|\([^()]*:[^()]*\)|"
    r"^(?:[^\w(\[\"“'„»@#.<{-]|_|-\s)|[:;,/&+*=–_-]$|[^\W\d_]{6}\.$|"
    r"^(?:\d+\.?|en|et|ett|an?|eine?|to|två|two|tre|three|zwei|drei)\s+[a-zæøåäöü]"
)  # fmt: skip
"""Signs that divide, mark or end something, and articles, where no name has them."""

_DEVICE = any_case(r"\b(?:iphone|ipad|galaxy \w+|macbook\w*|laptop)\b")

_STREET = any_case(
    r"(?:(?:vej|vejen|gade|gaden|allé|allee|stræde|plads|straße|strasse|str\.|weg|platz|gatan|"
    r"vägen|veien|gata|gaten)|\b(?:street|st\.|road|rd\.?|avenue|lane|square))\s+\d+\s*[a-z]?$"
    r"|^\d+\s+\S+.*\b(?:street|road|avenue|lane|square)$|\b(?:lokale|room|raum|sal|rom)\s+\S*\d"
)
"""Addresses and rooms, which stand beside the names of hosts."""

_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
_CAPITALS = 6
"""Letters that a short name in capitals has at most: KOM is an organisation, Kom came."""


def without_names_of_none(
    parts: Sequence[Part], choices: Choices, columns: Sequence[str], log: Log
) -> list[Part]:
    """The parts, without what the person said is the name of no actor.

    Asks about what was read as an actor, from these columns, and is hardly the name of one.
    """
    names = {name: same_name(name) for name in dict.fromkeys(part.actor for part in parts)}
    titles = {title: same_name(title) for title in {part.activity for part in parts}}
    folded = {*names.values()}
    elsewhere = {names[p.actor] for p in parts if names[p.actor] != titles[p.activity]}
    not_alone = elsewhere.intersection(titles.values())
    countries = folded & _COUNTRIES
    if len(countries) > 1:
        not_alone |= countries
    not_alone |= apart_by_years(folded)
    doubtful = [n for n, own in names.items() if own in not_alone or _is_doubtful(n, folded)]
    out = names_of_none(parts[0].file if parts else "", columns, doubtful, choices)
    for part in parts:
        if part.actor in out:
            log.add("cells left out", part.file, part.row, part.actor, "it is no actor")
    return [part for part in parts if part.actor not in out]


def pairs_without_names_of_none(
    pairs: Sequence[Pair], choices: Choices, columns: Sequence[str], log: Log
) -> list[Pair]:
    """The same of pairs: what was read as one of two."""
    names = dict.fromkeys(name for pair in pairs for name in (pair.source, pair.target))
    folded = {*map(same_name, names)}
    doubtful = [name for name in names if len(name) > _LETTERS and _is_doubtful(name, folded)]
    out = names_of_none(pairs[0].file if pairs else "", columns, doubtful, choices)
    for pair in pairs:
        for name in out & {pair.source, pair.target}:
            log.add("row left out", pair.file, pair.row, name, "it is no actor")
    return [pair for pair in pairs if out.isdisjoint((pair.source, pair.target))]


_LETTERS = 2
"""Letters that a sign for an actor has at most, such as A or K1, where ties name it."""


def _is_doubtful(name: str, others: Collection[str]) -> bool:
    """Whether a name is hardly one, or holds others, which are folded."""
    whom = [same_name(each) for each in _IN_PLACE_OF.split(name)]
    both = len(whom) > 1 and all(each in others for each in whom)
    return both or any(each in others for each in _within(name)) or is_hardly_a_name(name)


_IN_PLACE_OF = re.compile(r"\s(?:for|for the|für|för)\s")


_COUNTRIES = words(
    """dk, se, no, fi, is, de, at, ch, nl, be, fr, it, es, pt, ie, uk, gb, pl, cz, hu, ro, bg, gr,
    el, hr, si, sk, ee, lv, lt, lu, mt"""
)
"""Codes of countries, which are none where one stands alone: IT, NO."""


def _within(name: str) -> list[str]:
    """The names that a name may be made of, folded; nothing for one that has none within it.

    >>> _within("Røde Kors, Teknik og Miljø"), _within("Klubben (SSP, Skolen)")
    (['røde kors', 'teknik', 'miljø'], [])
    """
    pieces = _BETWEEN.split(_BRACKETS.sub("", name))
    return [same_name(piece) for piece in pieces] if len(pieces) > 1 else []


_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BETWEEN = re.compile(r"\s*[,;/+]\s*|\s+(?:&|og|and|och|und|samt|-|–)\s+")


def is_hardly_a_name(name: str) -> bool:
    """Whether a text is more likely a mark, a role, a date or a sentence than an actor's name.

    Examples
    --------
    >>> [is_hardly_a_name(name) for name in ("Guest", "Natteravnene (Tim", "_Skolen_", "uge 41")]
    [True, True, True, True]
    >>> [is_hardly_a_name(n) for n in ("Medlemmer af rådet", "Hallen sammen med Kroen", "evt. DGI")]
    [True, True, True]
    >>> [is_hardly_a_name(n) for n in ("Hallen → Kroen", "støttet af Kroen", "Samme som sidst")]
    [True, True, True]
    >>> [is_hardly_a_name(name) for name in ("Referat sendt", "Forplejning", "Referatudvalget")]
    [True, True, False]
    >>> [is_hardly_a_name(name) for name in ("KOM", "3F", "FC 08", "Leve med kræft", "Frivillige")]
    [False, False, False, False, False]
    """
    unpaired = name.count('"') % 2 or any(name.count(a) != name.count(b) for a, b in _PAIRS)
    signs = (_IN_A_SENTENCE, _SIGNS, _STREET, _DEVICE)
    said = [_SAID_OF.match(f"{each} ") for each in (name, *in_brackets(name))]
    written = [*said, _said_as(name), *(pattern.search(name) for pattern in signs)]
    has_letters = re.search(r"[^\W_]", name) is not None
    of_papers = OF_PAPERS.fullmatch(key(name)) is not None and not name.isupper()
    word = of_papers or _is_word(name) or _is_date(name)
    return bool(unpaired) or not has_letters or any(written) or word


def _said_as(name: str) -> bool:
    """Whether a name ends in "as" and a role, which may be that of its bearer or a part of it."""
    match = _AS.fullmatch(name)
    return match is not None and is_role(match[1])


_AS = re.compile(r"\S.*\s(?:som|as|als)\s(?:the\s)?(.+)")


def _is_word(name: str) -> bool:
    """Whether a name is one of the words by which lists say something else."""
    if name.isupper() and len(name) <= _CAPITALS:
        return False
    meant = known_heading(name)
    named = meant is not None and (
        meant.field not in _MAY_BE_NAMES or (meant.field == "actor" and meant.rank > 1)
    )
    return named or said_by(name) is not None or is_role(name) or name.casefold() in _NO_NAMES


_NO_NAMES = words(
    """i alt, ialt, in all, in total, insgesamt, totalt, sammanlagt, os, os selv, vi, vi selv, oss,
    oss selv, oss själva, vi själva, us, we, ourselves, uns, wir, wir selbst, mig, mig selv, me,
    myself, dem, de, them, they, ham, hende, him, her, selv, self, själva, selbst"""
)
"""Sums, and who answered a form or is spoken of, without a name."""

_MAY_BE_NAMES: frozenset[Field] = frozenset({"actor", "activity", "secretariat", "other", "count"})


def _is_date(name: str) -> bool:
    has_figures = re.search(r"\d", name) is not None and not name.isdecimal()
    return has_figures and (when(name, "2000") or date_within(name, "2000")) is not None


def ask_about_titles(
    parts: Sequence[Part], choices: Choices, columns: Mapping[Field, Sequence[str]]
) -> None:
    """Ask about names of activities that are words for who came, or headings of something else."""
    if choices.activity or choices.title is not None:
        return
    doubtful = [t for t in dict.fromkeys(part.activity for part in parts) if _is_no_title(t)]
    if doubtful:
        raise Question("hardly-titles", parts[0].file, columns.get("activity", ()), doubtful)


def without_called_off(parts: Sequence[Part], choices: Choices, log: Log) -> list[Part]:
    """The parts, without activities of which the person said that they did not take place.

    Asks when the name of an activity speaks of one that was called off, or is an example.
    """
    away, held = ({folded_word(word.partition("=")[0]) for word in words}
                  for words in (choices.absent, choices.marks))  # fmt: skip
    titles = {title: folded_word(title) for title in dict.fromkeys(p.activity for p in parts)}
    doubtful = [
        title
        for title, folded in titles.items()
        if ((tells_away(title) and not _ABOUT.match(title)) or _EXAMPLE.match(title))
        and folded not in away | held
        and doubtful_word(title) not in held
    ]
    if doubtful:
        raise Question("titles-away", parts[0].file, cells=doubtful)
    kept = []
    for part in parts:
        if titles[part.activity] in away:
            log.add("row left out", part.file, part.row, part.activity, "it was called off")
        else:
            kept.append(part)
    return kept


_ABOUT = any_case(
    r"(?:evaluering|opsamling|drøftelse|debat|oppfølging|opfølgning|om|about|review|follow-up|"
    r"auswertung|über|utvärdering|uppföljning|aflyste?|cancell?ed|avlyste?|inställda?|abgesagte)\s"
)
"""How the name of an activity begins that is about something called off."""

_EXAMPLE = any_case(
    r"(?:fx|f\.?\s?eks|e\.?g|z\.?\s?b|t\.?\s?ex|eksempel|example|beispiel|exempel)\b"
)


def _is_no_title(title: str) -> bool:
    meant = known_heading(title)
    return (
        (said_by(title) == "absent" and len(title) > 1)
        or is_total(title)
        or re.search(r"[^\W_]", title) is None
        or (meant is not None and meant.rank == 1 and meant.field in _NO_TITLES)
        or meant == _OF_PERIODS
    )


_NO_TITLES: frozenset[Field] = frozenset(
    {"actor", "absent", "invited", "lead", "assist", "person", "count", "year", "month", "week",
     "role"}
)  # fmt: skip

# ------------------------------------------------------------------------------------- days

_MONTHS = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAY = any_case(
    rf"(?<![\w.,/:-])(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./-]\d{{1,2}}(?:[./-](?:\d{{4}}|\d\d))?"
    rf"|\d{{1,2}}\.?\s?(?:{_MONTHS})\.?(?:\s?\d{{4}})?|(?:{_MONTHS})\s\d{{1,2}}(?:,?\s\d{{4}})?)(?![\w/:-])"
)
_MONTH = any_case(
    rf"(?<![^\W_])(?:(?:{_MONTHS})\.?\s?(?:19|20)\d\d|(?:uge|week|kw|vecka|uke)\.?\s?\d{{1,2}}|q[1-4]|"
    r"[1-4]\.\s?(?:kvartal|quartal|quarter))(?![^\W_])"
)
_YEAR = re.compile(r"(?<![^\W_])(?:19|20)\d\d(?![^\W_])")
_GRAINS = ((_DAY, len("2018-03-14")), (_MONTH, len("2018-03")), (_YEAR, len("2018")))
_OF_THE_FILE = any_case(
    r"\b(?:udskrevet|printed|opdateret|updated|uppdaterad|oppdatert|aktualisiert|version|pr|per|stand|"
    r"as of|side|page|seite|sida|næste|next|nächste|nästa|neste)\b"
)
"""Words beside a date that is of the file, or of what is to come."""


def with_unread_days(
    parts: Sequence[Part], sheets: Sequence[Sheet], choices: Choices, log: Log
) -> list[Part]:
    """The parts, with the dates that the person said of titles and lines whose days were not read.

    The parts are those before names of activities that met often are told apart.

    Asks when a day stands in the title of an activity, above the table or in the name of its sheet,
    and the activity was read without a date, or with a coarser one.
    """
    told = dict(choices.when)
    above = {sheet.file: _lines_with_days(sheet, parts) for sheet in sheets}
    doubtful: list[str] = []
    dated = []
    for part in parts:
        texts = [text for text in (part.activity, *above.get(part.file, ()))
                 if _grain(text) > len(part.start) and not part.end]  # fmt: skip
        said = next((text for text in texts if text in told), None)
        if said is None:
            doubtful += texts
            dated.append(part)
            continue
        read = when(told[said])
        start, end = ("", "") if read is None else read[:2]
        log.add("date in the name", part.file, part.row, said, start or "unknown")
        dated.append(replace(part, start=start or part.start, end=end))
    if doubtful:
        raise Question("unread-days", parts[0].file, cells=doubtful)
    return dated


@cache
def _grain(text: str) -> int:
    """How long a date is that a text may hold, as it is written in edges.csv; 0 without any.

    >>> [_grain(text) for text in ("Workshop (14/3-22)", "Møde i maj 2019", "Ark 2", "Modul 1.2")]
    [10, 7, 0, 0]
    """
    if _PART.search(text):
        return 0
    return next((length for pattern, length in _GRAINS if pattern.search(text)), 0)


_PART = any_case(r"(?:\b(?:v|nr|no|[^\W\d_]{3,}))\.?\s*\d+\.\d+$")


def _lines_with_days(sheet: Sheet, parts: Sequence[Part]) -> list[str]:
    """Lines above a table, and the name of its sheet, with days finer than those of its rows."""
    finest = max((len(part.start) for part in parts if part.file == sheet.file), default=0)
    lines = sheet.block.lines_above()
    if is_sheet(sheet.file):
        lines.append(title_of(sheet.file))
    return [
        line
        for line in lines
        if _grain(line) > (finest if _YEAR.fullmatch(line) else max(finest, len("2018")))
        and not _OF_THE_FILE.search(line)
    ]


# ------------------------------------------------------------------------------------- lines

_MARKED = any_case(
    r"\b(?:kun|only|nur|bare|endast|undtagen|except|außer|utom|unntatt|fed|bold|fett|kursiv|italic\w*|"
    r"understreg\w*|understr[uy]k\w*|underlined|unterstrichen|markeret|marked|markerad\w*|markiert|"
    r"farve\w*|colou?rs?|farben?|stjerne|asterisk|stern|stjärna|overstreg\w*|gennemstreg\w*|"
    r"struck|durchgestrichen|överstruk\w*)\b"
)
_NOT_HELD = any_case(
    r"\b(?:planlagte?|planned|geplante?|planerade?|kommende|upcoming|fremtidige|framtid[ai]\w*|future|künftige|"
    r"id[eé]er|id[eé]|ideas?|ideen|forslag|förslag|vorschläge|suggestions?|mulige|möjliga|mögliche|possible|"
    r"potential|ønsker|wish ?list)\b"
)
"""Words of a line above activities that were only thought of."""


def ask_about_lines(sheets: Iterable[Sheet], choices: Choices, titles: Collection[str]) -> None:
    """Ask about lines that say who came or led, or what was planned, and were not read."""
    if choices.comments is not None:
        return
    for sheet in sheets:
        said = [
            line
            for line in (*sheet.block.lines(), *filter(_NOT_HELD.search, sheet.block.lone()))
            if not any(map(explained, (line, *in_brackets(line))))
            and same_name(line) not in titles and not _is_label(line, sheet) and telling(line)
            and (_MARKED.search(line) or mentions_away(line)
                 or (_NOT_HELD.search(line) and line not in sheet.block.notes)
                 or (mentions_lead(line) and choices.lead != ("none",)))
        ]  # fmt: skip
        if said:
            raise Question("lines-beside", sheet.file, cells=said)


def _is_label(line: str, sheet: Sheet) -> bool:
    """Whether a line is a heading of its own, or one with a value: Tovholder: Skolen.

    Who led is read there for a list of one activity; above several it may be of all.
    """
    said = known_field(line.partition(":")[0].strip())
    if said == "lead" and ":" in line:
        return "activity" not in sheet.fields
    return said in ("activity", "date", "lead", "actor", "attended")


# ----------------------------------------------------------------------------------- columns


def ask_about_columns(sheets: Iterable[Sheet], choices: Choices) -> None:
    """Ask about columns that are known by their headings and were read as nothing."""
    ignored = choices.ignored
    for sheet in [] if choices.attended == ("none",) else sheets:
        places = [*sheet.crossed, *sheet.groups]
        used = {*places, *sheet.known}
        unread = [
            place
            for place, name in enumerate(sheet.block.header)
            if place not in used and key(name) not in ignored
            and not all(folded_word(cell) in MODES or is_hour(cell) or is_weekday(cell)
                        for cell in sheet.block.cells(place))
            and (_tells(sheet, place) or _may_tell(sheet, place)
                 or any(map(says_away, sheet.block.cells(place)))
                 or (field_of(name) == "attended" and "attended" not in sheet.fields
                     and _is_unclear(sheet.block.cells(place))))
        ]  # fmt: skip
        if unread and sheet.preset is None:
            raise sheet.question(
                "unread-columns",
                unread,
                [cell for place in unread for cell in sheet.block.cells(place)[:2]],
            )


def ask_about_leads(parts: Sequence[Part], sheets: Iterable[Sheet], choices: Choices) -> None:
    """Ask about columns of who led by which nobody did."""
    led = {part.file for part in parts if leads(part.role)}
    for sheet in sheets:
        cells = [cell for cell in sheet.cells("lead") if cell.casefold() not in NOBODY
                 and not names_nobody(cell) and said_by(cell) is None]  # fmt: skip
        if cells and sheet.file not in led and not choices.lead:
            raise sheet.question("unread-columns", sheet.places("lead"), cells)


def _tells(sheet: Sheet, place: int) -> bool:
    """Whether a heading says what the list is read for, and nothing else in the table says it."""
    name = sheet.block.header[place]
    said = heading(name)
    cells = sheet.block.cells(place)
    if said is None or _OF_THE_FILE.search(name) or are_mostly_posts(cells):
        return False
    if said.field == "attended":
        # Another was said to name those who came.
        named = sheet.choices.actor and said.rank == 1 and sheet.kind(place) == "names"
        told = sheet.fields.keys() & {"attended", "absent"}
        by_words = not told and (key(name) in ANSWERS or _hold_few_words(cells))
        return by_words or (bool(named) and not are_mostly_persons(cells))
    if said.field == "actor":
        return not are_mostly_persons(cells) and (
            said.rank < OF_PERSONS or sheet.kind(place) in ("marks", "said")
        )
    if (said == _OF_PERIODS or said.field == "year") and has_any_date(sheet):
        return False
    if said.field == "lead" and sheet.choices.lead:
        return False
    return said.field in _TELLING - ({"role"} if "lead" in sheet.fields else set())


def _is_unclear(cells: Sequence[str]) -> bool:
    """Whether a word in a column may say that something was only planned: Foreløbig."""
    return any(said_by(cell) == "unclear" and len(cell) > _SHORT for cell in cells)


_SHORT = 3


def _hold_few_words(cells: Sequence[str]) -> bool:
    """Whether the same few words stand in a column again and again, as do those of who came."""
    words = {folded_word(cell) for cell in cells}
    brief = all(len(word.split()) < _SENTENCE for word in words)
    return brief and len(words) < len(cells) and not any(map(str.isdecimal, words))


def _may_tell(sheet: Sheet, place: int) -> bool:
    """Whether nobody knows what a column of words, marks or last days is; sentences are remarks."""
    name, cells = sheet.block.header[place], sheet.block.cells(place)
    if name and heading(name) is None and sheet.kind(place) == "dates":
        return _may_be_last(sheet, place)
    if not name or heading(name) is not None or sheet.kind(place) not in ("names", "marks", "said"):
        return False
    if sheet.kind(place) != "names":
        return True
    named = sheet.crossed and not any(sheet.block.header[:place])  # by it the rows are
    remarks = 2 * sum(len(cell.split()) >= _SENTENCE for cell in cells) >= len(cells)
    titles = {name for cell in sheet.cells("activity")
              for name in pieces(cell)}  # fmt: skip
    codes = all(len(cell) <= _CODE or re.search(r"\d", cell) for cell in cells)
    codes = codes and all(titles.isdisjoint(pieces(cell)) for cell in cells)
    return not (named or remarks or codes or are_mostly_persons(cells))


def _may_be_last(sheet: Sheet, place: int) -> bool:
    """Whether the days of a column are never before the dates of their rows, and often later."""
    date = sheet.first("date")
    if date is None or "end" in sheet.fields:
        return False
    both = [(first.start, last.start) for row in sheet.block.rows
            if (first := sheet.when(row[date])) and (last := sheet.when(row[place]))]  # fmt: skip
    later = [first < last for first, last in both]
    return 2 * sum(later) > len(later) and all(first <= last for first, last in both)


_SENTENCE, _CODE = 4, 3
"""Words from which on a cell is a remark; letters of a code, such as one of a country."""

_OF_PERIODS = Heading("date", 3)
"""What headings such as Week and Season say, which are coarser than a date."""

_TELLING: frozenset[Field] = frozenset(
    {"activity", "date", "end", "year", "day", "role", "lead", "absent"}
)
