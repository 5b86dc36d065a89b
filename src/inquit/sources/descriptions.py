"""Whom a description means: "the general", "a second official", "Corvin's spokesman", "the paper", "his post"."""

from __future__ import annotations

from inquit.core.spans import Span
from inquit.sources.holders import Holder, Sort, fits, sort_of_label, sort_of_noun
from inquit.sources.memory import Memory
from inquit.sources.names import tokens
from inquit.sources.naming import known_by_name, named
from inquit.sources.outlets import outlet_named
from inquit.sources.phrases import TOKEN, Phrase
from inquit.sources.pronouns import antecedents

_BRIDGE = 3  # sentences over which "the coach" can mean somebody who was never called one
_FIT = 0.45  # how well a description must fit a holder to mean it
_LAST_SPOKEN_OF = "last one spoken of"  # the one rule so doubtful that the head may overrule it
_UNLIKELY = -3.5  # log-odds of the head below which it does


def described(
    memory: Memory, p: Phrase, *, speaks: bool, in_title: bool = False
) -> tuple[Holder | None, str, tuple[Holder, ...]]:
    """The holder that a description means, the rule that found it, and those that the head thought too unlikely.

    None if it is no description of a source. In a headline a bare noun ("diplomat says") means what the text below it
    calls so.
    """
    sort = sort_of_noun(p.head, plural=p.plural, lexicon=memory.lexicon)
    if (sort is None and not speaks) or not _description(memory, p):
        return None, "no word for a source", ()
    if sort is None and p.given != "bare":
        sort = "group" if p.plural else "person"  # what speaks and is nothing known is most often somebody
    if _is_own(memory, p):
        return memory.own, "the report's own outlet", ()
    known = p.given == "definite" or in_title or p.same
    passed_over: list[Holder] = []
    for holder, rule in (
        (_cited_first(memory) if in_title and p.head == "report" else None, "the report it is about"),
        (_best_fit(memory, p, sort) if known else None, "description"),
        (_of_country(memory, p, sort) if known else None, "outlet of that country"),
        (_one_of(memory, p), "one of a group"),
        (_speaks_through(memory, p), "speaks for, or through"),
        (_bridge(memory, p, sort) if known and not in_title else None, _LAST_SPOKEN_OF),
        (_alike(memory, p), "the same words"),
    ):
        if holder is None:
            continue
        if rule == _LAST_SPOKEN_OF and memory.likeness(p.span, holder) < _UNLIKELY:
            passed_over.append(holder)
            continue
        if rule == _LAST_SPOKEN_OF and holder.sort == "person":
            holder.roles |= p.roles
        return holder, rule, tuple(passed_over)
    return _begin(memory, p, sort), "first mention", tuple(passed_over)


def owner(memory: Memory, span: Span, but: Holder | None = None) -> Holder | None:
    """The person or body that a description belongs to: the name in `span`, or else the noun there."""
    for name in memory.names_in(span):
        key = tokens(name.span.of(memory.text))
        sort = sort_of_label(name.label, key, frozenset(), memory.lexicon)
        found = known_by_name(memory, key, sort, name.span)
        if found is None and name.label != "MISC":
            found = named(memory, Phrase(span=name.span, name=name.span))
        if found is not None and found is not but:
            return found
    words = [w.strip(".,’'") for w in span.of(memory.text).lower().split()]
    noun = next((n for w in words if (n := memory.lexicon.singular(w))), None)
    sort = sort_of_noun(noun, plural=False, lexicon=memory.lexicon)
    if noun is None or sort not in {"body", "outlet"}:
        return None
    return _called(memory, noun, frozenset(words), span, sort)


def _called(memory: Memory, noun: str, words: frozenset[str], span: Span, sort: Sort) -> Holder:
    p = Phrase(span=span, head=noun, roles=frozenset({noun}), words=words, given="definite", head_span=span)
    return _best_fit(memory, p, sort) or _begin(memory, p, sort)


