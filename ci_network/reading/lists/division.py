"""Cells that hold several names: what divides them, told by the column as a whole.

Semicolons and lines always divide, and commas where no semicolon does; "og", "and", "&" and "/"
stand within names as often as between them, and divide where both sides are known from other
cells, or are organisations by their words. What is in brackets or in quotation marks is never
divided. What cannot be told is asked, with the cells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from ci_network.reading.lists.words.lexicon import FIELDS, PLACES, any_case
from ci_network.reading.lists.words.persons import (
    ORGANISED,
    are_persons,
    has_title,
    is_group,
    is_post,
    without_persons,
)
from ci_network.reading.spelling import same_name

_QUOTED = re.compile(r"\"[^\"]+\"|“[^“”]+”|»[^»«]+«|„[^„“]+“")
_INSIDE = re.compile(rf"{_QUOTED.pattern}|\([^()]*\)|\[[^\[\]]*\]")
_BULLET = re.compile(r"^(?:[-–—•·▪]\s*|(?:\*|\d{1,2}[.)])\s+)")
_DASH_BEFORE = re.compile(r"^[-–—•·▪]\s+")
_BULLETS = re.compile(r"^\s*(?:[-–—•·▪*]\s|\d{1,2}[.)]\s)", re.MULTILINE)
_WRAPPED = any_case(r"(?:\b(?:og|and|och|und|&|for|af|of|om)|[-&,])$")
_WRAP = len(" and")

BETWEEN = re.compile(r"[,;\n/&+]|\s(?:og|and|och|und|samt)\s")
"""What may stand between two names of a cell: to compare them, not to divide it for good."""

_STRONG = re.compile(r"[;|•▪\t]|(?<!\w)·|·(?!\w)|\n|\r")
_BARS = re.compile(r"[;|]")
_NUMBERED = re.compile(r"(?:^|\s)\d{1,2}[.)]\s+")
_COMMA = re.compile(r",")
_SLASH = re.compile(r"\s[/+]\s")
TOGETHER = any_case(
    r"\s+(?:(?:i|in) (?:tæt )?(?:samarbejde|samarbeid|samarbete|samverkan|cooperation|"
    r"collaboration|partnership|zusammenarbeit|kooperation)|sammen|tillsammans|together|gemeinsam|"
    r"zusammen) (?:med|with|mit)\s+"
)
"""What stands between one that did something and those who did it with them."""

_AND = any_case(
    rf"{TOGETHER.pattern}|"
    r"\s+(?:og/eller|and/or|og|and|och|und|u\.|samt|sowie|as well as|plus|&|\+(?!\s*\d))\s+"
    r"|\s+/\s+|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})"
    r"|(?<=[^\W\d_]{3})\s?&\s?(?=[^\W\d_]{3})"
)

_TIGHT = re.compile(r"(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})")

_LAST_AND = any_case(r"^(?:og|and|och|und|samt|sowie|&)\s+")
_BOTH = re.compile(
    r"^(?:både|both|sowohl|bl\.\s?a\.|blandt andet|herunder|including|inkl\.|incl\.)\s+"
    r"(?=[A-ZÆØÅÄÖÜ])"
)
_BOXED = re.compile(r"\[\s*(['\"].*['\"])\s*\]")
_NUMBERS_BETWEEN = re.compile(r";#\d+(?=;#|$)")
_STOP = re.compile(r"(?<=[a-zæøåäöüß]{4})\.\s+(?=[A-ZÆØÅÄÖÜ])")
_DASH = re.compile(r"\s[-–—]\s")

_LEGAL = any_case(
    r"(?:inc|ltd|llc|llp|plc|corp|co|gmbh|ag|kg|e\.?v|a/s|aps|amba|a\.m\.b\.a|i/s|k/s|p/s|s/i|ab|as"
    r"|asa|ba)\.?"
)
_BRANCH = any_case(
    r"(?:[^\W\d_]+\s+)?(?:afd|afdeling|lokalafdeling|lokalforening|kreds|distrikt|lokalkreds|"
    r"områdekreds|avd|avdeling|avdelning|krets|lokalavdelning|lokallag|branch|chapter|division|dept|"
    r"department|ortsverein|ortsgruppe|kreisverband|abteilung)\.?(?:\s+\S+)?"
)
_AND_SONS = re.compile(
    r"(?:Söhne|Sohn|Sønner|Søn|Söner|Son|Sons|Brothers|Bros|Gebrüder|Cie|Co|Kollegen|Associates|"
    r"Partner(?:s|e|in|innen)?|Compagni|Companie|Fils|Frères)\b(?!-)"
)
_SURNAME = re.compile(r"[A-ZÆØÅÄÖÜ][a-zæøåäöüé]+(?:[-'’][A-ZÆØÅÄÖÜ][a-zæøåäöüé]+)?")
_OF_PARTNERS = re.compile(
    rf"{_SURNAME.pattern}(?:\s(?:&|\+|og|and|och|und|et)\s{_AND_SONS.pattern}\.?.*"
    r"|\s(?:LLP|I/S|PartG|PartGmbB))"
)
"""How the name of a company ends that is called by those who own it: Smith, Jones & Co."""
_DEFINITE = re.compile(r"[A-ZÆØÅÄÖ][a-zæøåäö]{2,}(?:en|et|erne|ene|na|arna)")
_EVENT = any_case(r"(?:møde|møte|möte|meeting|sitzung|treffen|fest|workshop|kursus|seminar)$")
_HEAD = any_case(r"[^\W\d_]+\s+(?:for|of|om|för|für)\s")
_OFFICE = any_case(
    r".*\b(?:for|of|om|för|für|cent(?:er|re|ret)|(?:afdeling|forvaltning|avdeling|avdelning|enhed|enhet|"
    r"fagområde|område|sektor|etat|udvalg|nämnd|team|dezernat|amt|fachbereich|referat)(?:en|et)?)\s+(.+)"
)
_BEHIND_FIELDS = any_case(rf"\s{_LEGAL.pattern}$|\s*\([^()]*\)$")
_WORD = re.compile(r"\w+")
_ACRONYM = re.compile(r"[A-ZÆØÅ]{2,6}\d?")


def is_definite(word: str) -> bool:
    """Whether a word is in the definite form: Hallen, Skolerne."""
    return _DEFINITE.fullmatch(word) is not None


class Doubt(NamedTuple):
    """A cell that may be one name or several, and what divides it if so."""

    cell: str
    pieces: tuple[str, ...]
    between: str


class Divided(NamedTuple):
    """Names by cell, and the cells that cannot be told."""

    names: dict[str, list[str]]
    doubts: list[Doubt]


def divide(
    cells: Iterable[str],
    separators: str | None,
    whole: Collection[str] = (),
    *,
    single: bool = False,
) -> Divided:
    """The names in the cells of a column.

    Parameters
    ----------
    cells
        The cells.
    separators
        The characters that divide names; None where the cells shall tell, blank for none.
    whole
        Names that stay whole, such as those of aliases.
    single
        Whether most activities have a row for each participant, so that two pieces that stand
        together again, and neither of them alone, are as likely one name.

    Examples
    --------
    >>> divide(["Røde Kors, Aalykke afd.; SSP", "Kommunen (Børn, Unge)"], None).names.values()
    dict_values([['Røde Kors, Aalykke afd.', 'SSP'], ['Kommunen (Børn, Unge)']])
    >>> cells = ["Idræt og Bibliotek", "Idræt", "Bibliotek", "Børn og Unge"]
    >>> [divide(cells, None).names[cell] for cell in (cells[0], cells[3])]
    [['Idræt', 'Bibliotek'], ['Børn og Unge']]
    >>> divide(["Idræt og Gartneri"], None).doubts[0].pieces
    ('Idræt', 'Gartneri')
    """
    often = Counter(cells)
    column = list(often)
    kept = {same_name(name) for name in whole}
    protected = _Protection(whole)
    if separators is not None:
        names = {cell: _by_characters(cell, separators, protected) for cell in column}
        left = [
            Doubt(cell, tuple(pieces), ";")
            for cell in column
            for name in (names[cell] if separators.strip() else ())
            if len(pieces := _split(name, _BARS, protected)) > 1 and same_name(name) not in kept
        ]
        return Divided(names, left)
    strong = {cell: _lines(cell, protected) for cell in column}
    doubts: list[Doubt] = []
    with_commas = _by_commas(
        column, strong, protected, kept, doubts, {c for c in column if single and often[c] > 1}
    )
    names = _by_words(with_commas, protected, kept, doubts)
    return Divided(names, doubts)


def _plain(name: str) -> str:
    """A name without the quotation marks around it."""
    name = _BOTH.sub("", " ".join(name.split()).strip(" ,;"))
    return name[1:-1].strip() if _QUOTED.fullmatch(name) else name


_Tree = dict[str, "_Tree"]
_TOKEN = re.compile(r"\w+|[^\w\s]")


class _Protection:
    """What is never divided: brackets, quotation marks, and the names that stay whole.

    The names are a tree of their words, so that a cell takes as long with many of them as with few.
    """

    def __init__(self, whole: Collection[str]) -> None:
        self._names: _Tree = {}
        for name in whole:
            if not name.isalnum():
                node = self._names
                for token in _TOKEN.findall(name.casefold()):
                    node = node.setdefault(token, {})
                node[""] = {}

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where what is protected begins and ends, in order and apart."""
        found = [match.span() for match in _INSIDE.finditer(text)]
        if not self._names:
            return found
        spans: list[tuple[int, int]] = []
        for begin, end in sorted([*found, *self._of_names(text)]):
            if spans and begin < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((begin, end))
        return spans

    def _of_names(self, text: str) -> Iterator[tuple[int, int]]:
        tokens = list(_TOKEN.finditer(text))
        words = [token[0].casefold() for token in tokens]
        for n, begin in enumerate(tokens):
            node, last = self._names, -1
            for m in range(n, len(words)):
                if (following := node.get(words[m])) is None:
                    break
                node = following
                last = m if "" in node else last
            if last >= 0:
                yield begin.start(), tokens[last].end()


