"""Every listening socket of the process sends small answers at once."""

from __future__ import annotations

import socket

from placelib.serving.tuning import answer_at_once


def test_a_connection_takes_over_that_it_answers_at_once() -> None:
    with socket.socket() as listening, socket.socket() as client:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert answer_at_once() >= 1
        client.connect(listening.getsockname())
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
