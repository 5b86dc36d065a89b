"""A reader that knows "A B said that ..." and takes no time; it does as some texts tell it, for the worse."""

import os
import signal
import time

from inquit.core.errors import ModelError
from inquit.core.records import Attribution, Link, Reading, Source
from inquit.core.spans import Span


def read(report):
    if "ends the process" in report.text:
        os._exit(3)
    if "kills the process" in report.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "defeats the reader" in report.text:
        raise ValueError("no such word")
    if "breaks the model" in report.text:
        raise ModelError("The model is broken.")
    if "takes its time" in report.text:
        time.sleep(0.3)
    source = Source(id="e1", name="Ann Bo", kind="person", standing="named")
    at = report.text.find("Ann Bo said that ")
    if at < 0:
        return Reading(report=report)
    chain = (Link(span=Span(at, at + 6), name="Ann Bo", kind="person", standing="named", source="e1"),)
    end = report.text.find(".", at)
    bare = Attribution.of(
        report,
        source=(Span(at, at + 6),),
        cue=(Span(at + 7, at + 11),),
        content=(Span(at + 12, len(report.text) if end < 0 else end),),
    )
    told = Attribution(id=bare.id, source=bare.source, cue=bare.cue, content=bare.content, chain=chain)
    return Reading(report=report, attributions=(told,), sources=(source,))
