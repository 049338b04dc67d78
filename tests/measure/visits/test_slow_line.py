"""The line is as slow as it says, and carries what it is given."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.measure.bench.network import Network
from tests.measure.visits.slow_line import _Direction, slow_line


@pytest.fixture
def echo_port() -> Iterator[int]:
    """A server that sends back what it gets, to one visitor."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        connection, _ = listening.accept()
        with connection:
            while data := connection.recv(65536):
                connection.sendall(data)

    threading.Thread(target=answer, daemon=True).start()
    yield listening.getsockname()[1]
    listening.close()


def test_what_is_sent_arrives_whole_and_is_counted(echo_port: int) -> None:
    sent = bytes(range(256)) * 200
    with slow_line(echo_port, Network("fast")) as line:
        with socket.create_connection(("127.0.0.1", line.port)) as connection:
            connection.sendall(sent)
            received = b""
            while len(received) < len(sent):
                received += connection.recv(65536)
        assert received == sent
        assert line.count_bytes() == len(sent)


def test_a_chunk_arrives_when_the_line_has_carried_it_and_those_before_it() -> None:
    direction = _Direction(Network("slow", bits=8000, latency=100))
    assert direction.schedule(500, 10.0) == pytest.approx(10.0 + 0.5 + 0.05)
    assert direction.schedule(500, 10.0) == pytest.approx(10.0 + 1.0 + 0.05)
    # After a rest it begins anew.
    assert direction.schedule(500, 20.0) == pytest.approx(20.0 + 0.5 + 0.05)
