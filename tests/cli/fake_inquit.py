"""The command with a tagger that knows one sentence: "Ann Bo said that it rained." Run it, or import `SaidTagger`."""

import re
import signal
import sys
import time

from inquit import pipeline
from inquit.cli.main import main
from inquit.core.spans import Span
from inquit.tagger.tags import RoleSpan, Tags, Tie

_SAID = re.compile(r"(\w+ \w+) (said) (that [^.]+)")
_SENTENCE = re.compile(r"[^.\s][^.]*\.")


class SaidTagger:
    """Tags "A B said that ..."; waits `delay` seconds before each text."""

    def __init__(self, delay=0.0):
        self.delay = delay

    def tag(self, texts):
        for text in texts:
            time.sleep(self.delay)
            roles, ties = [], []
            for m in _SAID.finditer(text):
                at = len(roles)
                roles += [
                    RoleSpan(Span(*m.span(k)), role, 0.9) for k, role in ((1, "source"), (2, "cue"), (3, "content"))
                ]
                ties += [Tie(at, at + 1, 0.95), Tie(at + 2, at + 1, 0.95)]
            sentences = tuple(Span(*m.span()) for m in _SENTENCE.finditer(text))
            yield Tags(roles=tuple(roles), ties=tuple(ties), sentences=sentences)


if __name__ == "__main__":
    # A shell that runs the tests in its background has all they start ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    delay = float(sys.argv.pop(1))
    pipeline.shipped_tagger = lambda: SaidTagger(delay)
    main()
