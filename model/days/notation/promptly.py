"""What is owed promptly, on demand or while something lasts; with a long stop behind it, that is the due day.

"promptly upon becoming aware thereof, and in any event within five Business Days" is owed promptly, and at the latest
five business days after becoming aware thereof.
>>> bool(_OPENING.match("as soon as practicable")), bool(_LASTS.match("so long as any loan is outstanding"))
(True, True)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from model.days.deadline import Open
from model.days.notation.asking import Asker, Build, constant
from model.days.notation.counting import measure
from model.days.notation.letters import tidy
from model.days.notation.named_deadline import NamedDeadline, NamedSpan
from model.days.notation.names import is_known
from model.days.notation.pattern import Pattern
from model.days.notation.reader import ReadDated, Reader
from model.days.notation.refusal import NotationError
from model.days.notation.swallowed import swallowed
from model.days.undated import UndatedReason

_SOON: Final = (
    r"(?:(?:as )?(?:reasonably )?prompt(?:ly)?(?: as (?:is )?(?:reasonably |commercially )?(?:practicable"
    r"|possible|practical))?"
    r"|(?:substantially )?immediately(?! (?:prior to|before|preceding)\b)"
    r"|forthwith|at once|straight ?away|right away|without (?:any )?(?:undue "
    r"|unreasonable )?delay|diligently|expeditiously"
    r"|as (?:soon|promptly|quickly|expeditiously|early) as(?: (?:is|it is|they are|the same (?:is|are|become"
    r"|becomes)|shall be|may be))?(?: (?:reasonably|commercially))?"
    r"(?: (?:practicable|possible|practical|available|reasonable|feasible|practicably possible))?"
    r"|on a (?:reasonably )?(?:prompt|timely) basis|in a (?:reasonably )?(?:prompt|timely) (?:manner|fashion)|timely"
    r"|within (?:a|any) (?:commercially )?reasonable (?:time|period)(?: of time)?|in due course"
    r"|by return(?: of (?:post|mail|e-?mail))?(?=$| ,| and| but)"
    r"|when(?: and as| and if)? (?:the same )?(?:due|requested|required|available|received)"
    r"|(?:if, )?as and when|when and as|as required|reasonably promptly|with (?:all )?(?:due"
    r"|reasonable) (?:dispatch|speed|diligence)|from time to time)"
)
_DEMAND: Final = (
    r"(?:promptly )?(?:(?:on|upon|at) (?:first |written |reasonable |the |lender's |agent's ){0,3}"
    r"(?:demand|request|call)"
    r"|at call|when(?:ever)? (?:so )?(?:demanded|requested))"
)
_OPENING: Final = Pattern(
    rf"(?!promptly (?:under|as defined in) reg)(?:to be \w+ |which shall be )?(?:(?P<demand>{_DEMAND})"
    rf"|(?P<soon>{_SOON})"
    r"|(?P<once>once(?! (?:a|an|each|every|per|in) )|when|whenever|if and when|at such time as|as soon as))(?= |$)"
)
_LAST_STOP: Final = Pattern(
    r"(?:[,;(] ?)*(?:(?:and|but|or|provided|however|always) ?,? ?)*(?:provided (?:however "
    r"|always )?,? ?)?(?:that )?,? ?"
    r"(?:in (?:any|all|each|every) (?:event|events|case|cases)|in no (?:event|case)|at all events|under (?:no"
    r"|any) circumstances?(?: (?:later than|after))?|with (?:a|an) (?:long ?-?stop|longstop|backstop"
    r"|outside)(?: date)? of|(?:the )?(?:long ?-?stop|longstop|backstop|outside|last|latest)(?: date"
    r"| day)? (?:being|is|of)|at the (?:very )?latest|at latest"
    r"|(?:by )?(?:no|not) later than(?= )|(?:no|not) more than(?= )|not to exceed(?= )|(?<=, )within(?= )"
    r"|(?<=\band )within(?= )|(?<=\bdemand )within(?= )|(?<=\bbut )within(?= )"
    r"|(?<=, )by(?= )|(?<=\band )by(?= )|(?<=\bbut )by(?= )|(?<=\band )on or (?:before|prior to)(?= )"
    r"|(?<=\bbut )on or (?:before|prior to)(?= )"
    r"|(?<=\band )before(?= )|(?<=\bbut )before(?= )|(?<=, )on or before(?= )|(?<=\band )prior to(?= )"
    r"|(?<=\bbut )prior to(?= ))(?: (?:prior to|before)(?= ))?"
)
_STOP_LIMIT: Final = Pattern(
    r",? ?(?:(?:shall|will|must|is) (?:it|such [a-z ]{1,30}|they|the [a-z ]{1,30}) (?:be )?(?:made |given "
    r"|delivered |provided |occur )?|be |shall be )?"
    r"(?=(?:no |not )?(?:later|more|within|by|on|before|prior|at|sooner|after|[0-9a-z]))"
    r"(?:(?:later than|more than|after) )?"
)
_TRIGGER: Final = Pattern(r".*?\b(?:upon|after|following|on|of|from)(?: (?:the|its|his|their|any|such))? (?=[a-z])")
_LASTS: Final = Pattern(
    r"(?:(?:from time to time and )?(?:at all times|at any time(?: and from time to time)?|continuously|always"
    r"|from time to time) )?,? ?"
    r"(?:(?:for )?(?:so|as) long as|while|whilst|during|throughout|for the duration of|until such time as"
    r"|until|over|for the (?:entire |full )?(?:term|life) of)(?= )"
)
_ANY_TIME: Final = Pattern(
    r"(?:at any time(?: and from time to time)?|from time to time|at such times?|continuously|always"
    r"|on an ongoing basis|on a continuous basis)(?= |$)"
)


def promptly(reader: Reader, dated: ReadDated, *, bare: bool = True) -> Build[NamedDeadline] | None:
    """What is owed promptly or on demand, with its long stop where one stands behind it; `bare`, also without one."""
    start = reader.at
    opening = reader.fits(_OPENING)
    if opening is None:
        return None
    soon: UndatedReason = "promptly" if opening["soon"] else "once something happens"
    reason: UndatedReason = "on demand" if opening["demand"] else soon
    after = reader.at
    for stop, body in reader.find(_LAST_STOP, after):
        found = _long_stop(reader, (start, after, stop, body), dated)
        if found is not None:
            reader.at = reader.end
            return found
    reader.at = after
    if not bare:
        return None
    if reader.at_end() and reason == "once something happens":
        reader.want("what happens, in its own words")
        return None
    return _without_day(reader, start, after, reason)


def _long_stop(reader: Reader, places: tuple[int, int, int, int], dated: ReadDated) -> Build[NamedDeadline] | None:
    """The last day that stands behind the words; a count alone counts from what the words themselves name."""
    _, after, stop, body = places
    for joined in (_around_bracket, _of_both):
        if (found := joined(reader, stop, body)) is not None:
            return found
    end = _unbracketed(reader, stop)
    trigger = _named(reader, after, stop)

    def alone(part: Reader) -> Build[NamedDeadline] | None:
        return _count_alone(part, trigger) if trigger else None

    starts = list(_starts(reader, stop, body))
    for form in (alone, dated):
        for first in starts:
            if (found := reader.part(first, end, form)) is not None:
                return _marked(found)
    return None


def _around_bracket(reader: Reader, stop: int, body: int) -> Build[NamedDeadline] | None:
    """A long stop in brackets before what both count from: “promptly (but within 2 days) after closing”."""
    closing = next((place for place in range(stop, reader.end) if reader.tokens[place].key == ")"), 0)
    if not closing or closing + 1 >= reader.end or reader.tokens[stop].key != "(":
        return None
    for first in range(body - 1, body + 1):
        text = f"{reader.words(first, closing)} {reader.words(closing + 1, reader.end)}"
        found = reader.reworded(text)
        if found is not None:
            return _marked(found)
    return None


_OF_BOTH: Final = Pattern(r"(?i)\b(of|after|following|from|before|prior to),(?= )")


def _of_both(reader: Reader, stop: int, body: int) -> Build[NamedDeadline] | None:
    """A long stop set off by commas before what both count from: “following, and within 20 days of, the closing”."""
    words = reader.words(body - 1, reader.end)
    text, joined = _OF_BOTH.compiled.subn(r"\1", words, count=1)
    if not joined or not reader.words(0, stop).casefold().endswith(_SIDES_LEFT_OPEN):
        return None
    for begun in (text, text.partition(" ")[2]):
        if (found := reader.reworded(begun)) is not None:
            return _marked(found)
    return None


_SIDES_LEFT_OPEN: Final = ("after", "following", "upon", "of", "from", "on")


def _unbracketed(reader: Reader, stop: int) -> int:
    end = reader.end
    opened = any(token.key == "(" for token in reader.tokens[stop : stop + 2])
    return end - 1 if opened and reader.tokens[end - 1].key == ")" else end


def _starts(reader: Reader, stop: int, body: int) -> Iterator[int]:
    """Where the last day may begin: with the limit that joined it, or after the words that did."""
    reader_at = reader.at
    yield from range(stop, body + 1)
    reader.at = body
    if reader.fits(_STOP_LIMIT) is not None and reader.at > body:
        yield reader.at
    reader.at = reader_at


def _named(reader: Reader, after: int, stop: int) -> str:
    """The event in the words before a long stop: "upon becoming aware thereof"."""
    words = reader.words(after, stop).strip(" ,;(")
    for word in ("upon", "after", "following", "on", "of", "from"):
        if words.casefold().startswith(f"{word} "):
            name = words[len(word) + 1 :].strip(" ,;")
            known = is_known(name, reader.context.anchors)
            return name if known or not swallowed(_without_article(name)) else ""
    return ""


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.casefold() in ("the", "a", "an", "such") and rest else name


def _count_alone(reader: Reader, trigger: str) -> Build[NamedDeadline] | None:
    """A count without what it counts from, at its end."""
    start = reader.at
    reader.fits(_LIMIT)
    if measure(reader) is None or not (reader.fits(_THEREAFTER) or reader.at_end()) or not reader.at_end():
        reader.at = start
        return None
    words = reader.words(start, reader.end)
    cut = Pattern(r"(?i) (?:thereafter|thereof|of the same|later|afterwards)$").compiled.sub("", words)
    return reader.reworded(f"{cut} after {trigger}")


_LIMIT: Final = Pattern(r"(?:within|(?:no|not) (?:later|more) than|at most|later than|more than|in)(?= )")
_THEREAFTER: Final = Pattern(r"(?:thereafter|thereof|of the same|later|afterwards)(?=$)")


def _marked(found: Build[NamedDeadline]) -> Build[NamedDeadline]:
    def build(asker: Asker) -> NamedDeadline:
        deadline = found(asker)
        if isinstance(deadline, Open | NamedSpan):
            raise NotationError(
                "A last day stands behind words that name none. Write it as “promptly, at the latest …”.", 0
            )
        return replace(deadline, promptly=True)

    return build


def _without_day(reader: Reader, start: int, after: int, reason: UndatedReason) -> Build[NamedDeadline] | None:
    """The words themselves, if they hold no day, count or time that would be lost in them."""
    token = reader.token
    if token is not None and token.key == ":" and reader.at + 2 == reader.end:
        return None
    rest = reader.words(after, reader.end).strip(" ,;")
    held = swallowed(_after_preposition(rest)) if rest else ""
    if held and not is_known(_after_preposition(rest), reader.context.anchors):
        reader.doubt = reader.doubt or NotationError(
            f"“{held}” stands behind words that name no day. Write the last day as “promptly, at the latest …”.",
            reader.position(reader.offset),
        )
        return None
    reader.at = reader.end
    words = tidy(reader.words(start, reader.end))
    return constant(Open(reason=reason, words="" if words.casefold() == reason else words))


_PREPOSITION: Final = Pattern(
    r"(?i)(?:(?:and|but|,|thereafter|if|to|by|upon|on|after|following|of|for|from|as|when|once|in|the|a|an"
    r"|any|such|its|it|at|that|thereof|thereupon|each|every|next|so|are|is|then|and when due|which|with|or"
    r"|within a reasonable time|during|until|while) ?)*"
)


def _after_preposition(rest: str) -> str:
    found = _PREPOSITION.match(rest)
    return rest[found.end() :] if found else rest


def lasting(reader: Reader) -> Build[NamedDeadline] | None:
    """What goes on while something lasts, in the source's own words: “so long as any Loan is outstanding”."""
    start = reader.at
    anywhen = reader.fits(_ANY_TIME) if not reader.sees(_LASTS) else None
    if anywhen is not None and reader.at_end():
        words = tidy(reader.words(start, reader.end))
        return constant(NamedSpan(words=words))
    found = reader.fits(_LASTS)
    if found is None or reader.at_end():
        reader.at = start
        return None
    rest = reader.words(reader.at, reader.end)
    if swallowed(_after_preposition(rest)) or not any(letter.isalpha() for letter in rest):
        reader.at = start
        return None
    reader.at = reader.end
    return constant(NamedSpan(words=tidy(reader.words(start, reader.end))))