def _split(text: str, at: re.Pattern[str], protected: _Protection) -> list[str]:
    """The pieces between what divides, where that is not protected."""
    between = list(at.finditer(text))
    spans = protected.spans(text) if between else []
    pieces, begin = [], 0
    for match in between:
        inside = bisect_right(spans, (match.start(), len(text))) - 1
        if inside >= 0 and match.start() < spans[inside][1]:
            continue
        pieces.append(text[begin : match.start()])
        begin = match.end()
    pieces.append(text[begin:])
    return [piece.strip() for piece in pieces if piece.strip(" ,;.-\n\r\t")]


def _by_characters(cell: str, separators: str, protected: _Protection) -> list[str]:
    if not separators:
        return [" ".join(cell.split())]
    single = separators.replace("-", "")
    ways = [f"[{re.escape(single)}]"] if single else []
    at = re.compile("|".join([*ways, _DASH.pattern] if "-" in separators else ways))
    listed = "\n" in cell
    return [
        name for piece in _split(cell, at, protected) if (name := _plain(_unlisted(piece, listed)))
    ]


def _unlisted(piece: str, listed: bool) -> str:
    return (_BULLET if listed else _DASH_BEFORE).sub("", piece, count=1)


def _lines(cell: str, protected: _Protection) -> list[str]:
    """What stands between semicolons and on lines; a line that goes on below is one with it."""
    listed = "\n" in cell or "\r" in cell
    cell = _NUMBERS_BETWEEN.sub("", cell).replace(";#", ";")
    if boxed := _BOXED.fullmatch(cell):
        return [piece.strip("'\" ") for piece in boxed[1].split(",")]
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    if re.match(r"1[.)]\s", text) and re.search(r"\s2[.)]\s", text):
        text = _NUMBERED.sub("\n", text).strip()
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and (_WRAPPED.search(lines[-1].rstrip()[-_WRAP:]) or line.lstrip()[:1] == "("):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        elif line.strip():
            lines.append(_unlisted(line.strip(), listed))
    return [piece for line in lines for piece in _split(line, _STRONG, protected)]


