"""Names that are nearly the same: what a misspelt one may have meant."""

from __future__ import annotations

import re
import string
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count, islice

from ci_network.record.names import folded as plain_letters

_MOST_COMPARED = 2_000
_MOST_PAIRS = 100_000
_LONGEST_COMPARED = 200
"""Letters up to which a name may be a misspelt one; what is longer is no name that people write."""

_WORD_LENGTH = 5
_NAME_LENGTH = 6
_CLOSE = 75
_MOST_EXTRA = 2
_MOST_WITHIN = 20_000
_ODD = 1_000_003
_MARKS = re.compile(r"[^\w]+|_+")
# One sign between two figures stays: 1.1 is not 11.
_NOT_LETTERS = re.compile(r"[^\w\n]+(?:(?!\d)|(?<!\d[^\w\n]))")
_NO_WORD = re.compile(r"[^\w\n]+")
_NOT_FIGURES = re.compile(r"[^\d\n]+")
# The same for plain letters, which are most, by a table: ten times faster than a pattern.
_SIGNS = [chr(code) for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"]
_SIGNS_TO_SPACES = str.maketrans(dict.fromkeys(_SIGNS, " "))
_WITHOUT_SIGNS = str.maketrans(dict.fromkeys(_SIGNS))
_KINDS = _SIGNS_TO_SPACES | str.maketrans(dict.fromkeys("0123456789", "0"))
_WITHOUT_FIGURES = str.maketrans("", "", string.digits)
_ONLY_FIGURES = _WITHOUT_SIGNS | str.maketrans(dict.fromkeys(string.ascii_letters))


def fold(name: str) -> str:
    """A name as it sounds: without case, accents, punctuation and spaces; å is aa.

    >>> fold("Blå  Kors, Helsingør") == fold("blaa kors Helsingoer")
    True
    """
    return folded([name.replace("\n", " ")])[0]


def _words(name: str) -> list[str]:
    return _MARKS.sub(" ", plain_letters(name)).split()


def _a_line_each(names: Sequence[str]) -> str:
    """Names as one text, in which each is a line."""
    text = "\n".join(names)
    if text.count("\n") >= len(names) > 0:
        text = "\n".join(name.replace("\n", " ") for name in names)
    return text


def folded(names: Sequence[str]) -> list[str]:
    """Every name folded, at once: a pass over one long text is far quicker than many.

    A sign between two figures stays: 1/11 is not 11/1.

    >>> folded(["Blå Kors", "", "hold-a"])
    ['blaakors', '', 'holda']
    """
    text = plain_letters(_a_line_each(names)).replace("_", " ")
    if text.isascii() and "0 0" not in text.translate(_KINDS):
        text = text.translate(_WITHOUT_SIGNS)
    else:
        text = _NOT_LETTERS.sub("", text)
    return text.split("\n") if names else []


class Suggestions:
    """What may have been meant instead of an unknown name; each is worked out once.

    Parameters
    ----------
    known
        What is suggested, by each name that it goes by.
    most
        After so many different unknown names only those that fold to a known one get a
        suggestion: then it is another list that was meant, not a misspelling.
    """

    def __init__(self, known: Mapping[str, str], most: int = 200) -> None:
        self._known = known
        self._folded: dict[str, str] = {}
        self._left = most
        self._told: dict[str, str | None] = {}

    def __call__(self, name: str) -> str | None:
        """The likeliest, or None when nothing is like it."""
        if name not in self._told:
            self._told[name] = self._find(name)
        return self._told[name]

    def _find(self, name: str) -> str | None:
        if not self._folded:
            for text, meant in zip(folded(list(self._known)), self._known.values(), strict=True):
                self._folded.setdefault(text, meant)
        if not self._folded:
            return None
        text = fold(name)
        if text in self._folded:
            return self._folded[text]
        if text.isdecimal():
            same = (meant for known, meant in self._folded.items()
                    if known.isdecimal() and known.lstrip("0") == text.lstrip("0"))  # fmt: skip
            return next(same, None)
        if self._left <= 0 or not 2 <= len(text) <= _LONGEST_COMPARED:
            return None
        self._left -= 1
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        known = (each for each in self._folded if len(each) <= 2 * _LONGEST_COMPARED)
        best = process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=_CLOSE)
        return None if best is None else self._folded[best[0]]


# What people write short. Words of one meaning are one word.
_SHORT = {
    word: meant
    for meant, words in {
        "against": "vs versus contra", "and": "og och und", "saint": "st sct sankt",
        "university": "univ uni", "association": "assoc assn", "department": "dept",
        "foundation": "fdn", "international": "intl int", "company": "co",
        "limited": "ltd", "forening": "foren", "kommune": "komm", "afdeling": "afd",
        "group": "grp", "committee": "cttee", "council": "cncl", "institute": "inst",
        "society": "soc", "organisation": "org organization", "centre": "center ctr",
        "national": "natl", "government": "govt", "development": "dev", "education": "edu educ",
    }.items()
    for word in words.split()
}  # fmt: skip
_DEFINITE = ("en", "et", "ne", "na")
_DIRECTIONS = frozenset(
    {"nord", "syd", "oest", "vest", "north", "south", "east", "west", "norr", "soeder", "vaester",
     "midt", "ung", "unge", "ungdom", "junior", "senior", "herrer", "damer", "the"}
)  # fmt: skip


