"""The roots of a claim: whose word it is in the end, and which sources are one."""

from dataclasses import replace

import pytest
from invented_claims import interval, mention, named, outlet, report, root_names, steps, took, tree, unnamed

from inquit.stemma.affiliations import Affiliation

A, B, C = report("a1", "Harrow Courier"), report("a2", "Quay Post"), report("a3", "Island Times")


def test_one_person_met_by_two_outlets_is_one_root():
    found = tree([A, B], mention("a1", named("Ana Roe")), mention("a2", named("Roe")))
    assert root_names(found) == ["Ana Roe"]
    assert interval(found) == (1, 1)
    assert found.roots[0].mentions == ("m-a1-0", "m-a2-0")


def test_transliterated_names_and_titles_are_one():
    found = tree([A, B], mention("a1", named("Minister Oleksiy Veshko")), mention("a2", named("Oleksii Veshko")))
    assert interval(found) == (1, 1)


def test_a_root_has_its_fullest_name_and_of_equals_the_one_met_first():
    said = [mention("a1", named("Roe")), mention("a2", named("Ana Soltys-Roe")), mention("a3", named("Ana Sołtys-Roe"))]
    assert root_names(tree([A, B, C], *said)) == ["Ana Soltys-Roe"]


def test_two_people_of_one_surname_stay_two_and_a_bare_surname_joins_neither():
    reports = [A, B, C]
    found = tree(
        reports, mention("a1", named("Ana Roe")), mention("a2", named("Bert Roe")), mention("a3", named("Roe"))
    )
    assert sorted(root_names(found)) == ["Ana Roe", "Bert Roe", "Roe"]


def test_a_spokeswoman_and_her_body_are_one_and_named_after_who_spoke_first():
    ties = (Affiliation("Ana Roe", "speaks for", "Corvin Bank"),)
    said = [mention("a1", named("Ana Roe")), mention("a2", named("Corvin Bank", "organisation"))]
    assert root_names(tree([A, B], *said, affiliations=ties)) == ["Ana Roe"]
    assert interval(tree([A, B], *said)) == (2, 2)


def test_a_body_that_cites_a_report_still_speaks_for_itself():
    body = report("a2", "Oster Air newsroom")
    found = tree([A, body], mention("a1", named("Ana Roe")), mention("a2"), took=[took("a2", "a1", "cites")])
    assert root_names(found) == ["Ana Roe", "Oster Air"]
    as_read = mention("a2", named("Oster Air", "organisation"))  # the chain that reading gives it
    assert root_names(tree([A, body], mention("a1", named("Ana Roe")), as_read)) == ["Ana Roe", "Oster Air"]


def test_two_unnamed_sources_that_are_called_alike_are_two_roots_of_two_ids():
    two = mention("a1", unnamed("his lawyer")), mention("a1", unnamed("her lawyer"), at=1)
    found = tree([A], *two)
    assert len(found.roots) == len({r.id for r in found.roots}) == 2
    assert root_names(tree([A], mention("a1", unnamed("our insiders", "group")))) == ["insiders (Harrow Courier)"]
    assert root_names(tree([A], mention("a1", unnamed("the same director")))) == ["director (Harrow Courier)"]


def test_a_person_and_their_own_document_are_one():
    letter, person = named("Mara Corvin's letter of 3 May", "document"), named("Mara Corvin", "person")
    assert interval(tree([A, B], mention("a1", letter), mention("a2", person))) == (1, 1)
    assert interval(tree([A, B], mention("a1", letter), mention("a2", named("Ann Bo", "person")))) == (2, 2)
    to_her = named("letter to Mara Corvin", "document")
    assert interval(tree([A, B], mention("a1", to_her), mention("a2", person))) == (2, 2)
    to_them = named("Mara Corvin's letter to Harrow Council", "document")
    council = named("Harrow Council", "official-body")
    assert interval(tree([A, B, C], mention("a1", to_them), mention("a2", person), mention("a3", council))) == (2, 2)
    siblings = [mention("a2", person), mention("a3", named("Tom Corvin", "person"))]
    assert interval(tree([A, B, C], mention("a1", named("Corvin's letter", "document")), *siblings))[1] == 3


def test_a_body_and_its_own_document_are_one():
    found = tree(
        [A, B],
        mention("a1", named("Corvin Bank filing of 3 May", "document")),
        mention("a2", named("Corvin Bank", "organisation")),
    )
    assert interval(found) == (1, 1)


