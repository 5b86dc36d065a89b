"""A stream of reports as long as is wanted, to measure what a collection costs as it grows.

    python benchmarks/growth_data.py --data FOLDER --reports 100000 [--seed 1] > reports.jsonl
    python benchmarks/growth_data.py --data FOLDER --reports 100000 --fake-readings > readings.jsonl
    python benchmarks/growth_data.py --data FOLDER --reports 10000 --sharing

Recombines the sentences of FOLDER/news/allsides.jsonl.gz: 9,227 reports of 206 US outlets. Lines are reports as
docs/format.md has them, in the order of their publication. They depend on the seed alone: the first thousand of a
hundred thousand are those of a thousand.

How they share text is the same at every length. Twenty-five stories a day are told by one to thirty outlets, each
within three days. The texts of a story are those of one topic and day in the data, three to twenty-one, and where more
outlets tell it, of another one. A report is new, a reprint of an earlier report of its story, or a mixture of sentences
that earlier ones have with sentences of its own; no sentence is reworded. A sentence of the data may come again in a
later story, as there are only 300,000 of them; so each story changes words, the same ones in all of its reports, for
others that are about as frequent and as much capitalised. What is left makes no sense, and its words, lengths,
quotations and repetitions are about those of news. --sharing prints what is shared, in the data and in what is made of
it.

With --fake-readings the lines are readings as `inquit read --jsonl` prints them, made without the model by the
simplest of patterns ("...," said NAME; NAME said ...). They are wrong in many places and right in form and in number,
so that store, reuse and claims can be measured apart from the encoder.
"""

from __future__ import annotations

import argparse
import gzip
import heapq
import itertools
import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from inquit.core.codec import to_json
from inquit.core.paragraphs import paragraphs
from inquit.core.records import Attribution, Link, Reading, Report, Source, digest
from inquit.core.spans import Span, trim

