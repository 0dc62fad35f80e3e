"""Sums of money as counsel writes them: ``USD 250,000``, ``$2.5m``, ``EUR 1.2 million``, ``£40k``.

A comma sets thousands apart and a point sets decimals apart, as in legal English. What could be read in two ways is
refused: ``1.234,56`` and ``2,5`` are written the continental way, and ``1.234`` could be either.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Final, NamedTuple

from model.errors import InvalidRecord
from model.record.base import decimal_text

SIGNS: Final = {"USD": "$", "GBP": "£", "EUR": "€", "CAD": "C$", "AUD": "A$", "JPY": "¥"}
"""The sign that a currency is written with, by its code."""

DOLLARS: Final = frozenset(
    """
    AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD TTD TWD USD XCD
    """.split()  # noqa: SIM905 — codes are read more easily without their quotation marks
)
_YEN: Final = frozenset({"JPY", "CNY"})

CODES: Final = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF
    CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
    HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH
    UGX USD UYU UZS VES VND VUV WST XAF XAU XCD XOF XPF YER ZAR ZMW DEM FRF ITL ESP NLG BEF ATS IEP FIM PTE GRD LUF
    """.split()  # noqa: SIM905
)
"""The codes of ISO 4217, and of the currencies that the euro replaced, which older instruments are in."""

_THREE_DECIMALS: Final = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})

_NAMES: Final = {
    "us$": "USD",
    "u.s.$": "USD",
    "c$": "CAD",
    "ca$": "CAD",
    "can$": "CAD",
    "cdn$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "£": "GBP",
    "€": "EUR",
    "$": "$",
    "¥": "¥",
    "dollar": "$",
    "us dollar": "USD",
    "u.s. dollar": "USD",
    "canadian dollar": "CAD",
    "australian dollar": "AUD",
    "euro": "EUR",
    "pound sterling": "GBP",
    "pounds sterling": "GBP",
    "sterling": "GBP",
    "pound": "GBP",
    "swiss franc": "CHF",
}
"""What a currency is called beside its code; ``$`` and ``¥`` stand for several."""

_SCALES: Final = {
    **dict.fromkeys(("k", "thousand"), 3),
    **dict.fromkeys(("m", "mm", "mn", "mio", "million", "millions"), 6),
    **dict.fromkeys(("b", "bn", "billion", "billions"), 9),
    **dict.fromkeys(("tn", "trillion", "trillions"), 12),
}
"""Powers of ten by the word or letter behind a figure."""

_SUM = re.compile(
    r"(?P<minus>[-−–]?)\s*(?P<before>[^\d.,+−–-]*?)\s*(?P<figures>[+−–-]?[\d.][\d.,'’\s]*?)\s*(?P<after>[^\d.,'’\s].*)?"
)
_IN_PARENTHESES = re.compile(r"\(([^()]*\d[^()]*)\)")
"""How accountants write what is less than nothing."""
_SWISS = re.compile(r"\d{1,3}(['’]\d{3})+(\.\d*)?")
_SPACED = re.compile(r"\d{1,3}(\s\d{3})+([.,]\d*)?")
_CONTINENTAL = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+,(\d{1,2}|\d{4,})")
_EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}")


class Sum(NamedTuple):
    """A figure in its normal form, and the code of its currency; empty where none is written and none is usual."""

    figure: str
    currency: str


def read_sum(text: str, usual: str = "", used: Collection[str] = ()) -> Sum:
    """The sum that is written in ``text``.

    ``usual`` is the currency where none is written; ``used`` are those of the docket, which say what ``$`` stands for.

    Raises :class:`model.errors.InvalidRecord` for what is no sum, or could be two.

    >>> read_sum("$2.5m", "USD"), read_sum("EUR 1.2 million"), read_sum("250,000.00", "GBP")
    (Sum(figure='2500000', currency='USD'), Sum(figure='1200000', currency='EUR'), Sum(figure='250000', currency='GBP'))
    >>> read_sum("1.234,56")
    Traceback (most recent call last):
    model.errors.InvalidRecord: “1.234,56” is written the continental way. Write 1,234.56.
    """
    typed = text.strip()
    parts = _SUM.fullmatch(_IN_PARENTHESES.sub(r"-\1", typed))
    if parts is None:
        raise _no_sum(typed)
    scale, behind = _scale(parts["after"] or "")
    currency = _one_currency(typed, parts["before"], behind, usual, used)
    minus = parts["minus"] + parts["figures"][:1].strip("0123456789. ").replace("+", "")
    if len(minus) > 1:
        raise _no_sum(typed)
    figure = _figure(typed, parts["figures"].lstrip("+-−–"), currency, scale)
    return Sum(decimal_text(-figure if minus else figure), currency)


def figure_text(figure: str, currency: str = "") -> str:
    """A figure as it is shown in an input of money, so that :func:`read_sum` reads it back.

    >>> figure_text("2500000"), figure_text("1.234"), figure_text("1.234", "KWD")
    ('2,500,000', '1.2340', '1.234')
    """
    shown = f"{Decimal(figure):,f}"
    either = _EITHER.fullmatch(shown.removeprefix("-")) and currency not in _THREE_DECIMALS
    return f"{shown}0" if either else shown


