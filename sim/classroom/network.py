"""Where a class finds its server: addresses, ports, and a QR code."""

import io
import ipaddress
import socket

import psutil
import segno


def addresses() -> list[str]:
    """Return this machine's addresses in its networks, the one that the room shares first.

    That is the one by which it would reach other networks, as a router gives it; bridges to virtual
    machines have addresses of a classroom's kind, too. Without a router, such a kind comes first.
    """
    found = {
        one.address
        for several in psutil.net_if_addrs().values()
        for one in several
        if one.family == socket.AF_INET and not one.address.startswith("127.")
    }
    outward = _outward()
    return sorted(
        found, key=lambda one: (one != outward, not ipaddress.ip_address(one).is_private, one)
    )


def _outward() -> str:
    """Return the address by which this machine would reach others; empty where it has no router."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        try:
            line.connect(("192.0.2.1", 9))  # nobody's address; a datagram's line sends nothing yet
        except OSError:
            return ""
        address: str = line.getsockname()[0]
    return address


def url_of(port: int) -> str:
    """Return the address to type in; this machine's own name for itself where it has no network.

    Examples
    --------
    >>> url_of(8000).endswith(":8000/")
    True
    """
    return f"http://{next(iter(addresses()), '127.0.0.1')}:{port}/"


def free_port() -> int:
    """Return a port of this machine, for itself, that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def taken_by(port: int) -> str | None:
    """Say who listens on a port; None where nobody does."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("", port))
        except OSError as error:
            return _listener(port) or (error.strerror or "it cannot be had").lower()
    return None


def _listener(port: int) -> str:
    try:
        for one in psutil.net_connections("tcp"):
            if one.status == psutil.CONN_LISTEN and one.laddr.port == port and one.pid:
                return f"process {one.pid} ({psutil.Process(one.pid).name()}) has it"
    except psutil.Error:
        pass
    return ""


def qr_for_terminal(address: str) -> str:
    """Return a QR code as lines of text."""
    page = io.StringIO()
    segno.make(address, micro=False).terminal(page, compact=True, border=2)
    return page.getvalue()


def qr_for_page(address: str) -> str:
    """Return a QR code as SVG, dark on light whatever the page is."""
    code: str = segno.make(address, micro=False).svg_inline(
        scale=10, border=2, dark="black", light="white", omitsize=True
    )
    return code
