"""An adding process is killed again and again; in the end everything is in, once."""

import multiprocessing
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from adding_process import reports, run

from inquit.store.collection import Collection


def check(where, last):
    """Each report is in once, whole, with all that belongs to it."""
    wanted = [report.text for report in reports(0, last)]
    with Collection.open(where) as collection, collection.viewing() as view:
        ids = list(view.all_reports())
        assert sorted(view.report(one).text for one in ids) == sorted(wanted)
        assert len(set(ids)) == len(wanted)
        counts = view.counts()
        assert (counts.versions, counts.mentions) == (len(wanted), len(wanted))
        mentions = view.mentions_of_claims(["c1"])["c1"]
        assert sorted(one.report for one in mentions) == sorted(ids)
        assert sorted(view.mentions_with_keys(["ships"], last + 1)["ships"]) == sorted(one.id for one in mentions)
        assert sorted(view.carriers([19], last + 1)[19]) == sorted(ids)
        assert sorted(one.report.id for one in view.search("ships", limit=last + 1).items) == sorted(ids)
        assert all(view.reading(one).sources[0].name == "Ann Bo" for one in ids)
        assert [one.statements for one in view.quoted().items] == [len(wanted)]


def part(where):
    """How many reports are in; each of them is whole."""
    with Collection.open(where, create=True) as collection, collection.viewing() as view:
        counts = view.counts()
    assert counts.reports == counts.versions == counts.mentions
    return counts.reports


def test_killed_fifty_times_nothing_is_lost_or_doubled(tmp_path):
    where, last, kills = tmp_path / "a.inquit", 200, 50
    chance = random.Random(5)  # noqa: S311  # not a secret
    fork = multiprocessing.get_context("fork")  # quick to start, and nothing else runs here
    reached, killed = [], 0
    for k in range(kills):
        begun = fork.Event()
        process = fork.Process(target=run, args=(where, 0, 0, last, begun.set))
        process.start()
        if k % 5:  # and every fifth as it opens the collection
            begun.wait(20)
        process.join(chance.uniform(0.0, 0.02))
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        reached.append(part(where))
    assert killed > kills * 0.9
    assert reached == sorted(reached)
    run(where, 0, 0, last)
    check(where, last)
    run(where, 0, 0, last)  # and there is nothing left to do
    check(where, last)


def _children(process):
    threads = Path(f"/proc/{process}/task").iterdir()
    return {int(word) for thread in threads for word in (thread / "children").read_text().split()}


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks Linux for the processes of a process")
def test_the_processes_that_read_end_with_the_one_that_asks(tmp_path):
    where, last = tmp_path / "a.inquit", 100_000
    command = [sys.executable, Path(__file__).with_name("adding_process.py"), where, "2", "0", str(last)]
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE) as process:
        for _ in range(5):
            process.stdout.readline()
        readers = _children(process.pid)
        process.kill()
    assert len(readers) == 2
    until = time.monotonic() + 20
    while any(Path(f"/proc/{one}").exists() for one in readers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [one for one in readers if Path(f"/proc/{one}").exists()]
    assert part(where) >= 5


def test_two_processes_that_add_at_once_both_succeed(tmp_path):
    where = tmp_path / "a.inquit"
    script = str(Path(__file__).with_name("adding_process.py"))
    spans = (("0", "60"), ("30", "90"))  # half of what each adds the other adds too
    both = [subprocess.Popen([sys.executable, script, where, "0", *span], stdout=subprocess.DEVNULL) for span in spans]
    assert [process.wait(60) for process in both] == [0, 0]
    check(where, 90)