def _no_sum(typed: str) -> InvalidRecord:
    return InvalidRecord(f"“{typed}” is no sum of money. Write it such as USD 250,000, $2.5m or EUR 1.2 million.")


def _scale(after: str) -> tuple[int, str]:
    """The power of ten that stands behind a figure, and what stands behind that."""
    word, _, rest = after.partition(" ")
    letters = re.match(r"[a-z]*", word, re.IGNORECASE)
    first = letters[0].casefold() if letters else ""
    if first in _SCALES:
        return _SCALES[first], f"{word[len(first) :]} {rest}".strip()
    return 0, after.strip()


def _one_currency(typed: str, before: str, behind: str, usual: str, used: Collection[str]) -> str:
    """The currency that is written before or behind a figure; both are allowed where they agree, as in ``USD $5``."""
    named = [_code(typed, words, used) for words in (before, behind) if words.strip()]
    if not named and not (before.strip() or behind.strip()):
        return usual
    certain = {code for each in named for code in each if code not in ("$", "¥")}
    signs = {code for each in named for code in each if code in ("$", "¥")}
    if len(certain) > 1 or len(signs) > 1:
        raise InvalidRecord(f"“{typed}” names two currencies. Write one.")
    if not signs:
        return certain.pop()
    return _meant(typed, signs.pop(), next(iter(certain), ""), usual, used)


def _meant(typed: str, sign: str, code: str, usual: str, used: Collection[str]) -> str:
    """The currency that an ambiguous sign stands for: the one named beside it, or the docket's only one."""
    several = DOLLARS if sign == "$" else _YEN
    if code:
        if code not in several:
            raise InvalidRecord(f"“{typed}” names two currencies. Write one.")
        return code
    own = sorted(several & set(used))
    if len(own) > 1:
        raise InvalidRecord(
            f"“{sign}” could be {' or '.join(own)} in this docket. Write the code in place of the sign."
        )
    if own:
        return own[0]
    return usual if usual in several else "USD" if sign == "$" else "JPY"


def _code(typed: str, words: str, used: Collection[str]) -> list[str]:
    """What currencies some words name: a code, a sign or a name, or a code with its sign."""
    bare = " ".join(words.split())
    name = bare.casefold().removesuffix("s") if len(bare) > 3 else bare.casefold()
    if name in _NAMES:
        return [_NAMES[name]]
    found: list[str] = []
    for word in bare.split() if " " in bare else re.findall(r"[^\W\d_]+(?=\W?$)|[^\w\s]$|.+", bare):
        code = word.upper()
        plainly = word.isupper() or code in SIGNS or code in used
        if code in CODES | set(used) and plainly:
            found.append(code)
        elif word.casefold() in _NAMES:
            found.append(_NAMES[word.casefold()])
        else:
            raise _strange(typed, word)
    return found


def _strange(typed: str, word: str) -> InvalidRecord:
    if word.upper() in CODES:
        return InvalidRecord(f"If “{word}” is a currency in “{typed}”, write its code in capitals: {word.upper()}.")
    if len(word) == 3 and word.isascii() and word.isupper():
        return InvalidRecord(f"“{word}” is no currency that Duly knows. Write its code of three letters, such as USD.")
    return _no_sum(typed)


def _figure(typed: str, figures: str, currency: str, scale: int) -> Decimal:
    bare = re.sub(r"['’]", ",", figures) if _SWISS.fullmatch(figures) else figures
    if re.search(r"\s", bare) and not _SPACED.fullmatch(bare):
        raise _no_sum(typed)
    bare = re.sub(r"\s", "", bare)
    _refuse_doubtful(typed, bare, currency, scale)
    try:
        value = Decimal(decimal_text(bare))
    except InvalidRecord as error:
        raise _no_sum(typed) from error
    return value.scaleb(scale)


def _refuse_doubtful(typed: str, figures: str, currency: str, scale: int) -> None:
    """Raise for figures that a continental reader would read otherwise, with both ways to write them."""
    if _EITHER.fullmatch(figures) and not scale and currency not in _THREE_DECIMALS:
        plain = figures.replace(".", ",")
        raise InvalidRecord(f"“{typed}” could be two sums. Write {plain} or {figures}0.")
    if _CONTINENTAL.fullmatch(figures) and ("," in figures or figures.count(".") > 1):
        if figures.count(",") and "." not in figures:
            raise InvalidRecord(
                f"“{typed}” could be two sums. Write {_groups(figures)} or {figures.replace(',', '.')}."
            )
        whole, _, decimals = figures.partition(",")
        point = f".{decimals}" if decimals else ""
        raise InvalidRecord(f"“{typed}” is written the continental way. Write {whole.replace('.', ',')}{point}.")


def _groups(figures: str) -> str:
    return f"{int(figures.replace(',', '')):,}"
