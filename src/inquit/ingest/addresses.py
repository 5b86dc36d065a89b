"""Which network addresses an article may be fetched from."""

from __future__ import annotations

import socket
import threading
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

# Prefixes of IPv6 addresses that stand for an IPv4 address, and the bit where that begins: RFC 6052 (NAT64), RFC 3056
# (6to4). IPv4-mapped ones Python knows; those of NAT64's local prefix (RFC 8215) and of Teredo are not public.
_EMBEDDING = ((IPv6Network("64:ff9b::/96"), 0), (IPv6Network("2002::/16"), 80))


def is_public(address: Address) -> bool:
    """Whether `address` is one of the public internet: not private, shared (RFC 6598), loopback, link-local, multicast
    or reserved, nor an IPv6 form of an IPv4 address that is.
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        for network, bit in _EMBEDDING:
            if address in network:
                return is_public(IPv4Address((int(address) >> bit) & 0xFFFFFFFF))
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


def addresses_of(host: str, port: int, seconds: float) -> list[Address]:
    """What the system's resolver says `host` is, in its order; numbers in any notation are turned into addresses too.

    Raises:
        OSError: the name is not known, or is none (socket.gaierror), or was not found in time (TimeoutError).
    """
    found: list[Address] = []
    failed: list[OSError] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(ip_address(str(sockaddr[0])) for *_, sockaddr in answers))
        except OSError as error:
            failed.append(error)
        except ValueError as error:  # UnicodeError: a label that no name can have
            failed.append(socket.gaierror(socket.EAI_NONAME, str(error)))

    # The resolver takes no time limit, so it is left behind when it is late.
    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TimeoutError(f"{host} was not found in time")
    if failed:
        raise failed[0]
    return found