# -------------------------------------------------------------------------------------- commas


def _by_commas(
    column: Sequence[str],
    strong: dict[str, list[str]],
    protected: _Protection,
    kept: Collection[str],
    doubts: list[Doubt],
    again: Collection[str],
) -> dict[str, list[str]]:
    """Names by cell once commas have divided, where neither a semicolon nor a bar does.

    Of the cells `again` two pieces may be one name, where neither of them stands alone.
    """
    barred = {cell for cell in column if _BARS.search(cell)}
    divided = {
        piece: _split(piece, _COMMA, protected)
        for cell in column
        if cell not in barred
        for piece in strong[cell]
    }
    alone = {
        same_name(_plain(piece))
        for cell in column
        for piece in strong[cell]
        if cell in barred or len(divided[piece]) == 1
    } | set(kept)
    # Skolen and Spejderne stand alone in "Skolen og Spejderne" too.
    alone |= {
        same_name(_plain(part))
        for piece, pieces in divided.items()
        if len(pieces) == 1
        for parts in [_split(piece, _AND, protected)]
        if len(parts) > 1 and all(map(is_organisation, parts))
        for part in parts
    }
    elsewhere = alone | {
        same_name(_plain(name))
        for pieces in divided.values()
        if not any(_offices(pieces))
        for name in pieces
    }
    # Smith stands elsewhere than before Jones & Co.
    besides = alone | {
        same_name(_plain(name))
        for pieces in divided.values()
        for name, behind in zip_longest(pieces, pieces[1:], fillvalue="")
        if not _OF_PARTNERS.fullmatch(behind)
    }
    # What begins a cell elsewhere is a name by itself, and no part of the one before it.
    heads = {same_name(pieces[0]) for pieces in divided.values()}
    # Headteacher Ann Lee, Library are two where others are: she may have come for her school.
    paired = all(are_beside(pieces) for pieces in divided.values() if len(pieces) > 1)
    # A few commas in a long column of single names are as likely within a name.
    listed = 5 * sum(len(pieces) > 1 for pieces in divided.values()) > len(divided)
    # Semicolons beside no comma are another's way to write what commas do elsewhere.
    apart = not any("," in cell for cell in barred)
    result: dict[str, list[str]] = {}
    for cell in column:
        names: list[str] = []
        for piece in strong[cell]:
            pieces = divided.get(piece, [piece])
            if cell in barred or len(pieces) < 2 or same_name(piece) in kept:
                names.append(piece)
                continue
            pieces = _joined(pieces)
            offices = list(_offices(pieces))
            if _may_be_partners(pieces, besides) or any(
                office.asked(pieces, elsewhere) for office in offices
            ):
                doubts.append(Doubt(piece, tuple(pieces), ","))
                names.append(piece)
                continue
            for office in reversed(offices):
                pieces[office.begin : office.end] = [", ".join(pieces[office.begin : office.end])]
            if len(pieces) > 1:
                pieces[-1] = _LAST_AND.sub("", pieces[-1]) or pieces[-1]
            known = [p for p in pieces if same_name(p) in alone]
            partly = any(_is_part(p) and same_name(p) not in heads for p in pieces[1:])
            partly &= not (_is_part(pieces[0]) and all(map(_is_part, pieces[1:-1])))
            if len(pieces) == 1:
                names += pieces
            elif are_beside(pieces) and (paired or not any(map(has_title, pieces))):
                names.append(piece)
            elif len(known) == len(pieces) or (
                (not barred or (apart and known))
                and not partly
                and len(_BULLETS.findall(cell)) < 2
                and (known or cell not in again or len(pieces) > 2)
                and (
                    listed
                    or len(pieces) > 2
                    or _AND.search(pieces[-1])
                    or same_name(pieces[-1]) in alone
                )
            ):
                names += pieces
            elif barred and not known and partly:
                names.append(piece)
            else:
                doubts.append(Doubt(piece, tuple(pieces), ","))
                names.append(piece)
        result[cell] = names
    return result


