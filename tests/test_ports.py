"""The ports that services of their own processes are given."""

import socket

from bot.listener import bind
from tests.ports import free_port


def test_a_port_may_be_listened_on_again_and_again() -> None:
    port = free_port()
    for _ in range(2):
        with bind(host="127.0.0.1", port=port, setting="PORT") as bound:
            bound.listen()
            socket.create_connection(("127.0.0.1", port), timeout=60).close()


def test_no_port_is_given_twice() -> None:
    assert len({free_port() for _ in range(50)}) == 50
