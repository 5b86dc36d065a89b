"""What changes on the way, and who says otherwise."""

from dataclasses import replace

from invented_claims import alike, interval, mention, named, outlet, report, root_names, took, tree, unnamed

from inquit.core.comparison import Witness
from inquit.stemma.disputes import CONTRARY, DENIAL, POSSIBLE, TAKEN_BACK

A, B, C = report("a1", "Harrow Courier"), report("a2", "Quay Post"), report("a3", "Island Times")


def changes(found):
    return [(d.what, d.before, d.after) for d in found.drift]


def test_a_hedge_dropped_and_added_with_both_wordings():
    may = mention("a1", named("Ana Roe"), text="the bridge may close", certainty="possible")
    will = mention("a2", named("Ana Roe"), text="the bridge will close")
    rewrites = [took("a2", "a1")]
    cited = mention("a2", outlet("Harrow Courier"), named("Ana Roe"), text="the bridge will close")
    found = tree([A, B], may, cited, took=rewrites)
    assert changes(found) == [("hedge dropped", "the bridge may close", "the bridge will close")]
    assert tree([A, B], may, will).drift == ()  # both met her, and neither has it from the other


def test_a_source_is_dropped_where_the_taker_does_not_name_it():
    told = mention("a1", unnamed("a diplomat"))
    assert changes(tree([A, B], told, mention("a2"), took=[took("a2", "a1")])) == [("source dropped", "a diplomat", "")]
    cited = tree([A, B], told, mention("a2", outlet("Harrow Courier")))
    assert changes(cited) == [("source dropped", "a diplomat", "Harrow Courier")]


def test_a_number_that_changes_and_one_that_is_only_written_otherwise():
    forty = mention("a1", named("Ana Roe"), text="about 40 tonnes escaped")
    rewrites = [took("a2", "a1")]
    other = mention("a2", named("Ana Roe"), text="44 tonnes escaped")
    same = mention("a2", named("Ana Roe"), text="40,000 kg escaped")
    much = mention("a2", text="90 tonnes escaped")
    assert "number changed" not in [d.what for d in tree([A, B], forty, other, took=rewrites).drift]
    assert "number changed" not in [d.what for d in tree([A, B], forty, same, took=rewrites).drift]
    assert ("number changed", "about 40 tonnes", "90 tonnes") in changes(tree([A, B], forty, much, took=rewrites))


def test_a_denial_disputes_and_a_refusal_to_comment_does_not():
    found = tree(
        [A, B, C],
        mention("a1", named("Ana Roe")),
        mention("a2", named("Bert Holm"), text="there is no such plan", certainty="denied"),
        mention("a3", named("Cy Lund"), certainty=None, act="decline"),
    )
    (dispute,) = found.disputes
    assert (dispute.name, dispute.report, dispute.why) == ("Bert Holm", "a2", DENIAL)
    assert root_names(found) == ["Ana Roe"]


def test_a_source_that_takes_its_word_back_stays_a_root_and_disputes():
    found = tree(
        [A, B],
        mention("a1", named("Ana Roe")),
        mention("a2", named("Ana Roe"), text="it was wrong", certainty="denied"),
    )
    assert [d.why for d in found.disputes] == [TAKEN_BACK]
    assert interval(found) == (1, 1)


def test_an_outlet_that_denies_in_its_own_voice_is_named():
    found = tree([A, B], mention("a1", named("Ana Roe")), mention("a2", text="This is not true.", certainty="denied"))
    assert [d.name for d in found.disputes] == ["Quay Post"]


def test_a_report_without_an_outlet_that_denies_is_called_by_its_title():
    untold = Witness(report="a2", title="Bridge stays open", published="2031-03-02")
    denial = mention("a2", text="This is not true.", certainty="denied")
    (found,) = tree([A, untold], mention("a1", named("Ana Roe")), denial).disputes
    assert (found.name, found.outlet) == ("Bridge stays open", "Bridge stays open")