def _joined(pieces: Sequence[str]) -> list[str]:
    """Pieces, where the form of a company belongs to the name before it: Acme, Inc."""
    names: list[str] = []
    for piece in pieces:
        if names and _LEGAL.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        else:
            names.append(piece)
    return names


def _may_be_partners(pieces: Sequence[str], besides: Collection[str]) -> bool:
    """Whether two pieces may be the name of one company, of which `besides` holds no part.

    >>> _may_be_partners(["Smith", "Jones & Co."], []), _may_be_partners(["Hallen", "Bo & Co."], [])
    (True, False)
    """
    return any(
        _OF_PARTNERS.fullmatch(behind) and _SURNAME.fullmatch(name)
        and same_name(name) not in besides
        and (name.endswith("sen") or not is_organisation(name))  # Hansen is no definite form
        for name, behind in pairwise(pieces)
    )  # fmt: skip


def are_beside(pieces: Sequence[str]) -> bool:
    """Whether pieces are an organisation and a person of it, with its post between at most."""
    persons = [are_persons(piece) for piece in pieces]
    between = len(pieces) == 3 and is_post(pieces[1])
    return (len(pieces) == 2 or between) and persons[0] != persons[-1]


class _Office(NamedTuple):
    """Where fields of work follow each other up to an "og": Center for Børn, Unge og Familie."""

    begin: int
    end: int
    headed: bool
    """Whether a word before the first says that they are one office's."""

    def asked(self, pieces: Sequence[str], known: Collection[str]) -> bool:
        """Whether they may as well be several names."""
        fields = [_LAST_AND.sub("", piece) for piece in pieces[self.begin : self.end]]
        if any(same_name(name) in known for piece in fields for name in _AND.split(piece)):
            return True
        return not self.headed and self.end - self.begin < len(pieces)


