"""Names that may be the secretariat's: abbreviated, with an ending, within a longer name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ci_network.reading.spelling import fold, folded, one_letter_apart

_STEM = re.compile(
    r"(?:\w*sekretariat(?:et|s|ets|en|ernes|er|erne|s\w{3,})?|\w*secretariats?|sekr|sekret|secr|sekt|"
    r"geschaeftsstelle|geschaftsstelle|\w*backbone\w*)"
)
_ENDING = re.compile(r"(?:erne|ene|et|en|er|s)+$")
_OFFICE = re.compile(r"s?(?:(?:sekretariat|secretariat|geschaeftsstelle)\w*|sekr|secr?|sekt)$")
_ARTICLES = frozenset(("the", "den", "det", "der", "die", "das"))
_OF_CENTRES = re.compile(r"t(?:re|er|ere)(?:t|ts|n|ns)?$")
_SHORTEST = 4
_LONGEST_INITIALS = 5
_SHORTEST_MISSPELT = 6
_IN_STEMS = ("sekr", "secr", "sekt", "gescha", "backbone")
"""Of these one is in every word that `_STEM` matches."""
_CONTRACTED = ("gs", "gst")
"""What is left of Geschäftsstelle, which is two words in one."""
_OFFICES = ("kansli", "kontor", "buero", "office")
"""Words for an office that may stand alone for a longer one: Kansliet, Förbundskansliet."""
_SHORTEST_PART, _LONGEST_ALONE = 3, 4
"""Letters of what is left of a word: at least beside others, at most where it stands alone."""
_BETWEEN_WORDS = re.compile(r"[\s.,;:/()\[\]–—_&+-]+")


def _words(name: str) -> list[str]:
    return next(_words_of([name]))


def _words_of(names: Sequence[str]) -> Iterator[list[str]]:
    """The words of each name, as they sound; all are folded in one go."""
    split = [_BETWEEN_WORDS.split(name) for name in names]
    words = iter(folded([word for parts in split for word in parts]))
    return ([word for word in islice(words, len(parts)) if word] for parts in split)


def names_secretariat(name: str) -> bool:
    """Whether a name says that its bearer is a secretariat.

    >>> [names_secretariat(name) for name in ("Sekr.", "ELL-sekretariatet", "Sekretær", "Kommunen")]
    [True, True, False, False]
    """
    return _name_secretariat(_words(name))


def _name_secretariat(words: Sequence[str]) -> bool:
    return any(_STEM.fullmatch(word) for word in words)


def alike(name: str, secretariat: str) -> bool:
    """Whether a name is likely the secretariat's, written otherwise.

    Examples
    --------
    >>> [alike(name, "Sekretariatet") for name in ("Sekr.", "Sekretariat ELL", "Kommunen")]
    [True, True, False]
    >>> alike("Sund By", "Sund By-kontoret"), alike("SBK", "Sund By-kontoret")
    (True, True)
    >>> alike("Koord. kontor", "Koordinationskontor"), alike("Projektkont.", "Projektkontoret")
    (False, True)
    >>> alike("Alliance Sec", "Alliance Secretariat"), alike("Förbundskansliet", "Kansliet")
    (True, True)
    >>> alike("Frivilligcenter", "Frivilligcentret"), alike("Fritidscenter", "Frivilligcentret")
    (True, False)
    >>> alike("ELL-sekretariatet", "ELL"), alike("The Hub", "Hub"), alike("Lederen", "Leder")
    (True, True, True)
    """
    return _alike(name, _words(name), secretariat, _words(secretariat))


def _alike(name: str, one: list[str], secretariat: str, other: list[str]) -> bool:
    """The same of two names with their words."""
    if one == other or not one or not other:
        return one == other and name != secretariat
    in_brackets = _is_in_brackets(one, secretariat) or _is_in_brackets(other, name)
    both = _name_secretariat(one) and _name_secretariat(other)
    if in_brackets or both or _are_one_without_office(one, other):
        return True
    shorter, longer = sorted((one, other), key=lambda words: len("".join(words)))
    if len("".join(shorter)) >= _SHORTEST and _begins(shorter, longer):
        return True
    if (
        _cut_short(one, other)
        or _is_office_of(shorter, longer)
        or (shorter == ["gs"] and "geschaeftsstelle" in longer)
        or _abbreviates(name, secretariat)
        or _abbreviates(secretariat, name)
    ):
        return True
    brief = len(shorter) == 1 and 2 <= len(shorter[0]) <= _LONGEST_INITIALS
    if brief and shorter[0] == _initials(longer):
        return len(name if one is shorter else secretariat) == len(shorter[0])
    text, text_of_other = "".join(one), "".join(other)
    return min(len(text), len(text_of_other)) >= _SHORTEST_MISSPELT and (
        one_letter_apart(text, text_of_other)
        or _without_ending(text) == _without_ending(text_of_other)
    )


def _are_one_without_office(one: Sequence[str], other: Sequence[str]) -> bool:
    words = (*one, *other)
    text = " ".join(words)
    if _ARTICLES.isdisjoint(words) and not any(part in text for part in _IN_STEMS):
        return False
    return _without_office(one) == _without_office(other) != []


def _without_office(words: Sequence[str]) -> list[str]:
    """What is left of a name without the word for a secretariat, and without articles.

    >>> _without_office(["alliancesekretariatet"]), _without_office(["the", "alliance"])
    (['allianc'], ['allianc'])
    """
    left = [_OFFICE.sub("", word) for word in words if word not in _ARTICLES]
    return [stem.rstrip("e") for stem in _stems([word for word in left if word])]


def _without_ending(text: str) -> str:
    """A name without what says which, or of which: Centret, Center, Centre."""
    return _ENDING.sub("", _OF_CENTRES.sub("ter", text))


def _is_in_brackets(words: Sequence[str], name: str) -> bool:
    """Whether words are the short name that a longer one has in brackets: B.C.U. in Unit (BCU)."""
    return "".join(words) in map(fold, _BRACKETS.findall(name))


_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


def _begins(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether the words of a name stand in another one after the other, endings apart."""
    stems, own = _stems(longer), _stems(shorter)
    width = len(own)
    return any(stems[n : n + width] == own for n in range(len(stems) - width + 1))