def test_a_body_that_denies_on_its_own_page_is_named_by_its_name():
    page = report("a2", "Harrow Rovers official website")
    found = tree(
        [A, page], mention("a1", named("Ana Roe")), mention("a2", text="This is not true.", certainty="denied")
    )
    assert [d.name for d in found.disputes] == ["Harrow Rovers"]


def test_a_figure_that_the_same_source_is_given_with_elsewhere_has_drifted():
    forty, fifty = (mention(r, named("Ana Roe"), text=f"{n} tonnes escaped") for r, n in (("a1", 40), ("a2", 50)))
    found = tree([A, B], forty, fifty, likenesses=[alike(forty, fifty, rival=True)])
    assert found.disputes == ()
    assert found.roots[0].mentions == (forty.id, fifty.id)


def test_a_rival_figure_of_another_source_disputes_and_one_that_was_taken_drifted():
    forty = mention("a1", named("Ana Roe"), text="40 tonnes escaped")
    rival = mention("a2", named("Bert Holm"), text="90 tonnes escaped")
    found = tree([A, B], forty, rival, likenesses=[alike(forty, rival, rival=True)])
    assert [(d.name, d.why, d.sure) for d in found.disputes] == [("Bert Holm", CONTRARY, False)]
    assert root_names(found) == ["Ana Roe"]
    taken = mention("a2", text="90 tonnes escaped")
    found = tree([A, B], forty, taken, took=[took("a2", "a1")], likenesses=[alike(forty, taken, rival=True)])
    assert found.disputes == ()
    assert "number changed" in [d.what for d in found.drift]


def test_who_says_the_same_does_not_dispute_it_though_a_figure_beside_it_is_another():
    one = mention("a1", named("Ana Roe"), text="40 tonnes escaped")
    beside = mention("a1", named("Ana Roe"), text="for 4 hours", at=60)
    same = mention("a2", named("Bert Holm"), text="40 tonnes, page nine")
    close, far = replace(alike(one, same), same=0.8), replace(alike(beside, same, rival=True), same=0.1)
    found = tree([A, B], one, beside, same, likenesses=[close, far, alike(one, beside)])
    assert found.disputes == ()
    found = tree([A, B], one, beside, same, likenesses=[replace(close, rival=True), far, alike(one, beside)])
    assert [d.name for d in found.disputes] == ["Bert Holm"]


def test_mentions_of_other_claims_can_be_told_to_be_against_this_one():
    other = mention("a2", named("Bert Holm"), text="the bridge stays open")
    found = tree([A, B], mention("a1", named("Ana Roe")), against=[other])
    assert [(d.name, d.report, d.mention) for d in found.disputes] == [("Bert Holm", "a2", other.id)]
    assert [(d.why, d.sure) for d in found.disputes] == [(POSSIBLE, False)]


def test_what_surely_disputes_stands_before_what_may_and_each_in_the_order_of_time():
    told = mention("a1", named("Ana Roe"))
    denials = [mention(r, named(n), text="no", certainty="denied") for r, n in (("a4", "Di"), ("a3", "Cy"))]
    maybe = mention("a2", named("Bert Holm"), text="the bridge stays open")
    reports = [A, B, report("a3", "Olm Post"), report("a4", "Town Herald")]
    found = tree(reports, told, *denials, against=[maybe])
    assert [(d.name, d.sure) for d in found.disputes] == [("Cy", True), ("Di", True), ("Bert Holm", False)]


def test_who_is_against_it_in_own_voice_is_named_though_its_report_tells_nothing_of_the_claim():
    other = mention("a2", text="The bridge stays open.")
    found = tree([A, B], mention("a1", named("Ana Roe")), against=[other])
    assert [(d.name, d.report) for d in found.disputes] == [("Quay Post", "a2")]
    assert [w.report for w in found.witnesses] == ["a1"]
