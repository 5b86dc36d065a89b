"""One state of a collection, to be asked anything."""

from __future__ import annotations

from inquit.store.feeds import FeedViews
from inquit.store.log import LogViews
from inquit.store.mentions import MentionViews
from inquit.store.relations import RelationViews
from inquit.store.reports import ReportViews
from inquit.store.statistics import StatisticsViews
from inquit.store.stories import StoryViews
from inquit.store.summaries import SummaryViews


class View(ReportViews, MentionViews, RelationViews, StatisticsViews, StoryViews, SummaryViews, LogViews, FeedViews):
    """Every question that a collection answers; the answers are records, and all of one moment."""
