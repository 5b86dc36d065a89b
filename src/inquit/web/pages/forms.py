"""Forms that change something carry the pass that only our own pages hold."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, HTTPException

from inquit.web.desk import CurrentDesk


def _own_form(desk: CurrentDesk, form_pass: Annotated[str, Form(alias="pass")] = "") -> None:
    if not desk.holds_form_pass(form_pass):
        raise HTTPException(403, "The page is from before the desk was started anew. Load it again, and repeat.")


OwnForm = Depends(_own_form)