def _cut_short(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are one but for words of which only the beginning is left.

    >>> _cut_short(["ell", "sec"], ["ell", "secretariat"]), _cut_short(["sec"], ["sector"])
    (True, True)
    >>> _cut_short(["sun", "bee"], ["sunday", "been"]), _cut_short(["sector"], ["sectoral"])
    (False, False)
    """
    if len(one) != len(other):
        return False
    pairs = [sorted(pair, key=len) for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if not all(len(part) >= _SHORTEST_PART and whole.startswith(part) for part, whole in pairs):
        return False
    return len(pairs) < len(one) or (len(one) == 1 and len(pairs[0][0]) <= _LONGEST_ALONE)


def _is_office_of(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether a name is the word for an office alone, and another ends a word of it so."""
    (stem,) = _stems(shorter) if len(shorter) == 1 else ("",)
    return stem in _OFFICES and any(word.endswith(stem) for word in _stems(longer))


def _abbreviates(short: str, name: str) -> bool:
    """Whether the words of a name are cut short by points: Coord. Office, Gst.

    One may be what is left of the word for a secretariat in another name: Geschäftsst. Nord.

    >>> [_abbreviates(f"{short} Nord", "Geschäftsstelle") for short in ("Geschäftsst.", "Ges.")]
    [True, False]
    >>> _abbreviates("Samordn.kansliet", "Samordningskansliet")
    True
    """
    if "." not in short:
        return False
    cut = [
        (fold(word.rstrip(".")), word.endswith(".")) for word in re.findall(r"[^\W_]+\.?", short)
    ]
    whole = _words(name)
    fewest = 3 if len(cut) == 1 else _SHORTEST
    parts = [part for part, is_cut in cut if is_cut and len(part) >= fewest]
    parts += [part for part, is_cut in cut if is_cut and part in _CONTRACTED]
    stems = list(filter(_STEM.fullmatch, whole))
    if any(_shortens(part, word) for part in parts for word in stems):
        return True
    if _POINT_WITHIN.fullmatch(short):
        begins, ends = map(fold, short.split("."))
        return any(re.fullmatch(rf"{begins}\w+{ends}", word) for word in whole)
    return len(cut) == len(whole) and all(
        len(part) > 1 and (_shortens(part, word) if is_cut else word == part)
        for (part, is_cut), word in zip(cut, whole, strict=True)
    )


_POINT_WITHIN = re.compile(r"[^\W\d_]{3,}\.[^\W\d_]{3,}")


def _shortens(part: str, word: str) -> bool:
    """Whether a word begins with a part, or has its letters in their order from the first on.

    >>> _shortens("gesch", "geschaeftsstelle"), _shortens("gst", "geschaeftsstelle")
    (True, True)
    """
    letters = iter(word)
    contracted = len(part) > 2 and part[0] == word[0] and all(each in letters for each in part)
    return word.startswith(part) or contracted


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def likely_secretariats(marked: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """Those of the others that are likely a secretariat under another spelling, and which.

    >>> likely_secretariats(["Sekretariatet"], ["Klubben", "Sekr."])
    {'Sekr.': 'Sekretariatet'}
    """
    marked, others = list(marked), list(others)
    words_of_marked = list(_words_of(marked))
    near = _worth_a_look(marked, words_of_marked, others)
    found = {}
    for name, words in zip(near, _words_of(near), strict=True):
        for secretariat, other in zip(marked, words_of_marked, strict=True):
            if _alike(name, words, secretariat, other):
                found[name] = secretariat
                break
    return found


def _may_be_short(name: str) -> bool:
    """Whether a name may be short for another that begins in another way: Sekr.

    Of a long name only the last word is short where the others have no point.
    """
    before, _, _ = name.rpartition(" ")
    return "." in (before if before.count(" ") >= 2 else name)


def _worth_a_look(
    marked: Sequence[str], words_of_marked: Sequence[list[str]], names: Sequence[str]
) -> Sequence[str]:
    """The names without those that can be told at a glance to be like none that is marked.

    What `_alike` finds has a point in it or says that it is a secretariat, or its letters begin or
    end as those of a marked name do for half of their length, begin with a word of it, what it has
    in brackets among them, or the first letters of one, or hold its longest word, endings apart, or
    its word for an office.
    """
    if any(map(_may_be_short, marked)) or not all(words_of_marked):
        return names
    begins: list[str] = []
    ends: list[str] = []
    within = [*_IN_STEMS]
    for words in words_of_marked:
        text, stems = "".join(words), _stems(words)
        half = len(text) // 2 - 1
        begins += [text, *stems, text[:_SHORTEST_PART], words[0][:_SHORTEST_PART]]
        within += [max(stems, key=len), *(office for office in _OFFICES if office in text)]
        if len(text) >= _SHORTEST_MISSPELT:
            begins.append(text[:half])
            ends.append(text[-half:])
        if 2 <= len(words) <= _LONGEST_INITIALS:
            begins.append(_initials(words))
        begins += _CONTRACTED if "geschaeftsstelle" in words else ()
        if len(words) == 1 and len(text) <= _LONGEST_INITIALS:
            begins.append(text[0])
    texts = folded(names)
    lines = "\n".join(["", *texts, ""])
    first = tuple(part for part in begins if f"\n{part}" in lines)
    last = tuple(part for part in ends if f"{part}\n" in lines)
    within = [part for part in within if part in lines]
    plain = "." not in "".join(names) and all(map(str.isalnum, texts))
    if plain and not (first or last or within):
        return []
    return [
        name for name, text in zip(names, texts, strict=True)
        if text.startswith(first) or text.endswith(last) or any(part in text for part in within)
        or "." in name or not text.isalnum()
    ]  # fmt: skip


def _stems(words: Sequence[str]) -> list[str]:
    return [_ENDING.sub("", word) or word for word in words]
