"""All connections read into one buffer, and each is given its own bytes alone."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.gathering import GatheringProtocol
from bot.reading import READ_BYTES, SharedBuffer
from bot.requests import Requests


class Kept(SharedBuffer):
    """Keeps what it was given."""

    def __init__(self) -> None:
        self.got: list[bytes] = []

    def data_received(self, data: bytes) -> None:
        self.got.append(data)


def test_each_is_given_what_was_read_for_it_and_nothing_of_the_others() -> None:
    one, other = Kept(), Kept()
    for taker, said in ((one, b"a long secret"), (other, b"hi"), (one, b""), (other, b"ho")):
        buffer = taker.get_buffer(-1)
        buffer[: len(said)] = said
        taker.buffer_updated(len(said))
    assert one.got == [b"a long secret", b""]
    assert other.got == [b"hi", b"ho"]


def test_two_threads_never_read_into_the_same_buffer() -> None:
    with ThreadPoolExecutor(max_workers=1) as pool:
        theirs = pool.submit(Kept().get_buffer, -1).result()
    ours = Kept().get_buffer(-1)
    theirs[:3] = b"abc"
    ours[:3] = b"xyz"
    assert bytes(theirs[:3]) == b"abc"
    assert Kept().get_buffer(-1).obj is ours.obj


@pytest.mark.parametrize("kind", [Requests, GatheringProtocol])
def test_the_services_connections_read_so(kind: type[asyncio.Protocol]) -> None:
    assert issubclass(kind, asyncio.BufferedProtocol)
    assert kind.data_received not in {asyncio.Protocol.data_received, SharedBuffer.data_received}


async def test_much_comes_whole_over_a_connection() -> None:
    takers: list[Kept] = []

    def taker() -> Kept:
        takers.append(Kept())
        return takers[-1]

    server = await asyncio.get_running_loop().create_server(taker, "127.0.0.1", 0)
    said = [bytes([n]) * (READ_BYTES + n) for n in range(3)]
    writers = []
    for _ in said:
        _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writers.append(writer)
    for writer, data in zip(writers, said, strict=True):
        writer.write(data)
    for writer in writers:
        writer.close()
        await writer.wait_closed()
    while sum(len(part) for each in takers for part in each.got) < sum(map(len, said)):  # noqa: ASYNC110 -- nothing tells
        await asyncio.sleep(0.01)
    server.close()
    assert sorted(b"".join(each.got) for each in takers) == said
