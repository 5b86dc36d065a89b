from inquit.stories.events import JOINS, Kinship, likeness, story_for


def test_words_tell_less_the_longer_ago_they_were_said():
    kin = [Kinship(telling=0.3, days=days) for days in (0, 1, 5, 30)]
    assert sorted(map(likeness, kin), reverse=True) == list(map(likeness, kin))
    assert likeness(kin[0]) == likeness(Kinship(telling=0.3)) == 0.3
    assert likeness(kin[-1]) < 0.03


def test_claims_and_words_that_were_taken_join_reports_that_share_few_words():
    assert likeness(Kinship(telling=0.0)) == 0
    assert likeness(Kinship(telling=0.0, days=9, taken=1.0)) >= JOINS
    assert likeness(Kinship(telling=0.0, days=9, claims=4)) >= JOINS
    assert likeness(Kinship(telling=0.0, claims=40)) == likeness(Kinship(telling=0.0, claims=4))


def test_it_goes_to_the_likest_story_or_to_none():
    near, far = Kinship(telling=0.4), Kinship(telling=0.01)
    stories = {"a": "s1", "b": "s2"}
    assert story_for({"a": near, "b": far}, stories, {"s1": 1, "s2": 1}) == "s1"
    assert story_for({"b": far}, stories, {"s1": 1, "s2": 1}) is None
    assert story_for({}, stories, {"s1": 1, "s2": 1}) is None
    assert story_for({"new": near}, stories, {}) is None


def test_one_like_report_does_not_draw_it_into_a_large_story():
    stories = dict.fromkeys("abc", "s1")
    barely = Kinship(telling=JOINS * 1.5)
    assert story_for({"a": barely}, stories, {"s1": 1}) == "s1"
    assert story_for({"a": barely}, stories, {"s1": 3}) is None
    assert story_for(dict.fromkeys("abc", barely), stories, {"s1": 3}) == "s1"
