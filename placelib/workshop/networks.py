"""Which network a phone is on: enough to tell a flood from a room, too little to find anybody."""

from __future__ import annotations

import hashlib
import ipaddress

# A home, an office or a phone company gives out as much; whoever has one address has all of these.
_IPV4_BITS = 24
_IPV6_BITS = 56
# Sixteen bits: some 250 IPv4 networks share each mark, so that none can be computed back.
_MARK_SIGNS = 4
# In the place of a mark: a sheet of paper that the facilitator typed in. The door is not for it.
SHEET = "-"


def find_network(address: str | None) -> str:
    """The range that an address belongs to, such as 192.0.2.0/24; empty where there is none."""
    try:
        version = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    if isinstance(version, ipaddress.IPv6Address) and version.ipv4_mapped:
        version = version.ipv4_mapped
    bits = _IPV4_BITS if version.version == 4 else _IPV6_BITS
    return str(ipaddress.ip_network(f"{version}/{bits}", strict=False))


def mark_network(workshop: int, network: str) -> str:
    """Four signs that stand for a network within one workshop; empty for no network."""
    if not network:
        return ""
    digest = hashlib.sha256(f"{workshop} network {network}".encode()).hexdigest()
    return digest[:_MARK_SIGNS].upper()