def _offices(pieces: Sequence[str]) -> Iterator[_Office]:
    begin = 0
    while begin < len(pieces):
        head, end = _OFFICE.fullmatch(pieces[begin]), begin + 1
        if _are_fields(head[1] if head else pieces[begin].split()[-1]):
            while end < len(pieces) and _are_fields(pieces[end]) and not _ends(pieces[end - 1]):
                end += 1
            if end > begin + 1 and _ends(pieces[end - 1]):
                yield _Office(begin, end, head is not None)
        begin = end  # no piece within fields that no "og" ends begins others that one does


def _ends(piece: str) -> bool:
    return _AND.search(piece) is not None or _LAST_AND.match(piece) is not None


def _are_fields(text: str) -> bool:
    words = _WORD.findall(_BEHIND_FIELDS.sub("", text).casefold())
    return all(word in FIELDS or word in ("og", "and", "och", "und") for word in words)


def _is_part(piece: str) -> bool:
    name = piece.strip(" .").casefold()
    return (
        name in PLACES
        or (_BRANCH.fullmatch(piece) is not None and not _ACRONYM.match(piece))
        or re.fullmatch(r"\d{4,5}\s+\w+|\d{1,4}", piece) is not None
    )


# --------------------------------------------------------------------------------- and, &, /


def _by_words(
    cells: dict[str, list[str]], protected: _Protection, kept: Collection[str], doubts: list[Doubt]
) -> dict[str, list[str]]:
    """Names by cell once "og", "and", "&" and "/" have divided."""
    every = [_plain(piece) for pieces in cells.values() for piece in pieces]
    alone = {
        same_name(without_persons(name).name or name)
        for name in every
        if len(_split(name, _AND, protected)) == 1
    } | set(kept)
    # Where three stand between dashes, dashes divide in this column.
    listed = [parts for name in every if len(parts := _split(name, _DASH, protected)) > 2]
    alone |= {same_name(part) for parts in listed for part in parts}
    shared, often = _shared_words(every), Counter(every)
    doubtful = {doubt.cell for doubt in doubts}
    inner = {piece for pieces in cells.values() for piece in pieces[:-1]} | doubtful
    cells = {
        cell: [*pieces[:-1], _ENDED.sub("", pieces[-1])]
        if len(pieces) > 1 and pieces[-1] not in inner
        else pieces
        for cell, pieces in cells.items()
    }
    told: dict[str, Doubt] = {}
    result: dict[str, list[str]] = {}
    for cell, pieces in cells.items():
        names: list[str] = []
        for piece in pieces:
            among = len(pieces) > 1
            last = among and piece is pieces[-1] and not _STRONG.search(cell)
            if piece in doubtful or same_name(piece) in kept:
                names.append(piece)
                continue
            if (stopped := _by_stops(piece, protected, alone)) is not None:
                parts, doubt = stopped
            elif _ACRONYMS.fullmatch(piece) and set(piece.split()) & shared:
                parts, doubt = [piece], Doubt(piece, tuple(piece.split()), "' '")
            else:
                parts, doubt = _parted(piece, protected, alone, often, among=among, last=last)
            dashed = _split(piece, _DASH, protected) if listed and parts == [piece] else []
            if doubt is None and len(dashed) > 1:
                doubt = Doubt(piece, tuple(dashed), "-")
            names += parts
            if doubt is not None:
                told.setdefault(piece, doubt)
        result[cell] = [name for name in map(_plain, names) if name]
    doubts += told.values()
    return result


