"""Who came, of the names in a cell: "Klubben, SSP (afbud). Afbud: Biblioteket"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.division import is_organisation
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices, Part
from ci_network.reading.lists.words.attendance import (
    ABSENT_WORD,
    MEANS,
    ROLE_PARTS,
    ROLES,
    SHORT_WORD,
    Said,
    Words,
    folded_word,
    is_role,
    said_by,
    says_away,
    tells_away,
    words_of,
)
from ci_network.reading.lists.words.lexicon import any_case, words
from ci_network.reading.spelling import same_name

_FROM = r"\s+(?:fra|from|von|från)(?!\s+(?:kl|\d))"
_SENT = r"(?:afbud|forfald|forfall|återbud|förhinder|apologies|regrets|absagen?|entschuldigt)"
"""What one sends who does not come: with a name behind it, no colon needs to stand between."""
_LABEL = any_case(
    rf"(?:(?<=[\n.;,])|^)\s*(?:(?:\w+\s+)?{_SENT}(?:\s+(?:received|modtaget|mottatt))?{_FROM}\s*:?|"
    rf"(?:{ABSENT_WORD})(?:\s+(?:received|modtaget|mottatt))?(?:{_FROM})?\s*:)\s*"
)
_IN_BRACKETS = any_case(
    rf"\s*[(\[]\s*(?:{ABSENT_WORD})(?:{_FROM}\s*:?|\s*:)\s*(?P<names>[^()\[\]]+)[)\]]"
)
_WORD_BEHIND = re.compile(r"(?P<name>.+?)\s*[(\[]\s*(?P<word>[^()\[\]]+?)\s*[)\]]", re.DOTALL)
_WITHOUT = re.compile(
    r"(?:ikke|ej|inte|nicht|not|without|uden|utan|ohne|undtagen|undtaget|except|utom|außer|minus)\s+"
    r"[A-ZÆØÅÄÖÜ]"
)
_IN_PLACE = re.compile(
    r"\s+[(\[]?(?:i ?stedet for|i stället för|istället för|instead of|in place of|in lieu of|"
    r"(?:an)?statt|anstelle (?:von|der|des))\s+(?P<whom>.+)$", re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_DASHED = re.compile(r"\s*[-–—]\s?[^\W\d_]")
IN_A_ROLE = ROLES | words(
    """suppleant, substitute, stedfortræder, vikar, deputy, stellvertretung, represented,
    repræsenteret, meeting organizer"""
)
"""Words of a role, and of those who came in the place of others."""
_OTHER_LABEL = any_case(
    r"(?:(?<=[\n.;,])|^)\s*(?:deltagere|til stede|tilstede|fremmødte|mødt|deltog|present|attended|"
    r"participants|närvarande|deltakere|deltagare|anwesend|teilnehmende|(?:øvrige|andre|övriga|andra|other|"
    r"weitere|sonstige)(?:\s+(?:deltagere|partnere|medvirkende|participants|partners|deltagare|deltakere|"
    r"teilnehmende))?|others|partnere|partners?|medvirkende|medverkande|mitwirkende|beteiligte|gæster|guests|"
    r"med|with|mit|også|also|involverede)\s*:\s*"
)
_ROLE_LABEL = re.compile(
    r"(?:(?<=[\n.;,])|^)\s*(?P<role>[^\W\d_][^\n.;,:()]{2,30}?)\s*:\s*(?=[^\s\d])"
)
_ENDS_ROLE = re.compile(r"[\n;]|\.\s")
_REASON = r"\s(?!(?:og|and|och|und|&)\s|(?-i:[A-ZÆØÅÄÖÜ])).*"
"""What goes on behind a word for absence, and makes no other name of it: (syg i dag)."""
_AFTER = re.compile(
    rf"(?P<name>.+?)(?:\s*[(\[]\s*(?:{_SENT}\b.*|(?P<word>{ABSENT_WORD})"
    rf"(?:[,:;–-].*|{_REASON})?)\s*[)\]]"
    rf"|(?:\s+[–-]\s*|\s*(?::|[–-]\s)\s*)(?P<tail>{ABSENT_WORD})"
    r"|\s+(?P<plain>meldt afbud|afbud|udeblevet|udeblev|forfall|återbud|declined|absent|"
    r"excused|entschuldigt))\.?",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_LONGEST = 300
"""Letters of a name at most."""

_PART_OF_TIME = re.compile(
    r"(?:kun |only |nur |bare |endast )?(?:(?:til|fra|from|until|till|to|frem til|ab|bis|från|"
    r"efter|after|før|before) (?:kl\.? ?|klokken |ca\.? ?)?\d{1,2}(?:[.:]\d\d)?(?: ?uhr)?"
    r"|(?:om )?(?:formiddag(?:en)?|eftermiddag(?:en)?|ettermiddag(?:en)?|"
    r"förmiddag(?:en)?|vormittags?|nachmittags?|"
    r"mornings?|afternoons?))$"
)
"""When in a meeting somebody was there: til kl. 12, only mornings."""

_TICK = "[✓✔√☑✅✗✘☐❌✖]"
_TICKED = re.compile(
    rf"(?P<before>{_TICK})?\s*(?P<name>.*[^\W_].*?)\s*(?P<behind>{_TICK})?", re.DOTALL
)

_PIECE = re.compile(r"(?:[^,;\n(\[]|[(\[][^()\[\]]*[)\]]|[(\[])+|[,;\n]")


def those_who_came(
    parts: Sequence[Part], choices: Choices, column: Sequence[str], log: Log
) -> list[Part]:
    """The parts without the names that a cell says were not there, which are noted.

    `column` are the columns of those names, for the question.

    Asks when words in brackets do not tell who came: signed up, maybe; or when a cell names who led
    before others, and not where they end.

    Examples
    --------
    >>> part = Part("Kickoff", "Klubben, SSP (afbud). Afbud: Biblioteket", "", "", "", "f", 2, True)
    >>> [part.actor for part in those_who_came([part], Choices(), ["Deltagere"], Log())]
    ['Klubben']
    """
    came: list[Part] = []
    words = words_of((), choices)
    cells: dict[str, _Came] = {}
    known = {same_name(piece.strip(" .")) for cell in {part.actor for part in parts if part.listed}
             for piece in _PIECE.findall(cell)}  # fmt: skip
    ticked = any(_has_tick(piece) for part in parts if part.listed
                 for piece in _PIECE.findall(part.actor))  # fmt: skip
    for part in parts:
        if not part.listed:
            came.append(part)
            continue
        if part.actor not in cells:
            cells[part.actor] = _without_absent(part.actor, words, known, ticked=ticked)
        left, absent, _ = cells[part.actor]
        for _ in range(absent):
            log.add("did not come", part.file, part.row, "", "left out", once=False)
        if left:
            came.append(part if left == part.actor else replace(part, actor=left))
    if not choices.lead and (doubts := [cell for cell in cells if _is_role_unclear(cell)]):
        raise Question("role-in-cell", parts[0].file, column, doubts)
    unclear = [word for cell in cells.values() for word in cell.unclear]
    if unclear:
        raise Question("attendance-unclear", parts[0].file, column, unclear)
    return came


def _is_known(name: str, known: Collection[str]) -> bool:
    """Whether a name stands in another cell, or its words say that it is an organisation."""
    return same_name(name) in known or is_organisation(name)


class _Came(NamedTuple):
    """The names of a cell that took part, how many did not, and words that do not tell."""

    left: str
    absent: int
    unclear: tuple[str, ...]


def _without_absent(cell: str, words: Words, known: Collection[str], *, ticked: bool) -> _Came:
    """A cell without those who did not come; where others are `ticked`, one without is unclear.

    In whose place somebody came is `known`, as the folded names of all cells, or an organisation by
    its words: Sport statt Gewalt is one name. So are two of one name: Kor (formiddag), Kor (aften).
    """
    absent = 0
    text = cell
    for bracket in _IN_BRACKETS.finditer(cell):
        if said_by(bracket["names"]) is None:
            absent += len([name for name in _PIECE.findall(bracket["names"]) if name != ","])
            text = text.replace(bracket[0], "")
    lines: list[str] = []
    unclear: list[str] = []
    listed = "\n" in cell or _DASHED.match(cell) is not None
    for stretch, label in _stretches(text):
        kept: list[str] = []
        pieces = _PIECE.findall(stretch)
        bases = Counter(m["name"] for piece in pieces if len(piece) <= _LONGEST
                        and (m := _WORD_BEHIND.fullmatch(piece.strip(" ."))))  # fmt: skip
        if label == "absent":
            absent += len([piece for piece in pieces if piece.strip(" .,;\n")])
            continue
        for whole in pieces:
            instead = _IN_PLACE.search(whole)
            replaced = instead is not None and _is_known(instead["whom"].strip(" .)]"), known)
            piece = whole[: instead.start()] if instead and replaced else whole
            absent += piece != whole
            said, name = _of_piece(piece, words)
            if said == "there" and bases[name] > 1:
                said, name = None, piece
            if said is None and ticked and name.strip(" .,;\n") and label == "":
                told = words.own.get(folded_word(name))
                said, name = told or "unclear", name.strip(" .")
            if said is None and _DASHED.match(name) and not listed:
                said, name = "unclear", name.strip()
            if said == "unclear":
                unclear.append(name)
            if said == "absent":
                absent += 1
            else:
                named = name if said == "there" else piece
                kept.append(f"{named.strip(' .')} ({label})" if label and name else named)
        lines.append("".join(kept))
    if lines == [cell]:
        return _Came(cell, absent, tuple(unclear))
    left = [line for line in lines if line.strip(" .,;\n")]
    return _Came("\n".join(left).strip(" .,;\n"), absent, tuple(unclear))


def _has_tick(piece: str) -> bool:
    """Whether a sign before or behind a name says who came."""
    name = piece.strip(" .")
    match = _TICKED.fullmatch(name) if len(name) <= _LONGEST else None
    return match is not None and bool(match["before"] or match["behind"])


def _of_piece(  # noqa: PLR0911 - a return for each way to tell
    piece: str, words: Words
) -> tuple[Said | None, str]:
    """What a word in brackets behind a name says, with the name; with the word where it is unclear.

    >>> [_of_piece(piece, Words()) for piece in ("SSP (syg)", "SSP (online)", "SSP (tilmeldt)")]
    [('absent', 'SSP (syg)'), ('there', 'SSP'), ('unclear', 'tilmeldt')]
    >>> _of_piece("SSP (på ferie)", Words()), _of_piece("SSP (Bo var syg)", Words())
    (('absent', 'SSP'), ('unclear', 'Bo var syg'))
    >>> _of_piece("SSP ✓", Words()), _of_piece("✗ SSP", Words())
    (('there', 'SSP'), ('absent', 'SSP'))
    >>> _of_piece("ABW", Words()), _of_piece("Kommunen (MED)", Words())
    (('unclear', 'ABW'), (None, 'Kommunen (MED)'))
    """
    name = piece.strip(" .")
    ticked = _TICKED.fullmatch(name) if len(name) <= _LONGEST else None
    if ticked is not None and (tick := ticked["before"] or ticked["behind"]):
        return MEANS[tick], ticked["name"]
    match = _WORD_BEHIND.fullmatch(name) if len(name) <= _LONGEST else None
    word = "" if match is None else folded_word(match["word"])
    if match is not None and _PART_OF_TIME.match(word):
        return "there", match["name"]
    own = words.own.get(folded_word(name)) or (words.own.get(word) if match else None)
    if own is not None:
        return own, name if match is None else match["name"]
    shout = name if match is None else match["word"]
    if shout.isupper() and 2 < len(shout) <= SHORT_WORD and word not in IN_A_ROLE:
        away = MEANS.get(shout.casefold()) == "absent"
        return ("unclear", shout) if away else (None, piece)  # it may be an abbreviation
    if _says_absent(name):
        return "absent", name
    said = MEANS.get(word) if len(word) > 1 and word not in IN_A_ROLE else None
    if said is None and word:
        said = "absent" if says_away(word) else "unclear" if tells_away(word) else None
    if match is None or said is None:
        return None, piece
    return said, match["word"] if said == "unclear" else match["name"]


def did_not_come(name: str) -> bool:
    """Whether a name says that its bearer did not come.

    >>> did_not_come("SSP (afbud)"), did_not_come("SSP")
    (True, False)
    """
    return _of_piece(name, Words())[0] == "absent"


def _says_absent(name: str) -> bool:
    """Whether a name is without its bearer: "ikke SSP", "SSP - afbud", or only "afbud"."""
    if not 2 < len(name) <= _LONGEST:
        return False
    alone = MEANS.get(folded_word(name)) == "absent"
    return alone or _WITHOUT.match(name) is not None or _AFTER.fullmatch(name) is not None


def _stretches(cell: str) -> list[tuple[str, str]]:
    """The text between labels, and what they say of it: ``absent``, a role, or nothing.

    >>> _stretches("Vært: SSP. Øvrige: Klubben. Afbud: Skolen")
    [('', ''), ('SSP.', 'Vært'), ('Klubben.', ''), ('Skolen', 'absent')]
    """
    marks = _labels(cell)
    begins = [(0, 0, ""), *marks]
    ends = [start for start, _, _ in marks] + [len(cell)]
    stretches = []
    for (_, at, label), end in zip(begins, ends, strict=True):
        text = cell[at:end]
        stop = _ENDS_ROLE.search(text) if label not in ("", "absent") else None
        if stop is None:
            stretches.append((text, label))
        else:
            stretches += [(text[: stop.start()], label), (text[stop.start() :], "")]
    return stretches


def _labels(cell: str) -> list[tuple[int, int, str]]:
    """Where labels begin and end in a cell, and what they say of the names behind them."""
    return sorted(
        [(m.start(), m.end(), "absent") for m in _LABEL.finditer(cell)]
        + [(m.start(), m.end(), "") for m in _OTHER_LABEL.finditer(cell)]
        + [
            (m.start(), m.end(), m["role"])
            for m in _ROLE_LABEL.finditer(cell)
            if is_role(m["role"])
        ]
    )


_OF_ABSENT = any_case(
    rf"(?:\w+\s+)?{_SENT}\b.*|absent\w*|frav\w+|frånv\w+|abwesen\w+|(?:un)?excused|declined|"
    r"no[- ]shows?|(?:ikke|not|ej|inte|nicht)\s.+|did not.+|udeblev\w*|uteblev\w*|fehl\w+"
)


def label_of(cell: str) -> Said | None:
    """What a cell that stands alone says of the names below it: "Afbud:", "Til stede:".

    Without a colon it must be a word for those who did not come, and not for why.

    >>> label_of("Afbud"), label_of("Apologies:"), label_of("Deltagere:"), label_of("Klubben")
    ('absent', 'absent', 'there', None)
    >>> label_of("Ferie:"), label_of("Ferie")
    ('absent', None)
    """
    if not (cell.endswith(":") or _OF_ABSENT.fullmatch(cell)):
        return None
    text = cell.rstrip(" :") + ":"
    if (match := _LABEL.fullmatch(text)) is not None and len(match[0]) > SHORT_WORD:
        return "absent"
    return "there" if cell.endswith(":") and _OTHER_LABEL.fullmatch(text) else None


def _is_role_unclear(cell: str) -> bool:
    """Whether several names follow a label such as "Vært:", and nothing says where they end.

    >>> [_is_role_unclear(cell) for cell in ("Vært: SSP, Skolen", "Vært: SSP; Skolen", "Vært: SSP")]
    [True, False, False]
    """
    labels = _labels(cell)
    if not labels or labels[-1][2] in ("", "absent"):
        return False
    text = cell[labels[-1][1] :]
    return _ENDS_ROLE.search(text) is None and ROLE_PARTS.search(text) is not None
