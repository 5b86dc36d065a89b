"""Connections to public addresses only, and only until a deadline: what `fetch` gives to httpx.

A host's name is looked up once, its addresses are checked, and the connection goes to the very address that was
checked, so that a second answer of the name server (DNS rebinding) changes nothing. The name stays in the Host header
and in TLS.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any

import httpcore
import httpx

from inquit.ingest.addresses import addresses_of, is_public


class AddressRefused(Exception):
    """The host has an address that is not on the public internet."""


class CheckedTransport(httpx.BaseTransport):
    """HTTP/1.1 over checked connections; everything on it ends at `deadline` (of `time.monotonic`).

    Raises:
        AddressRefused: on a request to a host with an address that is not public, unless `allow_local`.
        httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError: as httpcore does.
    """

    def __init__(self, *, deadline: float, allow_local: bool) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_tls(), network_backend=_CheckedBackend(deadline, allow_local=allow_local)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw))
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self._pool.close()


def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _CheckedBackend(httpcore.NetworkBackend):
    def __init__(self, deadline: float, *, allow_local: bool) -> None:
        self._plain, self._deadline, self._allow_local = httpcore.SyncBackend(), deadline, allow_local

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the deadline rules
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = addresses_of(host, port, _left(self._deadline))
        except OSError as error:
            raise httpcore.ConnectError(f"its host {host!r} is not found") from error
        if not self._allow_local and not all(is_public(address) for address in addresses):
            raise AddressRefused(host)
        failure: Exception = httpcore.ConnectError("its host has no address")
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(
                    str(address), port, _left(self._deadline), local_address, socket_options
                )
                return _TimedStream(stream, self._deadline)
            except httpcore.ConnectError as error:  # the next address may answer
                failure = error
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002  # the deadline rules
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002  # the deadline rules
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002  # the deadline rules
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return left