@pytest.mark.parametrize(
    ("full", "short", "kind"),
    [
        ("Saltmere General Hospital", "hospital", "official-body"),
        ("Corvin Orbital", "company", "organisation"),  # the only one there is
        ("Corvin's filing to the regulator", "filing", "document"),
        ("filing by Corvin Orbital on its losses", "filing of the company", "document"),
    ],
)
def test_a_common_noun_means_the_only_named_one_that_it_can(full, short, kind):
    said = [mention("a1", named(full, kind)), mention("a2", named(short, kind))]
    assert root_names(tree([A, B], *said)) == [full]
    assert interval(tree([A, B], *reversed(said))) == (1, 1)


@pytest.mark.parametrize(
    ("one", "two", "short", "kind"),
    [
        ("Saltmere Hospital", "Harrow Hospital", "hospital", "official-body"),
        ("Corvin Orbital", "Ember Orbital", "company", "organisation"),
        ("filing by Corvin", "filing by Ember", "filing", "document"),
    ],
)
def test_a_common_noun_that_can_mean_two_is_neither(one, two, short, kind):
    said = [mention("a1", named(one, kind)), mention("a2", named(two, kind)), mention("a3", named(short, kind))]
    assert sorted(root_names(tree([A, B, C], *said))) == sorted([one, two, short])


def test_a_common_noun_is_no_body_of_another_sort_nor_of_another_kind():
    hospital, company = named("hospital", "official-body"), named("company", "organisation")
    union = named("Dockers' Union", "organisation")
    assert interval(tree([A, B], mention("a1", named("Harrow Police", "official-body")), mention("a2", hospital))) == (
        2,
        2,
    )
    assert interval(tree([A, B], mention("a1", union), mention("a2", company))) == (2, 2)


def test_papers_of_two_outlets_are_one_where_one_is_called_no_more_than_the_other():
    draft = named("draft", "document")
    found = tree([A, B], mention("a1", named("draft regulation", "document")), mention("a2", draft))
    assert interval(found) == (1, 1)
    theirs = [
        mention("a1", draft),
        mention("a2", named("tax draft", "document")),
        mention("a3", named("fish draft", "document")),
    ]
    assert interval(tree([A, B, C], *theirs))[1] == 2  # no paper is both
    found = tree([A, B], mention("a1", named("internal memo", "document")), mention("a2", draft))
    assert interval(found) == (2, 2)


def test_an_employee_may_be_but_is_not_the_body():
    ties = (Affiliation("Jo Lind", "belongs to", "Corvin Bank"),)
    said = [mention("a1", named("Jo Lind")), mention("a2", named("Corvin Bank", "organisation"))]
    found = tree([A, B], *said, affiliations=ties)
    assert interval(found) == (1, 2)
    assert found.roots[0].may_be == (found.roots[1].id,)


def test_own_voice_with_no_sign_of_origin_is_the_outlets_own_word():
    found = tree([A], mention("a1"))
    (root,) = found.roots
    assert (root.name, root.kind, root.own_word) == ("Harrow Courier", "outlet", True)


def test_own_voice_repeats_what_the_same_report_attributes():
    found = tree([A], mention("a1", headline=True), mention("a1", named("Ana Roe"), at=1))
    assert root_names(found) == ["Ana Roe"]
    assert found.roots[0].mentions == ("m-a1-0", "m-a1-1")


def test_a_headline_that_names_the_body_repeats_the_person_below():
    found = tree(
        [A],
        mention("a1", named("Corvin Bank", "organisation"), headline=True),
        mention("a1", named("Ana Roe"), at=1),
    )
    assert root_names(found) == ["Ana Roe"]


def test_own_voice_goes_back_to_what_the_report_rewrites():
    found = tree([A, B], mention("a1", named("Ana Roe")), mention("a2"), took=[took("a2", "a1")])
    assert root_names(found) == ["Ana Roe"]
    assert ("m-a2-0", "m-a1-0", "rewrites") in steps(found)


def test_own_voice_goes_back_to_the_same_outlets_earlier_report():
    again = report("a5", "Harrow Courier")
    found = tree([A, again], mention("a1", named("Ana Roe")), mention("a5"))
    assert root_names(found) == ["Ana Roe"]


