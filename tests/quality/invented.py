"""Who says what in the example articles, written down by hand before a model had read them.

An entry is (paragraph, source, cue, contents); paragraph 0 is the first line of the report's text. The words are looked
for from there on; "said@2" is the second "said". PolNeAR's guidelines are followed: quotation marks belong to the
content, a comma or full stop outside of them does not, and a source that the text leaves out is "".
"""

from __future__ import annotations

Entry = tuple[int, str, str, tuple[str, ...]]

GOLD: dict[str, tuple[Entry, ...]] = {
    "river-talks.html": (
        (0, "officials", "say", ("Kesria may quit river talks within days",)),
        (
            1,
            "two officials familiar with the negotiations",
            "told",
            (
                "Kesria is preparing to walk away from talks on sharing the waters of the Auren river as early as Friday",
                "a step that would leave the ten-year-old treaty without a successor when it lapses in December",
            ),
        ),
        (
            2,
            "The officials, who spoke on condition of anonymity because they were not authorised to discuss the talks,",
            "said",
            (
                "the Kesrian delegation had already cancelled its hotel rooms in Lindhaven for the final week of the session",
            ),
        ),
        (
            3,
            "one of them",
            "said",
            (
                "“They have stopped answering the technical questions,”",
                "“You can feel when a delegation has its coats on.”",
            ),
        ),
        (4, "Kesria’s foreign minister, Pavle Drasko,", "denied", ("that any decision had been taken",)),
        (
            4,
            "he",
            "told reporters",
            (
                "“We did not come to Lindhaven for the scenery,”",
                "“and we will not leave it without a paper in our hands.”",
            ),
        ),
        (5, "President Ilva Torsen of Talmark", "proposed", ("a short extension of the treaty",)),
        (
            6,
            "a draft of the letter seen by the Courier",
            "According to",
            (
                "Torsen offered to keep the present quotas for one more year in return for access to the gauges at the "
                "Sennet dam",
            ),
        ),
        (6, "Her office", "confirmed", ("that a letter had been sent",)),
        (
            7,
            "Farmers on the Talmark side of the border",
            "say",
            ("their wells have dropped by two metres since the reservoir was filled",),
        ),
        (
            8,
            "Mara Veldkamp, who chairs the Lower Auren growers’ union and farms onions near the border town of Ketting",
            "said",
            (
                "“Nobody here is asking for a treaty with a ribbon on it,”",
                "“We are asking for water in June.",
                "“If the ministers cannot give us that, they should say so now, while there is still time to plant "
                "something else.”",
            ),
        ),
        (
            10,
            "A report published in September by the Institute for River Studies",
            "found",
            ("that drier winters accounted for most of the decline",),
        ),
        (
            10,
            "Tomas Adelin, who led the study,",
            "said",
            ("it was “possible, even likely” that the reservoir had made the two driest summers worse",),
        ),
        (
            11,
            "Kesrian state television",
            "reported",
            ("that Talmark had secretly drilled dozens of new wells",),
        ),
        (
            11,
            "Torsen’s spokeswoman, Lena Quist,",
            "called",
            ("the report “an old story in a new coat”",),
        ),
        (
            11,
            "Torsen’s spokeswoman, Lena Quist,",
            "said",
            ("no permit for a deep well had been issued since 2021",),
        ),
        (12, "", "Rumours", ("that the session will be moved to a third country",)),
        (
            12,
            "",
            "It is understood",
            ("that the chairman of the talks has asked both sides to reply in writing by Thursday night",),
        ),
    ),
    "market-hall.txt": (
        (1, "traders", "said", ("a reprieve", "had come with weeks to spare")),
        (
            2,
            "Odile Marsh, who has sold cheese under the clock for 22 years",
            "said",
            (
                '"I had the van half packed,"',
                '"You don\'t sleep much when you are waiting for a show of hands."',
            ),
        ),
        (4, "Council leader Benno Rask", "said", ("he still believed the sale was right for the town",)),
        (
            4,
            "he@2",
            "told the meeting",
            ('"The roof will cost us 1.8 million before anybody has bought so much as an apple,"',),
        ),
        (4, "He", "warned", ("that libraries would have to close if the money could not be found elsewhere",)),
        (
            5,
            "Councillor Ines Halloran, who tabled the motion,",
            "said",
            ("the figure came from a survey paid for by the developer",),
        ),
        (5, "she", "said@2", ('"Ask the barber whether you need a haircut,"',)),
        (
            6,
            "Its author, the engineer Piet Sorrel,",
            "wrote",
            ('that the main beams were sound and that most of the damage was "a matter of gutters"',),
        ),
        (
            7,
            "Brightwater",
            "said in a statement",
            ('that it was disappointed by the vote but remained "ready to talk"',),
        ),
        (
            8,
            "the Ketting Gazette",
            "According to",
            ("the developer has already been offered a second site on Quay Street",),
        ),
        (8, "Rask", "denied", ("this",)),
        (
            8,
            "he",
            "said",
            ('"There is no second site, there is no secret map and there is no brown envelope,"',),
        ),
        (
            9,
            "Several stallholders",
            "said",
            ("they had been told by council staff not to speak to reporters",),
        ),
        (
            9,
            "One, who asked not to be named because her lease is up in March,",
            "said@2",
            ("trade had fallen by a third since the plans were published", '"People think we have gone already."'),
        ),
        (10, "Marsh, for her part,", "plans", ("to be back under the clock at six on Saturday",)),
        (10, "she", "admits", ("It floods", "about twice a winter")),
    ),
    "night-bus.html": (
        (1, "Hospital workers in Ardley", "have accused", ("the county of ‘leaving us at the kerb’",)),
        (
            2,
            "minutes of a private meeting obtained by the Post",
            "according to",
            ("It now looks unlikely to run before the autumn",),
        ),
        (
            3,
            "Joy Abara, a ward sister who finishes at two in the morning",
            "said",
            ("‘We were told it would be running by Easter,’", "‘Nobody said which Easter.’"),
        ),
        (
            4,
            "The minutes, dated 30 April,",
            "record",
            ("that the operator, Castle Coaches, had ‘no drivers to spare and no prospect of any before September’",),
        ),
        (
            4,
            "A source at the company, who did not want to be identified,",
            "told the Post",
            (
                "that six drivers had left since Christmas, most of them for a supermarket depot which pays £3 an hour "
                "more",
            ),
        ),
        (5, "Castle Coaches", "said", ("it did not recognise the figure",)),
        (
            5,
            "managing director Colin Threave",
            "said@2",
            (
                "‘We are fully committed to the N7. Recruitment is going well, and we expect to name a date shortly.",
                "‘We know how much this route means to people who keep the hospital going while the rest of us are "
                "asleep, and we are sorry for the wait.’",
            ),
        ),
        (
            7,
            "Abara’s colleague Dev Pillay, a porter, who walks the three miles home along the bypass",
            "said@2",
            ("‘“Shortly” is what they said in January,’",),
        ),
        (7, "He", "thinks", ("the company wants a larger subsidy",)),
        (7, "he", "added", ("‘My supervisor told me, “Get a bike,”’",)),
        (
            8,
            "The county council, which has set aside £210,000 for the service,",
            "insists",
            ("that no more money has been asked for",),
        ),
        (
            8,
            "two councillors",
            "said",
            ("they understood that a request for a further £90,000 was made in March",),
        ),
        (
            8,
            "",
            "is believed",
            ("The cabinet member for transport, Ruth Ennis,", "to have turned it down"),
        ),
        (
            9,
            "Ennis",
            "said",
            ("she would not be drawn on ‘conversations that may or may not have happened’",),
        ),
        (9, "She", "hopes", ("the first bus will leave Ardley ‘well before the clocks go back’",)),
        (
            10,
            "Unions",
            "say",
            ("at least 140 night staff at the hospital have no other way home",),
        ),
    ),
}