_ENDED = re.compile(r"(?<=[a-zæøåäöüß]{5})\.$")
"""A full stop that ends what a cell says, behind a word that is none cut short."""

_ACRONYMS = re.compile(r"[A-ZÆØÅ]{2,6}\d?(?: [A-ZÆØÅ]{2,6}\d?)+")


def _shared_words(names: Sequence[str]) -> set[str]:
    """Words in capitals that stand in several names: SSP in "SSP BUF" and "SSP PPR"."""
    often = Counter(word for name in set(names) for word in set(name.split()))
    return {word for word, times in often.items() if times > 1 and _ACRONYM.fullmatch(word)}


def _by_stops(
    piece: str, protected: _Protection, alone: Collection[str]
) -> tuple[list[str], Doubt | None] | None:
    """The names between full stops; None where there are none."""
    parts = [part.rstrip(".") for part in _split(piece, _STOP, protected)]
    known = sum(same_name(part) in alone for part in parts)
    if len(parts) > 2 or (len(parts) > 1 and known):
        return (parts, None) if known == len(parts) else ([piece], Doubt(piece, tuple(parts), "."))
    bare = piece.rstrip(".")
    return ([bare], None) if bare != piece and same_name(bare) in alone else None


def _parted(  # noqa: PLR0911 - a return for each way to tell
    piece: str,
    protected: _Protection,
    alone: Collection[str],
    every: Mapping[str, int],
    *,
    among: bool,
    last: bool,
) -> tuple[list[str], Doubt | None]:
    """The names that words join, or the piece as it is; a doubt where it may be either.

    `among` tells whether something else divides the cell, `last` whether it is the last there.
    Two words that stand so again, and neither of them alone, are as likely one name: Skole og Hjem.
    """
    parts = _split(piece, _AND, protected)
    named = [part for part in parts if without_persons(part).name and not is_group(part)]
    if len(parts) > 1 and len(named) < 2:
        return parts, None  # Skolen og andre, Skolen og forældre
    if len(parts) < 2:
        parts = _split(piece, _DASH, protected)
        if len(parts) == 2 and not all(same_name(part) in alone for part in parts):
            return [piece], None
    # What stands beside one organisation, such as (Mette og Lars), is none.
    beside = without_persons(piece)
    one = beside.beside == "person" and len(_split(beside.name, _AND, protected)) < 2
    if one and not are_persons(parts[0]) and any(map(is_organisation, parts[1:])):
        one = False
    if len(parts) < 2 or one or are_persons(piece):
        return [piece], None
    known = [part for part in parts if same_name(without_persons(part).name or part) in alone]
    if len(known) == len(parts):
        return parts, None
    if _is_one(piece, parts) and not known:
        return [piece], None
    if len(parts) > 2 and len({m[0].strip().casefold() for m in _AND.finditer(piece)}) > 1:
        return [piece], Doubt(piece, tuple(parts), "&")  # Have og Hjem & Plejehjemmet
    if among and _TIGHT.search(piece):
        return [piece], Doubt(piece, tuple(parts), "/")  # Røde Kors/Ungdom, Biblioteket
    clear = [part for part in parts if part in known or is_organisation(part)]
    if not known and _may_be_of_one(piece, parts[-1]):
        clear = []
    again = not known and every[piece] > 1 and not any(map(is_definite, parts))
    if len(clear) == len(parts) and not _is_one(piece, parts) and not again:
        return parts, None
    if last and clear and not _is_one(piece, parts):
        return parts, None
    between = piece[len(parts[0]) :].strip().split()[0] if piece[len(parts[0]) :].strip() else "/"
    return [piece], Doubt(piece, tuple(parts), between)


def _is_one(piece: str, parts: Sequence[str]) -> bool:
    """Whether words join what is one name: Børn og Unge, Kultur- og Fritidsforvaltningen."""
    if any(part.endswith("-") for part in parts[:-1]) or _AND_SONS.match(parts[-1]):
        return True
    if parts[-1][:1].islower() and not parts[0][:1].islower():
        return not is_organisation(parts[-1])
    if all(_ACRONYM.fullmatch(part) for part in parts) and len({part[:3] for part in parts}) == 1:
        return True  # KFUM og KFUK
    ends = [part.split()[-1].casefold() for part in parts[:-1]]
    begins = [part.split()[0].casefold() for part in parts[1:]]
    if all(word in FIELDS for word in (*ends, *begins)):
        return True
    return _HEAD.match(piece) is not None and not any(is_organisation(part) for part in parts[1:])