def _words_of_all(names: Sequence[str]) -> str:
    """The words of every name, a line for each, one space between words; found at once."""
    text = plain_letters(_a_line_each(names).replace("&", " and ").replace("_", " "))
    text = text.translate(_SIGNS_TO_SPACES) if text.isascii() else _NO_WORD.sub(" ", text)
    while "  " in text:
        text = text.replace("  ", " ")
    return text.replace(" \n", "\n").replace("\n ", "\n").strip(" ")


def in_other_words(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places whose names say the same, one of them with a word written short, or definite.

    >>> list(in_other_words(["Fans against Racism", "Fans vs. Racism", "Fans"]))
    [(0, 1)]
    >>> list(in_other_words(["Biblioteket", "Klubhus", "Klubhuset", "Bibliotek", "Skole 1"]))
    [(1, 2), (0, 3)]
    """
    text = _words_of_all(names)
    meant = _said_otherwise(text)
    if meant:
        text = re.sub(r"\w+", lambda word: meant.get(word[0], word[0]), text)
    for one, place in said_again(text.split("\n") if names else []):
        if fold(names[one]) != fold(names[place]):
            yield one, place


def _said_otherwise(text: str) -> dict[str, str]:
    """Words of a text that are written short, or definite, with what they mean."""
    ends = f"{text} ".replace("\n", " ")
    definite = any(f"{ending} " in ends for ending in _DEFINITE)
    # No short word has a figure in it: where none is definite, numbers need not be told apart.
    some = text if definite or not text.isascii() else text.translate(_WITHOUT_FIGURES)
    written = set(some.split())
    meant = {word: _SHORT[word] for word in _SHORT.keys() & written}
    return meant | _indefinite(written) if definite else meant


def said_again(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of texts that stood before, each after the first of them; blank ones are left out.

    >>> list(said_again(["a", "", "b", "", "a"]))
    [(0, 4)]
    """
    if len(set(texts)) == len(texts):
        return
    first: dict[str, int] = {}
    for place, text in enumerate(texts):
        one = first.setdefault(text, place)
        if one != place and text:
            yield one, place


def _indefinite(words: Collection[str]) -> dict[str, str]:
    """Scandinavian words in the definite form, with the word itself where that is there, too."""
    stems = {}
    for word in words:
        if len(word) > _WORD_LENGTH + 1 and word.endswith(_DEFINITE):
            stem = word[:-2]
            single = stem[:-1] if stem[-1] == stem[-2] else stem
            known = next((each for each in (stem, single) if each in words), None)
            if known is not None and len(known) >= _WORD_LENGTH:
                stems[word] = known
    return stems


def within(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places of which the first name begins or ends the second, and no third.

    A part that several names have in common is a family, and no duplicate; figures and directions
    tell branches apart. Of more than 20,000 names none is looked at.

    >>> list(within(["Trussell", "Trussell Trust", "Skolen", "Skolen 2", "Skolen Nord"]))
    [(0, 1)]
    >>> list(within(["Idræt", "Idræt og Fritid", "Idræt for Alle"]))
    []
    """
    if len(names) > _MOST_WITHIN:
        return
    words = [tuple(each.split()) for each in _words_of_all(names).split("\n")]
    place_of = {each: place for place, each in enumerate(words)}
    lengths = set(map(len, words))
    longer: dict[int, set[int]] = defaultdict(set)
    for place, each in enumerate(words):
        for cut in range(1, len(each)):
            if cut not in lengths and len(each) - cut not in lengths:
                continue
            for part in (each[:cut], each[cut:]):
                if (shorter := place_of.get(part)) is not None:
                    longer[shorter].add(place)
    for shorter, places in longer.items():
        (only, *others) = places
        extra = Counter(words[only]) - Counter(words[shorter])
        telling = all(len(word) > 2 and word.isalpha() for word in extra)
        if others or len("".join(words[shorter])) < _WORD_LENGTH or not telling:
            continue
        if len(extra) <= _MOST_EXTRA and not set(extra) & _DIRECTIONS - {"the"}:
            yield shorter, only


def twins(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places whose names are nearly the same: misspelt, or only written otherwise.

    Names that differ in a figure, in a short word or in how a word begins (Skole 1, Skole 2; Hold
    A, Hold B; Østskolen, Vestskolen) are different names. Of more than 2,000 names those that are
    two slips apart, in two words, are not found; nor are names of more than 200 letters, and pairs
    beyond the first 100,000 that are looked at.

    >>> list(twins(["Erhverv", "Skolen", "Erverv", "Hold A", "Hold B"]))
    [(0, 2)]
    """
    texts = folded(names)
    numbers = any(map(str.isdecimal, texts))
    of_each = _figures_of(texts)
    if not numbers and len(set(of_each)) == len(texts):
        return
    first = dict(zip(texts, count(), strict=False))
    if len(first) < len(texts) or numbers:
        first = {}
        for place, text in enumerate(texts):
            one = first.setdefault(text.lstrip("0") if text.isdecimal() else text, place)
            if one != place and text:
                yield one, place
    candidates = [
        place for text, place in first.items() if _WORD_LENGTH <= len(text) <= _LONGEST_COMPARED
    ]
    near_pairs = _near_pairs if len(candidates) <= _MOST_COMPARED else _slipped_pairs
    blocks: dict[str, list[int]] = defaultdict(list)
    for place in candidates:
        blocks[of_each[place]].append(place)
    pairs = (
        (block[one], block[other])
        for block in blocks.values()
        if len(block) > 1
        for one, other in near_pairs([texts[place] for place in block])
    )
    for one, other in islice(pairs, _MOST_PAIRS):
        if _misspelt(_words(names[one]), _words(names[other])):
            yield one, other


def _figures_of(texts: Sequence[str]) -> list[str]:
    """The figures in each text, in their order."""
    text = "\n".join(texts)
    figures = text.translate(_ONLY_FIGURES) if text.isascii() else _NOT_FIGURES.sub("", text)
    return figures.split("\n")


def _near_pairs(texts: list[str]) -> Iterator[tuple[int, int]]:
    import numpy as np  # noqa: PLC0415
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    far = process.cdist(texts, texts, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
    for one, other in np.argwhere(far <= 2).tolist():
        if one < other:
            yield one, other


def _slipped_pairs(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs that are the same once a letter is left out of each, or of one of them.

    Each text is a sum of its letters times powers of an odd number, so that the sum without a
    letter follows from two partial sums; texts with equal sums stand side by side once sorted.
    """
    import numpy as np  # noqa: PLC0415

    lengths = np.array([len(text) for text in texts])
    owner = np.repeat(np.arange(len(texts)), lengths)
    begin = np.cumsum(lengths) - lengths
    letters = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.uint64)
    powers = np.full(int(lengths.max()), _ODD, np.uint64)
    powers[0] = 1
    powers = np.cumprod(powers)
    terms = letters * powers[np.arange(len(owner)) - begin[owner]]
    upto = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms)])
    before = upto[:-1] - upto[begin][owner]
    after = upto[begin + lengths][owner] - upto[1:]
    inverse = np.uint64(pow(_ODD, -1, 1 << 64))
    sums = np.concatenate([before + after * inverse, upto[begin + lengths] - upto[begin]])
    owners = np.concatenate([owner, np.arange(len(texts))])
    order = np.lexsort([owners, sums])
    same = (sums[order[1:]] == sums[order[:-1]]) & (owners[order[1:]] != owners[order[:-1]])
    pairs = np.stack([owners[order[:-1]][same], owners[order[1:]][same]], axis=1)
    yield from np.unique(np.sort(pairs, axis=1), axis=0).tolist()


def _misspelt(one: list[str], other: list[str]) -> bool:
    """Whether each word that differs is long, begins the same, and is one letter from the other."""
    if len(one) == len(other):
        apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return all(
            min(len(a), len(b)) >= _WORD_LENGTH
            and (a[0] == b[0] or len(a) != len(b))
            and one_letter_apart(a, b)
            for a, b in apart
        )
    joined = "".join(one), "".join(other)
    return min(map(len, joined)) >= _NAME_LENGTH and one_letter_apart(*joined)


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter more, less, other, or two letters swapped, makes the one the other.

    >>> one_letter_apart("activity", "acitvity"), one_letter_apart("start", "state")
    (True, False)
    """
    if one == other:
        return False
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or swapped


def letters_apart(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make the one the other.

    >>> letters_apart("activity", "aktivity"), letters_apart("end", "start")
    (1, 5)
    """
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, wanted in enumerate(other, start=1):
            change = above[column - 1] + (letter != wanted)
            line.append(min(above[column] + 1, line[-1] + 1, change))
        above = line
    return above[-1]


def same_name(name: str) -> str:
    """What two spellings of one name have in common: only capitals and spaces may differ."""
    return " ".join(name.split()).casefold()


def apart_by_years(names: Iterable[str]) -> set[str]:
    """The names that are those of others but for a year behind them.

    >>> sorted(apart_by_years(["Kirken 2018", "Kirken 2019", "Skolen (2018)", "Vision 2020"]))
    ['Kirken 2018', 'Kirken 2019']
    """
    of: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if len(name) <= _LONGEST_COMPARED and (match := _OF_A_YEAR.fullmatch(name)) is not None:
            of[match[1]].add(name)
    return {name for those in of.values() if len(those) > 1 for name in those}


_OF_A_YEAR = re.compile(r"(?=[^a-zA-Z\n]*[a-zA-Z])(.*?)(?<![ (])[ (]+(?:19|20)\d\d\)?", re.ASCII)