FIRST_DAY = datetime(2012, 6, 1, tzinfo=UTC)
STORIES_A_DAY = 25
MORE_REPORTS = 0.75  # probability that one more outlet tells the story: four reports on average
MOST_REPORTS = 30
HOURS = 72
# Set so that --sharing prints about the same for the data and for what is made of it.
REPRINTS = 0.005
MIXTURES = 0.19
MIXED_IN = (0.01, 0.06)  # share of a mixture's sentences that stood in earlier reports
COMMON_WORDS = 150  # the most frequent words are never changed: they make the language
CHANGED = 0.5  # of the other words, and of all capitalised ones
NEAR = 1.5  # a word is changed for one whose rank is at most so many times as high or low

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’')\]]*(?=\s|$)|$)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAME = r"(?:[A-Z][\w’'-]+)(?: (?:[A-Z][\w’'-]+|of|de|van|al)){0,4}"
_SAID = r"(?:said|says|told|added|argued|wrote)"
_ATTRIBUTION = re.compile(
    rf"(?P<quoted>[“\"][^“”\"\n]{{10,600}}[”\"]) (?P<cue>{_SAID}) (?P<after>{_NAME})"
    rf"|(?P<before>{_NAME}|[Hh]e|[Ss]he|[Tt]hey) (?P<says>{_SAID})(?: that)? (?P<content>[^\n.]{{10,400}}\.)"
)


@dataclass(frozen=True, slots=True)
class Text:
    """What is recombined: a headline and sentences; `ends` are the indexes after which a paragraph ends."""

    title: str
    sentences: tuple[str, ...]
    ends: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pool:
    """The data: its texts, who published them, and its words, the most frequent first, by whether they are capitalised.

    `matters` are its texts by topic and day, which mostly tell of one event.
    """

    matters: tuple[tuple[Text, ...], ...]
    outlets: tuple[str, ...]
    words: dict[bool, tuple[str, ...]]
    ranks: dict[str, int]


@dataclass(slots=True)
class Story:
    """What is told in one story; `told` are the reports so far, as lists of sentences."""

    pool: Pool
    random: Random
    changes: dict[str, str] = field(default_factory=dict[str, str])
    told: list[Text] = field(default_factory=list[Text])
    left: list[Text] = field(default_factory=list[Text])

    def next(self) -> Text:
        """One more report."""
        kind = self.random.random() if self.told else 1.0
        if kind < REPRINTS:
            text = self._reprint(self.random.choice(self.told))
        elif kind < REPRINTS + MIXTURES:
            text = self._mixture(self._fresh(), self.random.choice(self.told))
        else:
            text = self._fresh()
        self.told.append(text)
        return text

    def _fresh(self) -> Text:
        if not self.left:  # a matter that more outlets tell than in the data goes on with another one
            matter = self.random.choice(self.pool.matters)
            self.left = self.random.sample(matter, len(matter))
        text = self.left.pop()
        return Text(self._changed(text.title), tuple(map(self._changed, text.sentences)), text.ends)

    def _reprint(self, text: Text) -> Text:
        """An earlier report, often cut from its end."""
        kept = max(1, round(len(text.sentences) * min(1.0, self.random.uniform(0.5, 1.3))))
        return replace(text, sentences=text.sentences[:kept])

    def _mixture(self, own: Text, earlier: Text) -> Text:
        """A run of an earlier report's sentences in the midst of one's own."""
        count = min(len(earlier.sentences), max(1, round(len(own.sentences) * self.random.uniform(*MIXED_IN))))
        start = self.random.randint(0, len(earlier.sentences) - count)
        place = self.random.randint(0, len(own.sentences) - 1)
        run = earlier.sentences[start : start + count]
        sentences = (*own.sentences[:place], *run, *own.sentences[place + count :])
        return replace(own, sentences=sentences)

    def _changed(self, sentence: str) -> str:
        return _WORD.sub(lambda word: self._change(word[0]), sentence)

    def _change(self, word: str) -> str:
        if word not in self.changes:
            capitalised, rank = word[0].isupper(), self.pool.ranks[word]
            words = self.pool.words[capitalised]
            stays = (rank < COMMON_WORDS and not capitalised) or word in _KEPT or self.random.random() > CHANGED
            other = rank if stays else int((rank + 1) * NEAR ** self.random.uniform(-1, 1))
            self.changes[word] = words[min(other, len(words) - 1)]
        return self.changes[word]


_KEPT = frozenset({"The", "He", "She", "They", "It", "In", "But", "And", "We", "This", "That", "On", "At", "As", "For"})


def pool(data: Path) -> Pool:
    """The recombined data."""
    matters: defaultdict[tuple[str, str], list[Text]] = defaultdict(list)
    outlets: list[str] = []
    words: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    with gzip.open(data / "news" / "allsides.jsonl.gz", "rt", encoding="utf-8") as lines:
        for report in map(json.loads, lines):
            outlets.append(report["outlet"])
            if text := text_of(report["title"], report["text"]):
                matters[report["topic"], report["published"]].append(text)
                for word in _WORD.findall(" ".join((text.title, *text.sentences))):
                    words[word[0].isupper()][word] += 1
    # Words of one count are put in the order of letters, so that a run depends on nothing but the data and the seed.
    ranked = {
        capitalised: tuple(sorted(counts, key=lambda word: (-counts[word], word)))
        for capitalised, counts in words.items()
    }
    ranks = {word: rank for listed in ranked.values() for rank, word in enumerate(listed)}
    return Pool(tuple(map(tuple, matters.values())), tuple(outlets), ranked, ranks)


def text_of(title: str, body: str) -> Text | None:
    """`body` in sentences, None if it has none."""
    sentences: list[str] = []
    ends: set[int] = set()
    for paragraph in paragraphs(body):
        sentences.extend(" ".join(found[0].split()) for found in _SENTENCE.finditer(paragraph.of(body)))
        ends.add(len(sentences) - 1)
    return Text(" ".join(title.split()), tuple(sentences), frozenset(ends)) if sentences else None


def body_of(text: Text) -> str:
    """The sentences in paragraphs."""
    return "".join(
        sentence + ("\n\n" if index in text.ends else " ") for index, sentence in enumerate(text.sentences)
    ).strip()


def stories(seed: int) -> Iterator[tuple[datetime, int]]:
    """When each report is published and in which story, in the order of time and without end."""
    waiting: list[tuple[datetime, int]] = []
    random = Random(seed)  # noqa: S311  # nothing secret
    for number in itertools.count():
        start = FIRST_DAY + timedelta(days=number / STORIES_A_DAY)
        while waiting and waiting[0][0] < start:
            yield heapq.heappop(waiting)
        heapq.heappush(waiting, (start, number))
        for _ in range(MOST_REPORTS - 1):
            if random.random() > MORE_REPORTS:
                break
            heapq.heappush(waiting, (start + timedelta(hours=HOURS * random.random() ** 2), number))


def grown(pool: Pool, *, seed: int, reports: int) -> Iterator[dict[str, str]]:
    """The first `reports` reports."""
    open_stories: dict[int, Story] = {}
    outlets = Random(f"{seed} outlets")  # noqa: S311  # nothing secret
    for number, (moment, story) in enumerate(itertools.islice(stories(seed), reports)):
        if story not in open_stories:
            open_stories[story] = Story(pool, Random(f"{seed} {story}"))  # noqa: S311  # nothing secret
            open_stories.pop(story - STORIES_A_DAY * (HOURS // 24 + 1), None)  # nobody tells that one any more
        text = open_stories[story].next()
        yield {
            "id": f"g{number:07d}",
            "title": text.title,
            "outlet": outlets.choice(pool.outlets),
            "published": moment.isoformat(timespec="minutes"),
            "text": body_of(text),
        }


def fake_reading(line: dict[str, str]) -> Reading:
    """A reading of the report, by patterns: in its form as the model gives it."""
    body = line["text"]
    report = Report.of(body, **{name: line[name] for name in ("id", "title", "outlet", "published")})
    found = [attribution(report, match) for match in _ATTRIBUTION.finditer(report.text)]
    sources = {link.source: link for one in found for link in one.chain}
    mentions: defaultdict[str | None, list[Span]] = defaultdict(list)
    for one in found:
        mentions[one.chain[0].source].extend(one.source)
    taken = [span for one in found for span in one.spans]
    return Reading(
        report=report,
        attributions=tuple(found),
        own_voice=tuple(span for span in sentences(report.text) if not any(span.overlaps(other) for other in taken)),
        sources=tuple(
            Source(id=str(one), name=link.name, kind=link.kind, standing=link.standing, mentions=tuple(mentions[one]))
            for one, link in sources.items()
        ),
    )


def attribution(report: Report, match: re.Match[str]) -> Attribution:
    """The attribution of one match of the patterns."""
    direct = match["quoted"] is not None
    source, cue, content = (
        Span(*match.span(group)) for group in (("after", "cue", "quoted") if direct else ("before", "says", "content"))
    )
    name = source.of(report.text)
    link = Link(span=source, name=name, kind="person", standing="named", source="e" + digest(name))
    return replace(
        Attribution.of(report, source=(source,), cue=(cue,), content=(content,)),
        quote="direct" if direct else "indirect",
        act="say",
        certainty="certain",
        chain=(link,),
    )


def sentences(text: str) -> Iterator[Span]:
    """The sentences of `text`."""
    for paragraph in paragraphs(text):
        for match in _SENTENCE.finditer(text, paragraph.start, paragraph.end):
            yield trim(text, Span(*match.span()))


def sharing(reports: Iterable[dict[str, Any]]) -> str:
    """How much of their text reports have in common, by sentences of eight words or more."""
    sets: list[set[int]] = []
    for report in reports:
        body = report["text"]
        sets.append({hash(words) for span in sentences(body) if len(words := tuple(span.of(body).split())) >= 8})
    spread = Counter(itertools.chain.from_iterable(sets))
    shares = [sum(spread[one] > 1 for one in found) / len(found) for found in sets if found]
    lines = [
        f"{len(sets):9,}  reports",
        f"{len(spread):9,}  different sentences of eight words or more",
        f"{sum(count > 1 for count in spread.values()) / len(spread):9.2%}  of them in two reports or more",
        f"{sum(count > 30 for count in spread.values()):9,}  of them in more than thirty",
        f"{sum(share > 0 for share in shares) / len(shares):9.2%}  of the reports share a sentence with another",
        f"{sum(share >= 0.5 for share in shares) / len(shares):9.2%}  of the reports share half of their sentences",
    ]
    return "\n".join(lines)


def main() -> None:
    """Prints the reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("INQUIT_DATA"), help="folder, or set INQUIT_DATA")
    parser.add_argument("--reports", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fake-readings", action="store_true", help="print readings instead of reports")
    parser.add_argument("--sharing", action="store_true", help="print how much is shared, and nothing else")
    options = parser.parse_args()
    if options.data is None:
        parser.error("give --data FOLDER or set INQUIT_DATA")
    known = pool(Path(options.data))
    lines = grown(known, seed=options.seed, reports=options.reports)
    if options.sharing:
        print("the data\n" + sharing({"text": body_of(text)} for matter in known.matters for text in matter))
        print("made of it\n" + sharing(lines))
        return
    for line in lines:
        print(json.dumps(to_json(fake_reading(line)) if options.fake_readings else line, ensure_ascii=False))


if __name__ == "__main__":
    main()
