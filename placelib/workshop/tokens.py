"""Join codes and secret links: how they are made, checked and stored."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets

# No 0, O, 1 or I to mistake for another, and no vowels, so that no code is a word.
ALPHABET = "BCDFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 6
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_VOTER = re.compile(r"[0-9a-f]{32}")


def make_code() -> str:
    """A join code: six signs, one of 480 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(text: str) -> str | None:
    """The join code that was typed, without spaces and in capitals; None when it is none."""
    code = re.sub(r"[\s-]", "", text[:40]).upper()
    is_code = len(code) == CODE_LENGTH and all(sign in ALPHABET for sign in code)
    return code if is_code else None


def split_code(code: str) -> str:
    """The code as it is shown, in two groups of three."""
    return f"{code[:3]} {code[3:]}"


def make_secret() -> str:
    """A facilitator's secret of 256 bits, fit for an address."""
    return secrets.token_urlsafe(32)


def is_secret(text: str) -> bool:
    """True when the text has the form of a secret or a results token."""
    return _SECRET.fullmatch(text) is not None


def derive_results_token(secret: str) -> str:
    """The token of the results link: it follows from the secret, and does not lead back to it."""
    digest = hmac.new(secret.encode(), b"results link", hashlib.sha256).digest()
    return _encode_base64(digest)


def hash_secret(secret: str) -> str:
    """What is kept of a secret or a token: its hash.

    A plain hash is enough, because the secret itself is 256 random bits.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def is_same_secret(secret: str, stored_secret: str) -> bool:
    """True when the secret has this hash; takes the same time wherever they differ."""
    return hmac.compare_digest(hash_secret(secret), stored_secret)


def is_voter(text: str) -> bool:
    """True for an identifier as a phone makes it: 128 random bits in hexadecimal."""
    return _VOTER.fullmatch(text) is not None


def make_voter() -> str:
    """An identifier for a phone that cannot keep one of its own."""
    return secrets.token_hex(16)


def hash_voter(workshop: int, voter: str) -> str:
    """What is kept of a phone's identifier: differs from workshop to workshop."""
    return hashlib.sha256(f"{workshop} {voter}".encode()).hexdigest()


def derive_paper_voter(secret: str, sheet: int) -> str:
    """The identifier of the n-th sheet of paper; nobody without the secret can make it."""
    digest = hmac.new(secret.encode(), f"paper {sheet}".encode(), hashlib.sha256).hexdigest()
    return digest[:32]


def _encode_base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
