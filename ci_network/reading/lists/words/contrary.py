# ruff: noqa: E501 - words in rows
"""Words for ties that are no collaboration: denied, ended, of conflict, doubted or only wished for.

They are those of Danish, Swedish, Norwegian, English and German. A word is asked about and nothing
is left out by it, so that a word too many costs a question, and one too few a false tie.
"""

from __future__ import annotations

import re
from functools import cache

from ci_network.reading.lists.words.attendance import says_away
from ci_network.reading.lists.words.lexicon import any_case

_DENIED = (
    "no", "not", "non", "none", "nor", "never", "without", "nobody", "cannot", r"\w+n['’]t",
    "ikke", "ej", "ingen", "intet", "aldrig", "uden", "inte", "inget", "inga", "aldri", "uten",
    "utan", "ikkje", "nej", "nei", "nein", "nicht", r"kein\w*", "nie", "niemals", "ohne", "false",
    "falsk", "minus", "neg", r"lack\w*", r"mangl\w*", r"fehl\w*", r"saknar?",
)  # fmt: skip
_WISHED_FOR = (
    r"wish\w*", "wants?", "wanted", "desired?", r"would like\b.*", r"potenti\w*", "planned",
    "possible", r"hypothetic\w*", "future", r"ønske\w*", r"savne\w*", "planlagte?", "mulige?",
    r"fremtidige?", r"önska\w*", r"planera\w*", r"möjlig\w*", r"framtid\w*", r"planlagt\w*",
    r"(?:vil|ville|vill|kunne|skulle) (?:gerne|gjerne|gärna|tænke|tenke|vilja)\b.*", r"hope[sd]?", "hoping", r"håbe\w*",
    r"håpe\w*", r"hoppas", r"hoff\w*", r"möchte\w*", r"interes[st]e[rd]\w*", r"intend\w*", r"propos\w*",
    r"foreslå\w*", r"föreslag\w*", r"vorgeschlagen\w*", "seeks?", "seeking",
    r"gewünscht\w*", r"wünsch\w*", r"geplant\w*", r"möglich\w*", r"zukünftig\w*",
)  # fmt: skip
_ENDED = (
    r"delet\w*", r"remov\w*", r"slet(?:tet|te|ning)", r"fjernet?", r"gelöscht\w*", r"borttag\w*",
    "invalid", r"ugyldige?", r"inactive", r"inaktiv\w*", "ended", "former", "formerly", r"tidligere",
    r"tidigare", r"ehemalig\w*", r"ophør\w*", r"opphør\w*", r"upphör\w*", r"afslutt?et\w*",
    r"avslut\w*", r"beendet\w*", r"stopp?(?:ed|et|ede|a|ade)?", r"terminated?", r"expired", r"dissolved",
    r"opløst\w*", r"oppløst\w*", r"upplöst\w*", r"aufgelöst\w*", "retracted", "dropped", "void",
    r"previous\w*", "past", "lapsed", r"paus(?:e[rdt]?|ad|iert|erad)", r"suspend\w*", "dormant", "on hold", r"hvilende", "vilande",
    "ruhend", r"nedlagt\w*", r"nedlag\w*", r"udløb\w*", r"forhenværende", "i bero",
)  # fmt: skip
_AGAINST = (
    "against", "mod", "imod", "mot", "emot", "gegen", "wider", "vs", "versus", "war", "wars",
    "krig", "krieg", r"strid\w*", r"tvist\w*", r"streit\w*", "foes?", r"enem\w*", r"enmit\w*",
    r"oppos\w*", r"oppon\w*", r"rival\w*", r"compet(?:e|ing|it)\w*", r"konkurr\w*", r"konkurrenz\w*",
    r"wettbewerb\w*", r"tävl\w*", r"avoid\w*", r"undgå\w*", r"undvik\w*", r"unngå\w*", r"vermeid\w*",
    r"reject\w*", r"afvis\w*", r"avvis\w*", r"ablehn\w*", "lehn(?:t|en)", r"hinder\w*", r"hindr\w*", r"hämm\w*",
    r"hæmm\w*", r"block\w*", r"bloke\w*", r"blokk\w*", r"blockier\w*", r"dislik\w*", r"hate[sd]?",
    "hatred", r"hostil\w*", r"distrust\w*", r"mistrust\w*", r"mistillid\w*", r"mistro\w*",
    r"misstro\w*", r"misstrau\w*", r"negativ\w*", r"antagon\w*", r"disput\w*", r"disagre\w*",
    r"disapprov\w*", r"uenig\w*", r"oenig\w*", r"uneinig\w*", r"uven\w*", r"ovän\w*", r"skænd\w*",
    r"bo[yj]k?[ck]ot\w*", r"fight\w*", r"attack\w*", r"angreb\w*", r"angrep\w*", r"angriff\w*",
    r"threat\w*", r"trussel\w*", "trusler", "truer", r"critici\w*", r"kriti[sk]\w*", r"undermin\w*", r"sabot\w*",
    r"ignor\w*", r"exclud\w*", r"eksklud\w*", r"udeluk\w*", r"uteluk\w*", r"ausschl\w*", r"klage\w*",
    r"complain\w*", "lawsuit", "retssag", "sue[sd]?", r"cancel\w*", r"aflys\w*", r"declin\w*",
    r"unfriend\w*", r"unfollow\w*", r"refus\w*", r"nægte\w*", r"den(?:y|ies|ied)", "broken",
    r"brudt\w*", r"brud", r"adversar\w*", r"obstruct\w*", r"imped\w*", r"inhibit\w*", r"harm\w*",
    r"skade\w*", r"afbrud\w*", r"tension\w*", r"spænding\w*", r"gegner\w*", r"modpart\w*",
)  # fmt: skip
_DOUBTED = (
    r"s[ck]ep[st]\w*", r"tvivl\w*", r"tvil\w*", r"tvivel\w*", r"zweif\w*", r"doubt\w*", r"suspicio\w*",
    "wary", r"relucta\w*", r"unwilling\w*", r"uvillig\w*", r"ovillig\w*", r"modvillig\w*", r"unwillig\w*",
    r"widerwillig\w*", "strained", r"anstrengt\w*", r"anspændt\w*", r"ansträngd\w*", r"anspent\w*",
    r"angespannt\w*", "tense", "troubled", r"problemat\w*", "problemfyldt", "fraught", r"neutral\w*",
    r"indifferent\w*", r"ligeglad\w*", r"likegyldig\w*", r"likgiltig\w*", r"gleichgültig\w*",
    "unsupportive", "unfriendly", "uncooperative", "hidden",
)  # fmt: skip
_WORD = any_case(
    rf"(?<![^\W\d_])(?:{'|'.join((*_DENIED, *_WISHED_FOR, *_ENDED, *_AGAINST, *_DOUBTED))})(?![^\W\d_])"
)
_WITHIN = any_case(
    "[ck]onfli[ck]t|mod(?:stand|arbejd|sæt|spil)|mot(?:stand|arbe|sätt|sett)|fjend|fiend|feind|"
    "widerstand|gegnerschaft"
)
_HARMLESS = any_case(
    r"non?[ -]?profits?|(?:not|non)[ -]for[ -]profits?|non[ -]?governmental|non[ -]?formal"
)
_LOOKED_AT = 200
"""Characters of a text that are looked through."""

_JOINED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÆØÅÄÖ])")


@cache
def may_be_contrary(text: str) -> bool:
    """Whether words for a tie may say that two do not work together.

    Examples
    --------
    >>> may_be_contrary("does not work with"), may_be_contrary("Interessekonflikt")
    (True, True)
    >>> may_be_contrary("works with"), may_be_contrary("non-profit"), may_be_contrary("-1")
    (False, False, True)
    """
    bare = text.strip()[:_LOOKED_AT]
    if re.fullmatch(r"[-–−]\s*(?:\d.*)?", bare):
        return True
    apart = _JOINED.sub(" ", _HARMLESS.sub("", bare)).replace("_", " ")
    return bool(_WORD.search(apart) or _WITHIN.search(apart)) or says_away(bare)
