"""What every request needs: the collection, the jobs, and what tells our own pages from others'."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, Request

from inquit.batch.correcting import me
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.store.collection import Collection
from inquit.web.jobs import Jobs


@dataclass(frozen=True, kw_only=True)
class Desk:
    """An open collection with everything that is done to it."""

    collection: Collection
    jobs: Jobs
    limits: Limits = DEFAULT_LIMITS
    token: str | None = None
    """What a visitor must know; None where only this machine can reach the desk."""
    who: str = field(default_factory=me)
    """Whose corrections they are."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    """Lives as long as the process, so that no pass of an earlier one is good any more."""

    @property
    def form_pass(self) -> str:
        """What a form of our own pages carries, and a page of another origin cannot know (OWASP: CSRF token)."""
        return self._seal("form")

    @property
    def visitor_pass(self) -> str:
        """What the cookie of a visitor holds who knew the token."""
        return self._seal(f"visitor {self.token}")

    def knows_token(self, given: str) -> bool:
        """Whether `given` is the token; takes the same time whatever is wrong with it."""
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def holds_visitor_pass(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.visitor_pass.encode())

    def holds_form_pass(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.form_pass.encode())

    def _seal(self, what: str) -> str:
        return hmac.new(self.secret, what.encode(), hashlib.sha256).hexdigest()


def _desk(request: Request) -> Desk:
    return cast("Desk", request.app.state.desk)


CurrentDesk = Annotated[Desk, Depends(_desk)]