def _is_own(memory: Memory, p: Phrase) -> bool:
    first = TOKEN.match(memory.text, p.span.start)
    mine = first is not None and memory.lexicon.has(first.group().lower(), "ours")
    return mine and p.owner is None and memory.lexicon.has(p.head or "", "own")


def _cited_first(memory: Memory) -> Holder | None:
    return next((h for h in memory.holders if h.sort == "outlet" and h.named and not h.is_own_outlet), None)


def _best_fit(memory: Memory, p: Phrase, sort: Sort | None) -> Holder | None:
    """The holder that was called so, or nearly so; of several that fit alike, the last."""
    best: tuple[float, int] = (_FIT, -1)
    found: Holder | None = None
    unnamed = sort == "person" and memory.lexicon.has(p.head or "", "unnamed")
    for holder in memory.recent.values():
        if sort and holder.sort and holder.sort != sort and {sort, holder.sort} - {"body", "outlet"}:
            continue
        if holder.plural != p.plural and sort in {"person", "group"}:
            continue
        score = fits(holder, p, memory.lexicon)
        if unnamed and not score and not holder.named and holder.spoke_at:
            score = 0.6  # "the source" is whoever spoke and was not named
        last = holder.last_before(p.span.start) or 0
        if (score, last) > best:
            best, found = (score, last), holder
    return None if found is None else _rather_named(memory, found, p)


def _rather_named(memory: Memory, found: Holder, p: Phrase) -> Holder:
    """For "the agency" that was only ever "a news agency": the outlet or body that was named since, if one was."""
    if found.named or found.sort not in {"outlet", "body"}:
        return found
    last = memory.most_in_mind(found.sort, p.span.start)
    if last is None or not last.named:
        return found
    return last if (last.last_before(p.span.start) or -1) > max(m.start for m in found.mentions) else found


def _of_country(memory: Memory, p: Phrase, sort: Sort | None) -> Holder | None:
    """The outlet that "the German tabloid" means: the last one met that the directory has in that country."""
    wanted = {memory.lexicon.demonyms[w] for w in p.words if w in memory.lexicon.demonyms}
    if sort != "outlet" or not wanted:
        return None
    met = (h for h in reversed(memory.recent.values()) if h.sort == "outlet" and h.named and not h.is_own_outlet)
    return next((h for h in met for name in h.names if (o := outlet_named(name)) and o.country in wanted), None)


def _one_of(memory: Memory, p: Phrase) -> Holder | None:
    """The group that "one", "another", "the other member" and "the younger of the two" are of: a plural unnamed source is
    one source.
    """
    words = [w.strip(",.") for w in p.span.of(memory.text).lower().split()]
    rest = bool(words) and _is_rest(memory, p, words)
    if not words or not (rest or _is_part(memory, words)):
        return None
    groups = (h for h in reversed(memory.recent.values()) if h.plural and not h.named and h.spoke_at)
    found = next(groups, None)
    # "The other clerk" is one of the clerks; "the other driver" none of the witnesses.
    noun = memory.lexicon.singular(p.head or "")
    return None if found is None or (rest and noun is not None and noun not in found.roles) else found


def _is_part(memory: Memory, words: list[str]) -> bool:
    """Whether words say "one", "another", "one of them"; "another official" is another."""
    head = memory.lexicon.singular(words[1]) if len(words) > 1 else None
    bare = head is None or memory.lexicon.has(head, "partitive")
    return memory.lexicon.has(words[0], "partitive") and bare


def _is_rest(memory: Memory, p: Phrase, words: list[str]) -> bool:
    """Whether words say "the other", "the other member", "the younger of the two"."""
    if p.given != "definite" or p.plural:
        return False
    of_several = memory.lexicon.singular(p.head or "") is None and memory.lexicon.has(words[-1], "number")
    return of_several or any(memory.lexicon.has(w, "remaining") for w in p.words)


