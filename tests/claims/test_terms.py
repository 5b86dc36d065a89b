from inquit.claims.terms import COMMON, keys, related, stretches, terms
from inquit.core.records import Report
from inquit.tagger.words import WordReader


def reader():
    """Words of up to four letters are frequent."""
    return WordReader(lambda word: [100] if len(word) <= 4 else [20_000], unknown=1)


def test_names_numbers_and_rare_words_tell():
    report = Report.of("The old dam at Vell leaks 350 litres. Then it rains, then it drizzles in Vell.")
    assert terms(report, reader()) == ("vell", "leaks", "350", "litres", "rains", "drizzles")


def test_keys_are_the_same_everywhere_and_of_one_stretch_of_time():
    assert keys(("dam",), 5) == keys(("dam",), 5)
    assert set(keys(("dam", "vell"), 5)).isdisjoint(keys(("dam", "vell"), 6))
    assert all(-(2**63) <= k < 2**63 for k in keys(("dam", "vell"), 5))


def test_a_stretch_and_its_neighbours_hold_dates_four_weeks_apart():
    assert set(stretches("2023-03-06")) & set(stretches("2023-03-30"))
    assert not set(stretches("2023-03-06")) & set(stretches("2024-03-06"))
    assert not set(stretches(None)) & set(stretches("2023-03-06"))


def test_reports_that_share_telling_words_are_related_the_nearest_first():
    asked = [(1, 11, 21), (2, 12, 22), (3, 13, 23), (4, 14, 24)]
    carriers = {1: ["near", "far"], 12: ["near"], 23: ["near", "far"], 4: ["near"], 14: ["far"], 2: ["one"]}
    assert list(related(asked, carriers, at_most=9)) == ["near", "far"]
    assert list(related(asked, carriers, at_most=1)) == ["near"]


def test_a_report_that_shares_little_is_less_surely_of_the_same_story():
    asked = [(k,) for k in range(60)]
    carriers = {k: ["near", *(["far"] if k < 5 else [])] for k in range(30)}
    found = related(asked, carriers, at_most=9)
    assert found["near"] == 1.0
    assert 0.5 < found["far"] < 0.8
    assert related(asked, {0: ["one"], 1: ["one"]}, at_most=9) == {}


def test_a_word_that_everyone_has_tells_nothing():
    everyone = [f"r{k}" for k in range(COMMON)]
    asked = [(k, 10 + k, 20 + k) for k in range(5)]
    assert related(asked, dict.fromkeys(range(5), everyone), at_most=9) == {}


def test_of_those_that_share_little_the_nearest_few_are_related():
    asked = [(k,) for k in range(60)]
    carriers = {k: [f"r{n}" for n in range(9)] for k in range(8)}
    assert list(related(asked, carriers, at_most=9)) == ["r0", "r1", "r2", "r3"]
    assert list(related(asked, carriers, at_most=2)) == ["r0", "r1"]
