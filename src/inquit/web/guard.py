"""What stands before every page: who may ask, from where, how much; and what a browser may do with the answer.

The web's usual traps, in the order in which they are met: DNS rebinding (a foreign name that leads to this machine), a
visitor without the token, a form on a foreign page (CSRF), a body without end. Answers carry a Content-Security-Policy
(CSP level 3) that permits nothing but our own files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inquit.web.desk import Desk
from inquit.web.problems import is_api, problem

COOKIE = "inquit"
SIGN_IN = "/sign-in"
_OPEN = (SIGN_IN, "/static/")  # what a visitor without the token sees
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # "no-referrer" would make browsers send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """`names` are those by which the desk is reached, in lower case, and `body_bytes` is what one request may send."""

    names: frozenset[str]
    addresses: bool = False
    """Whether any number of an address is a name too: a foreign name cannot be one."""
    body_bytes: int

    def permit(self, host: str) -> bool:
        """Whether a Host header names the desk."""
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = match[1].lower().rstrip(".")
        return name in self.names or (self.addresses and _is_address(name))


class Guard:
    """ASGI middleware: lets through what the rules permit, and puts the headers of safety on all answers."""

    def __init__(self, app: ASGIApp, *, desk: Desk, rules: Rules) -> None:
        self._app, self._desk, self._rules = app, desk, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, send_safely)
        else:
            await self._app(scope, self._limited(receive), send_safely)

    def _refused(self, scope: Scope) -> Response | None:
        request = Request(scope)
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or not self._rules.permit(hosts[0]):
            return problem(
                request, 421, "This is not the name of the desk. Open the address that inquit serve printed."
            )
        if self._desk.token is not None and not request.url.path.startswith(_OPEN) and not self._is_known(request):
            return _asked_in(request)
        if request.method not in _SAFE and not _is_own(request.headers, hosts[0]):
            return problem(request, 403, "The request comes from another site. Use the desk's own pages.")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > self._rules.body_bytes:
            return _too_much(request, self._rules.body_bytes)
        return None

    def _is_known(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._desk.knows_token(given.strip())
        try:
            cookie = SimpleCookie(request.headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return cookie is not None and self._desk.holds_visitor_pass(cookie.value)

    def _limited(self, receive: Receive) -> Receive:
        """Counts what is received: a request need not say, or say truly, how long it is."""
        received = 0

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._rules.body_bytes:
                raise HTTPException(413, _too_much_words(self._rules.body_bytes))
            return message

        return limited


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _is_own(headers: Headers, host: str) -> bool:
    """Whether a request that changes something was made by one of our pages, or by no page at all.

    Every browser says where a form or script is from, in Origin (RFC 6454) or Sec-Fetch-Site (Fetch Metadata).
    """
    origin = headers.get("origin")
    if origin is not None:
        return origin.lower() in {f"http://{host.lower()}", f"https://{host.lower()}"}
    return headers.get("sec-fetch-site", "none") in {"same-origin", "none"}


def _asked_in(request: Request) -> Response:
    if is_api(request):
        answer = problem(request, 401, "The desk has a token. Send it as: Authorization: Bearer TOKEN")
        answer.headers["WWW-Authenticate"] = 'Bearer realm="Inquit"'
        return answer
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    wanted = here if request.method in _SAFE else "/"
    return RedirectResponse(f"{SIGN_IN}?next={quote(wanted, safe='')}", status_code=303)


def _too_much(request: Request, limit: int) -> Response:
    return problem(request, 413, _too_much_words(limit))


def _too_much_words(limit: int) -> str:
    return f"The request is larger than {limit:,} bytes. Send less, or use inquit add."