def _may_be_of_one(piece: str, last: str) -> bool:
    """Whether one word ends a list of what a centre is for: Center for Job og Borgerservice."""
    alone = " " not in last and not is_definite(last) and not _ACRONYM.fullmatch(last)
    return alone and _HEAD.match(piece) is not None


def is_organisation(name: str) -> bool:
    """Whether the words of a name say that it is an organisation.

    >>> is_organisation("Rivers Trust"), is_organisation("Kommunen"), is_organisation("Motion")
    (True, True, False)
    """
    bare = re.sub(r"\s*[(\[].*[)\]]$", "", without_persons(name).name).strip()
    return (
        _ACRONYM.fullmatch(bare) is not None
        or (is_definite(bare) and not are_persons(bare))
        or (ORGANISED.search(bare) is not None and _EVENT.search(bare) is None)
    )


# ---------------------------------------------------------------------------------- activities


_PART_OF_ONE = any_case(
    r"(?:dag|day|tag|del|part|teil|modul|module|session|runde|round|gang|aften|nr\.?|no\.?|uge|vecka)"
    r"\s*\d{1,2}|\d{1,2}\.?\s*(?:dag|del|gang|runde|teil|modul|aften)"
)
"""What behind a comma numbers the parts of one activity: Kursus, dag 2."""


def _with_small_letters(pieces: Sequence[str]) -> list[str]:
    """Pieces, where what begins with a small letter goes on with a title that does not.

    >>> _with_small_letters(["Fair", "Cooking for children", "young people and families"])
    ['Fair', 'Cooking for children, young people and families']
    """
    names: list[str] = []
    for piece in pieces:
        if names and piece[:1].islower() and names[-1][:1].isupper():
            names[-1] = f"{names[-1]}, {piece}"
        else:
            names.append(piece)
    return names


def divide_activities(cells: Sequence[str], separators: str | None) -> Divided:
    """The activities in the cells of a column: of a form with several answers, above all.

    A semicolon divides where it also ends the cell, as Forms has it, and commas and semicolons
    where every piece stands elsewhere too. A title may hold any of them otherwise.

    Examples
    --------
    >>> divide_activities(["Kickoff;Tema;", "Møde: budget, plan"], None).names.values()
    dict_values([['Kickoff', 'Tema'], ['Møde: budget, plan']])
    >>> divide_activities(["Kickoff", "Kickoff; Tema"], None).doubts[0].pieces
    ('Kickoff', 'Tema')
    """
    column = list(dict.fromkeys(cells))
    protected = _Protection(())
    if separators is not None:
        return Divided({c: _by_characters(c, separators, protected) for c in column}, [])
    form = any(cell.rstrip().endswith(";") for cell in column)
    names: dict[str, list[str]] = {}
    doubts: list[Doubt] = []
    for at, pattern in (
        (";", re.compile(";")),
        ("\n", re.compile(r"[\n\r]+")),
        (",", _COMMA),
        ("/", _SLASH),
    ):
        divided = {cell: _split(cell, pattern, protected) for cell in column if cell not in names}
        if at == ",":
            divided = {cell: _with_small_letters(pieces) for cell, pieces in divided.items()}
        often = Counter(same_name(p) for pieces in divided.values() for p in set(pieces))
        for cell, pieces in divided.items():
            if len(pieces) < 2 or pieces[0].endswith(":"):
                if at == ";" and form:
                    names[cell] = [_plain(piece) for piece in pieces] or [cell]
                continue
            elsewhere = [piece for piece in pieces if often[same_name(piece)] > 1]
            if any(map(_PART_OF_ONE.fullmatch, pieces)):
                elsewhere = []
            if (at == ";" and form) or len(elsewhere) == len(pieces):
                names[cell] = [_plain(piece) for piece in pieces]
            elif at == ";" or elsewhere:
                doubts.append(Doubt(cell, tuple(pieces), at))
                names[cell] = [" ".join(cell.split())]
    return Divided({cell: names.get(cell, [" ".join(cell.split())]) for cell in column}, doubts)