def test_a_body_that_publishes_its_own_statement_is_no_outlet_of_unknown_origin():
    own = report("a1", "Corvin Bank")
    found = tree([own, B], mention("a1"), mention("a2", named("Corvin Bank", "organisation")))
    (root,) = found.roots
    assert (root.name, root.kind, root.own_word) == ("Corvin Bank", "organisation", False)


def test_an_outlet_that_another_report_takes_for_a_body_is_an_outlet():
    own = report("a1", "Evening Trumpet")
    (root,) = tree([own, B], mention("a1"), mention("a2", named("Evening Trumpet", "organisation"))).roots
    assert (root.name, root.kind, root.own_word) == ("Evening Trumpet", "outlet", True)


def test_a_reprint_has_its_unnamed_source_where_what_it_reprints_has_it():
    wire = report("a2", "Northern Wire Service")
    told = outlet("NWS"), unnamed("two diplomats", "group")
    copy = report("a3", "Evening Reprint")
    found = tree(
        [A, wire, copy], mention("a1", *told), mention("a2"), mention("a3", *told), took=[took("a3", "a1", "reprint")]
    )
    assert root_names(found) == ["two diplomats (Northern Wire Service)"]
    assert [r.name for r in found.passed_over] == ["Northern Wire Service"]
    assert ("m-a3-0", "m-a1-0", "reprints") in steps(found)


def test_a_named_outlet_leads_to_its_report_and_on_to_the_unnamed_source_there():
    found = tree(
        [A, B],
        mention("a1", unnamed("a senior official briefed on the talks")),
        mention("a2", outlet("the Courier"), unnamed("an unnamed official")),
    )
    assert root_names(found) == ["senior official briefed on the talks (Harrow Courier)"]
    assert ("m-a2-0", "m-a1-0", "cites") in steps(found)


def test_beyond_an_outlet_an_unnamed_source_that_does_not_fit_is_another_root():
    found = tree(
        [A, B],
        mention("a1", unnamed("a player")),
        mention("a2", outlet("the Courier"), unnamed("a bank director")),
    )
    assert len(found.roots) == 2


def test_an_outlet_whose_report_is_not_there_is_a_lost_witness_and_its_own_word_the_root():
    found = tree([B], mention("a2", outlet("Baltic Examiner")))
    assert ("m-a2-0", "lost:baltic examiner", "cites") in steps(found)
    assert [(w.report, w.outlet) for w in found.witnesses if w.lost] == [("lost:baltic examiner", "Baltic Examiner")]
    assert (found.roots[0].name, found.roots[0].own_word) == ("Baltic Examiner", True)


def test_two_reports_that_cite_the_same_lost_report_have_one_root():
    found = tree(
        [A, B],
        mention("a1", outlet("Baltic Examiner"), unnamed("a ministry official")),
        mention("a2", outlet("the Baltic Examiner"), unnamed("an official at the ministry")),
    )
    assert interval(found) == (1, 1)


def test_the_press_at_large_is_no_root_where_reports_came_before():
    found = tree([A, B], mention("a1", named("Ana Roe")), mention("a2", unnamed("media reports", "group")))
    assert root_names(found) == ["Ana Roe"]


def test_the_press_at_large_counts_at_most_where_nothing_came_before():
    found = tree([A, B], mention("a1", unnamed("media reports", "group")), mention("a2", named("Ana Roe")))
    assert interval(found) == (1, 2)


def test_who_is_known_to_pass_it_on_is_no_root():
    informant = unnamed("somebody who was on board")
    found = tree(
        [A, B, C],
        mention("a1", named("Ana Roe"), informant),
        mention("a2", named("Roe")),
        mention("a3", named("Ana Roe"), unnamed("a passenger")),
    )
    assert root_names(found) == ["somebody who was on board (Harrow Courier)"]


def test_one_report_that_reads_a_chain_otherwise_does_not_move_the_others():
    ana, bank = named("Ana Roe"), named("Corvin Bank", "organisation")
    found = tree([A, B, C], mention("a1", ana), mention("a2", ana), mention("a3", ana, bank))
    assert root_names(found) == ["Ana Roe", "Corvin Bank"]


def test_two_who_have_it_from_each_other_both_stay():
    ana, bert = named("Ana Roe"), named("Bert Holm")
    found = tree([A, B], mention("a1", ana, bert), mention("a2", bert, ana))
    assert sorted(root_names(found)) == ["Ana Roe", "Bert Holm"]