def _speaks_through(memory: Memory, p: Phrase) -> Holder | None:
    """For "a spokesman", "Corvin's statement" and "his post": the body or person whose words they are."""
    kind = memory.lexicon.nouns.get(p.head or "")
    if memory.lexicon.has(p.head or "", "spokesperson") or kind == "own document":
        return _speaks_for(memory, p)
    if kind != "personal document":
        return None
    first = TOKEN.match(memory.text, p.span.start)
    pronoun = memory.lexicon.pronouns.get(first.group().lower()) if first else None
    if pronoun is not None:
        return next((h for _, h in antecedents(memory, p.span, pronoun)), None)
    found = None if p.owner is None else owner(memory, p.owner)
    return found if found is not None and found.sort in {"person", "body"} else None


def _speaks_for(memory: Memory, p: Phrase) -> Holder | None:
    """The body that a spokesperson or a statement speaks for: the one it names, or else the one most in mind."""
    found = None if p.owner is None else owner(memory, p.owner)
    if found is not None and found.sort in {"body", "outlet", "person", None}:
        return found
    for word in sorted(p.words):
        if memory.lexicon.nouns.get(word) in {"official-body", "organisation"} and word not in (p.head or "").split():
            at = memory.text.lower().find(word, p.span.start, p.span.end)
            span = Span(at, at + len(word)) if at >= 0 else p.span
            return _called(memory, word, frozenset({word}), span, "body")
    return memory.most_in_mind("body", p.span.start)


def _bridge(memory: Memory, p: Phrase, sort: Sort | None) -> Holder | None:
    """Whom "the coach" means when nobody was called one: who was spoken of last, if that is not long ago."""
    lexicon = memory.lexicon
    if sort in {"body", "outlet", "document"}:
        if sort == "body" and lexicon.nouns.get(p.head or "") == "official-body":
            return None
        if sort == "document" and not lexicon.has(p.head or "", "generic-paper"):
            return None
        return memory.most_in_mind(sort, p.span.start)
    if sort == "group" or p.plural or p.owner is not None or p.same:
        return None
    here = memory.sentence_at(p.span.start)
    gender = lexicon.titles.get(p.head or "", "-")
    for back in range(_BRIDGE):
        holder = memory.subjects.get(here - back)
        if holder is None or holder.sort != "person" or not holder.named:
            continue
        if holder.gender == "-" and len(holder.keys[0]) < 2:
            continue  # a name of one word that nothing else says is a person's
        if "-" in {gender, holder.gender} or gender == holder.gender:
            return holder
    return None


def _alike(memory: Memory, p: Phrase) -> Holder | None:
    """An unnamed holder that was described in the same words, or the same plural: "officials", again."""
    if any(memory.lexicon.has(w, "other") for w in p.words):
        return None
    wanted = _description(memory, p).lower()
    for holder in reversed(memory.recent.values()):
        if holder.named or holder.description is None:
            continue
        if holder.description.lower() == wanted:
            return holder
        if p.plural and holder.plural and p.head in holder.roles and p.given == "bare" and p.owner is None:
            return holder
    return None


def _begin(memory: Memory, p: Phrase, sort: Sort | None) -> Holder:
    holder = memory.begin(sort)
    holder.description = _description(memory, p)
    holder.roles |= p.roles
    holder.words |= p.words
    holder.plural = p.plural
    holder.definite = p.given == "definite"
    holder.gender = next((g for r in sorted(p.roles) if (g := memory.lexicon.titles.get(r, "-")) != "-"), "-")
    return holder


def _description(memory: Memory, p: Phrase) -> str:
    """The words of a description without its article."""
    words = (p.head_span or p.span).of(memory.text).split()
    if len(words) > 1 and memory.lexicon.has(words[0].lower(), "article"):
        words = words[1:]
    while len(words) > 1 and _trails(memory, words[-1].lower()):
        words = words[:-1]
    return " ".join(words).strip(" ,;:.–—")


def _trails(memory: Memory, word: str) -> bool:
    """Whether a last word is none of a description's own: "the Tidings" of "the Tidings on Friday"."""
    return memory.lexicon.has(word, "preposition") or memory.lexicon.has(word, "when")
