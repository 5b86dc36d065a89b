"""A limit on the memory of this process, for those that read what others wrote."""

from __future__ import annotations

import contextlib


def limit_memory(address_space: int) -> None:
    """Lets this process have no more than so many bytes of address space, where the system can do that (Linux)."""
    try:
        import resource  # noqa: PLC0415  # there is none on Windows
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):  # a lower limit is set already, or the system knows none
        resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