def test_a_rewriting_report_makes_no_second_unnamed_source():
    found = tree(
        [A, B],
        mention("a1", unnamed("a diplomat")),
        mention("a2", unnamed("diplomats", "group")),
        took=[took("a2", "a1")],
    )
    assert interval(found) == (1, 1)
    assert [d.what for d in found.drift] == ["source promoted"]


def test_a_rewriting_report_that_describes_its_source_in_other_words_has_one_of_its_own():
    found = tree(
        [A, B],
        mention("a1", unnamed("a European diplomat")),
        mention("a2", unnamed("a source in the Security Council")),
        took=[took("a2", "a1")],
    )
    assert interval(found) == (1, 2)


def test_a_paper_that_a_named_outlet_has_is_that_one_whatever_it_is_called():
    paper = named("draft regulation", "document"), named("draft", "document")
    found = tree([A, B], mention("a1", paper[0]), mention("a2", outlet("the Courier"), paper[1]))
    assert root_names(found) == ["draft regulation"]


def test_an_outlet_is_not_one_with_a_body_of_a_like_name():
    state = report("a1", "Gallia 1")
    ties = (Affiliation("Edo Sark", "speaks for", "Gallia"),)
    found = tree([state, B], mention("a1"), mention("a2", named("Edo Sark")), affiliations=ties)
    assert sorted(root_names(found)) == ["Edo Sark", "Gallia 1"]


def test_an_outlet_is_known_by_the_first_word_of_its_name_whatever_the_reading_takes_it_for():
    wire = report("a1", "Meridian Wire")
    found = tree([wire, B], mention("a1", named("Ana Roe")), mention("a2", named("Meridian")))
    assert root_names(found) == ["Ana Roe"]


def test_a_report_that_only_cites_another_may_have_met_an_unnamed_source_of_its_own():
    found = tree(
        [A, B],
        mention("a1", unnamed("a diplomat")),
        mention("a2", unnamed("an official")),
        took=[took("a2", "a1", "cites")],
    )
    assert interval(found) == (1, 2)


def test_a_mention_that_denies_or_leaves_it_open_has_no_root():
    found = tree(
        [A, B],
        mention("a1", named("Ana Roe"), certainty="denied"),
        mention("a2", named("Bert Holm"), certainty="unknown"),
    )
    assert found.roots == ()
    assert interval(found) == (0, 0)


def test_reports_that_cite_each_other_lead_to_the_root_that_one_of_them_has():
    found = tree(
        [A, B],
        mention("a1", unnamed("circles in the capital", "group")),
        mention("a1", outlet("Quay Post"), at=1),
        mention("a2", outlet("Harrow Courier")),
        took=[took("a1", "a2", "cites"), took("a2", "a1", "cites")],
    )
    assert root_names(found) == ["circles in the capital (Harrow Courier)"]
    assert found.loops == (("a1", "a2"),)


def test_a_ring_without_a_root_ends_at_the_outlet_that_was_named_first():
    found = tree(
        [A, B],
        mention("a1", outlet("Quay Post")),
        mention("a2", outlet("Harrow Courier")),
        took=[took("a1", "a2", "cites"), took("a2", "a1", "cites")],
    )
    assert root_names(found) == ["Quay Post"]
    assert interval(found) == (1, 1)
    assert found.loops == (("a1", "a2"),)


def test_what_is_posted_under_a_handle_is_its_owners_word():
    post = replace(report("a1", "QuayTalk"), byline="harbour_77")
    found = tree([post, report("a2", "Quay Post")], mention("a1"), mention("a2", named("Ana Roe")))
    assert [(r.name, r.kind, r.standing, r.own_word) for r in found.roots][:1] == [
        ("harbour_77", "person", "unnamed", False)
    ]


def test_posts_that_copy_a_report_are_no_sources_of_their_own():
    reports = [report("a1", "Quay Post"), *(replace(report(f"a{n}", "QuayTalk"), byline=f"u_{n}") for n in (2, 3, 4))]
    copies = [took(f"a{n}", "a1", "reprint") for n in (2, 3, 4)]
    found = tree(reports, *(mention(f"a{n}") for n in (1, 2, 3, 4)), took=copies)
    assert root_names(found) == ["Quay Post"]
    assert interval(found) == (1, 1)


def test_a_post_that_names_its_source_has_it_from_there():
    post = replace(report("a1", "QuayTalk"), byline="harbour_77")
    found = tree([post], mention("a1", named("Ana Roe")), mention("a1", at=50))
    assert root_names(found) == ["Ana Roe"]
