"""Serves a desk over HTTP until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import ip_address

import uvicorn

from inquit.core.errors import SettingError
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.store.collection import Collection
from inquit.web.adding_process import AddingProcess
from inquit.web.app import application
from inquit.web.desk import Desk
from inquit.web.guard import Rules
from inquit.web.jobs import Jobs
from inquit.web.orders import Order
from inquit.web.watching import Watcher

LEAST_TOKEN = 16
"""Characters that a token has at least: nobody guesses it over a network."""
UPLOAD_BYTES = 100_000_000
"""What one request may send: several reports of the size that one may have."""
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def check(host: str, token: str | None) -> None:
    """Whether a desk may listen at `host` with this token, or none.

    Raises:
        SettingError: others can reach it and there is no token, or one that is easily guessed.
    """
    if token is None and not is_loopback(host):
        raise SettingError(f"{host} can be reached from other machines. Choose a token that visitors need: --token.")
    if token is not None and (len(token) < LEAST_TOKEN or not token.isascii() or not token.isprintable()):
        raise SettingError(f"A token has {LEAST_TOKEN} characters or more, all of ASCII. Choose another.")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def rules_for(host: str, limits: Limits = DEFAULT_LIMITS) -> Rules:
    """What a desk at `host` lets through."""
    body = max(UPLOAD_BYTES, 2 * limits.input_bytes)
    if is_loopback(host):
        return Rules(names=_LOOPBACK | {_bracketed(host)}, body_bytes=body)
    names = _LOOPBACK | {_bracketed(host).lower(), socket.gethostname().lower(), socket.getfqdn().lower()}
    return Rules(names=names, addresses=True, body_bytes=body)


def serve(
    collection: Collection,
    *,
    host: str,
    port: int,
    token: str | None,
    limits: Limits = DEFAULT_LIMITS,
    ready: Callable[[str], None],
) -> None:
    """Serves until Ctrl-C or SIGTERM; what is being added then is finished. `ready` is told the address.

    With `port` 0 the system chooses one.

    Raises:
        SettingError: it may not listen there, or something else does.
        CollectionError: the collection cannot be used.
    """
    check(host, token)
    listening = _listening(host, port)
    jobs = Jobs(AddingProcess(collection.address, limits))
    jobs.start("Work out new claims", Order())  # those that were added without a desk
    watcher = Watcher(collection, jobs)
    desk = Desk(collection=collection, jobs=jobs, limits=limits, token=token)
    config = uvicorn.Config(
        application(desk, rules_for(host, limits)),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
        limit_concurrency=200,
    )
    ready(f"http://{_bracketed(host)}:{listening.getsockname()[1]}/")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass  # uvicorn raises it again when it has ended everything
    finally:
        watcher.close()
        listening.close()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)  # who follows the printed address at once waits, and is not refused
    except OSError as error:
        raise SettingError(
            f"Nothing can listen at {host}, port {port} ({error.strerror}). Choose another with --port."
        ) from error
    return made


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
