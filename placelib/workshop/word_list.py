"""A short list of swear words and slurs: what holds a text back when all are let through at once.

A list judges nobody and misses much; it only stops the worst from reaching a screen unread. The
facilitator can let each text through by hand, and can switch the list off.
"""

from __future__ import annotations

import re
import unicodedata

_LISTED = """
arse arsehole bastard bitch bollocks bullshit chav chink coon cunt dickhead dyke fag faggot fuck
fucked fucker fucking gypo kike knobhead motherfucker nazi nigga nigger paki paedo pikey prick
retard retarded scumbag shit slag slut spastic spic tosser tranny twat wanker whore wog
"""
_WORDS = frozenset(_LISTED.split())
# “sh1t”, “b@stard”: figures and signs that stand for a letter.
_LOOKALIKES = str.maketrans("013457@$!", "oieastasi")
_WORD = re.compile(r"[a-z]+")


def has_listed_word(text: str) -> bool:
    """True when a word of the text is on the list, also in the plural or with lookalike signs.

    Only full words count:

        has_listed_word("What a sh1t bus") is True
        has_listed_word("Scunthorpe") is False
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    # Both readings: “!” and “1” may be signs of their own after a word.
    words = {*_WORD.findall(letters), *_WORD.findall(letters.translate(_LOOKALIKES))}
    return any(word in _WORDS or word.removesuffix("s") in _WORDS for word in words)
