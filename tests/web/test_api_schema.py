"""The API does what its own description says, whatever it is asked (schemathesis)."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from inquit.core.errors import FetchFailed
from inquit.web.app import application
from inquit.web.server import rules_for

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
HEADERS = {"Host": "127.0.0.1:8321"}


@pytest.fixture
def operations(desk, monkeypatch):
    def nothing(url, **_):
        raise FetchFailed(url, "is not fetched in a test", "")

    monkeypatch.setattr("inquit.ingest.fetch.fetch", nothing)
    app = application(desk, rules_for("127.0.0.1"))
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HEADERS)
    return [found.ok() for found in described.get_all_operations()]


def test_every_answer_is_as_described(operations):
    assert len(operations) > 12
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(
            max_examples=15,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case):
            case.call_and_validate(headers=HEADERS, checks=CHECKS)

        ask()
