import json

import pytest
from fake_inquit import SaidTagger

from inquit.store.collection import Collection


@pytest.fixture
def store(tmp_path):
    return tmp_path / "talks.inquit"


def ids(store):
    with Collection.open(store) as collection, collection.viewing() as view:
        return list(view.all_reports())


def test_it_says_what_became_of_the_reports(inquit, store, note, lines):
    done = inquit("add", note, lines, "--collection", store, "--workers", 0)
    assert done.exit_code == 1
    assert done.stdout == f"{store}: 4 reports added, 0 new versions, 0 there already, 1 skipped.\n"
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"inquit: {lines}:3: ")
    assert ids(store)[1:] == ["a0", "a1", "a2"]


def test_the_same_again_changes_nothing(inquit, store, note, monkeypatch):
    assert inquit("add", note, "-c", store, "--workers", 0).exit_code == 0
    monkeypatch.setattr("inquit.pipeline.shipped_tagger", None)  # nothing is read a second time
    done = inquit("add", note, "-c", store, "--workers", 0)
    assert done.exit_code == 0
    assert done.stdout == f"{store}: 0 reports added, 0 new versions, 1 there already, 0 skipped.\n"


def test_it_says_so_when_another_release_read_what_is_there(inquit, store, note, lines, monkeypatch):
    monkeypatch.setattr("inquit.batch.adding.shipped_model", lambda: "an older release")
    assert "another release" not in inquit("add", note, "-c", store, "--workers", 0).stderr
    monkeypatch.undo()
    monkeypatch.setattr("inquit.pipeline.shipped_tagger", SaidTagger)
    assert "another release" not in inquit("add", note, "-c", store, "--quiet", "--workers", 0).stderr
    done = inquit("add", lines, "-c", store, "--workers", 0)
    assert done.stderr.startswith(f"inquit: {store}: 1 report there was read by another release")
    assert "inquit reread" in done.stderr


def test_a_second_report_with_one_id_is_named(inquit, store, tmp_path):
    two = tmp_path / "two.jsonl"
    two.write_text("\n".join(json.dumps({"id": "a1", "text": f"Report {k}."}) for k in range(2)), encoding="utf-8")
    done = inquit("add", two, "-c", store, "--workers", 0)
    assert done.exit_code == 0
    (own,) = set(ids(store)) - {"a1"}
    assert done.stdout.splitlines()[1] == f"a1 is the id of another report: the one that came with it is {own}."


def test_quiet_says_only_what_was_skipped(inquit, store, lines):
    done = inquit("add", lines, "-c", store, "--quiet", "--workers", 0)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{lines}:3: " in done.stderr


def test_what_the_user_says_of_the_reports_is_kept(inquit, store, note):
    assert (
        inquit(
            "add", note, "-c", store, "--outlet", "Harrow Courier", "--published", "2031-05", "--workers", 0
        ).exit_code
        == 0
    )
    with Collection.open(store) as collection, collection.viewing() as view:
        (head,) = view.latest().items
    assert (head.outlet, head.published) == ("Harrow Courier", "2031-05")


def test_a_wrong_date_is_wrong_use(inquit, store, note):
    done = inquit("add", note, "-c", store, "--published", "soon")
    assert done.exit_code == 2
    assert not store.exists()


def test_a_file_that_is_no_collection_is_told_in_one_sentence(started, tmp_path, note):
    import subprocess

    other = tmp_path / "letter.txt"
    other.write_text("Dear all,\n" * 100, encoding="utf-8")
    process = started(
        "add", note, "-c", other, "--workers", 0, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    assert err == f"inquit: {other}: is not a collection of Inquit's. Give another file.\n"
