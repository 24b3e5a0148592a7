"""What people do, and what the bot comes to know of it.

Here: groups and their privacy, blocking, CloudStorage, live events. Never here: shapes.
"""

import asyncio
import json

import httpx
import pytest
from telegram.ext import ExtBot
from websockets.asyncio.client import connect

from sandbox import Misuse, Sandbox, World
from sandbox.acts import Phone


def kinds(world: World) -> list[str]:
    """The kinds of the updates that wait."""
    return [next(name for name in one if name != "update_id") for one in world.updates.pending()]


def test_everybody_is_named_by_role(world: World) -> None:
    assert [person.first_name for person in world.people] == [
        "Student 1",
        "Student 2",
        "Worker 1",
        "Worker 2",
        "Coordinator",
        "Manager",
        "Deputy",
    ]


def test_in_groups_the_bot_sees_only_what_is_meant_for_it(world: World, student: Phone) -> None:
    room = student.create_room(kind="group", title="A room")
    assert kinds(world) == ["my_chat_member", "message"]
    world.updates.drop()
    student.text("among ourselves", chat_id=room.id)
    assert kinds(world) == []
    student.text("/start", chat_id=room.id)
    student.text(f"hello @{world.bot_username}", chat_id=room.id)
    assert kinds(world) == ["message", "message"]
    student.remove_bot(room.id)
    student.text("/start", chat_id=room.id)
    assert kinds(world) == ["message", "message", "my_chat_member"]


def test_in_channels_the_bot_sees_every_post(world: World, student: Phone) -> None:
    room = student.create_room(kind="channel", title="News")
    student.text("a post", chat_id=room.id)
    assert kinds(world) == ["my_chat_member", "channel_post"]


def test_others_are_not_in_the_room(student: Phone, worker: Phone) -> None:
    room = student.create_room(kind="group", title="A room")
    with pytest.raises(Misuse):
        worker.text("/start", chat_id=room.id)


async def test_leaving_is_told_as_a_membership(
    bot: ExtBot[None], world: World, student: Phone
) -> None:
    room = student.create_room(kind="supergroup", title="A room")
    world.updates.drop()
    await bot.leave_chat(room.id)
    (update,) = await bot.get_updates()
    assert update.my_chat_member
    assert update.my_chat_member.new_chat_member.status == "left"


def test_blocking_is_told_once_and_start_unblocks(world: World, student: Phone) -> None:
    student.start()
    student.block()
    student.block()
    with pytest.raises(Misuse, match="unblock"):
        student.text("hello")
    student.start()
    assert kinds(world) == ["message", "my_chat_member", "my_chat_member", "message"]
    states = [
        one["my_chat_member"]["new_chat_member"]["status"]
        for one in world.updates.pending()
        if "my_chat_member" in one
    ]
    assert states == ["kicked", "member"]


def test_only_own_texts_can_be_edited(world: World, student: Phone, worker: Phone) -> None:
    photo = student.attach("photo")
    with pytest.raises(Misuse):
        student.edit(photo["message_id"], "words")
    theirs = worker.text("mine")
    with pytest.raises(Misuse):
        student.edit(theirs["message_id"], "yours", chat_id=worker.person.id)
    assert [one["text"] for one in world.messages.of(worker.person.id)] == ["mine"]


async def test_a_new_language_reaches_the_bot(bot: ExtBot[None], student: Phone) -> None:
    student.speak("pt-br")
    student.text("olá")
    (update,) = await bot.get_updates()
    assert update.effective_user
    assert update.effective_user.language_code == "pt-br"
    with pytest.raises(Misuse):
        student.speak("<b>")


def invoke(world: World, person: int, method: str, **params: object) -> object:
    return world.cloud.invoke(person_id=person, method=method, params=params)


def test_cloud_storage_belongs_to_one_person(world: World) -> None:
    assert invoke(world, 1, "saveStorageValue", key="a-B_1", value="x" * 4096) is True
    assert invoke(world, 1, "saveStorageValue", key="b", value="") is True
    assert invoke(world, 1, "getStorageKeys") == ["a-B_1", "b"]
    assert invoke(world, 1, "getStorageValues", keys=["a-B_1", "none"]) == {
        "a-B_1": "x" * 4096,
        "none": "",
    }
    assert invoke(world, 2, "getStorageKeys") == []
    assert invoke(world, 1, "deleteStorageValues", keys=["a-B_1", "none"]) is True
    assert invoke(world, 1, "getStorageKeys") == ["b"]
    world.cloud.wipe(1)
    assert invoke(world, 1, "getStorageKeys") == []


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("saveStorageValue", {"key": "", "value": "x"}, "KEY_INVALID"),
        ("saveStorageValue", {"key": "k" * 129, "value": "x"}, "KEY_INVALID"),
        ("saveStorageValue", {"key": "a b", "value": "x"}, "KEY_INVALID"),
        ("saveStorageValue", {"key": "a\n", "value": "x"}, "KEY_INVALID"),
        ("saveStorageValue", {"key": "k", "value": "x" * 4097}, "VALUE_INVALID"),
        ("saveStorageValue", {"key": "k", "value": 5}, "VALUE_INVALID"),
        ("getStorageValues", {"keys": "k"}, "KEYS_INVALID"),
        ("deleteStorageValues", {"keys": [7]}, "KEY_INVALID"),
        ("somethingElse", {"keys": []}, "METHOD_NOT_FOUND"),
    ],
)
def test_cloud_storage_has_telegrams_limits(
    world: World, method: str, params: dict[str, object], code: str
) -> None:
    with pytest.raises(Misuse, match=code):
        invoke(world, 1, method, **params)
    assert world.cloud.of(1) == {}


def test_cloud_storage_holds_1024_keys(world: World) -> None:
    with world.batch():
        for number in range(1024):
            invoke(world, 1, "saveStorageValue", key=f"k{number}", value="x")
    assert invoke(world, 1, "saveStorageValue", key="k0", value="y") is True
    with pytest.raises(Misuse, match="QUOTA_EXCEEDED"):
        invoke(world, 1, "saveStorageValue", key="one-more", value="x")
    assert len(world.cloud.of(1)) == 1024


async def test_the_page_is_told_what_changed_and_fetches_it(
    sandbox: Sandbox, world: World, bot: ExtBot[None], student: Phone
) -> None:
    person = student.person.id
    url = sandbox.base_url.replace("http", "ws") + "/sandbox/events"
    async with (
        connect(url, proxy=None) as page,
        httpx.AsyncClient(trust_env=False, base_url=sandbox.base_url) as client,
    ):

        async def heard(kind: str) -> dict[str, object]:
            async with asyncio.timeout(60):
                while True:
                    event: dict[str, object] = json.loads(await page.recv())
                    if event["type"] == kind:
                        return event

        await client.post(f"/sandbox/people/{person}/start", json={"payload": "p"})
        assert await heard("person") == {"type": "person", "id": person}
        await bot.send_chat_action(person, "typing")
        assert await heard("action") == {"type": "action", "id": person, "action": "typing"}
        await bot.send_message(person, "hello")
        await heard("person")
        world.announce_links([("Coordinator", "https://t.me/x")])
        await heard("links")
        await bot.set_my_description("Described")
        await heard("profile")
        view = (await client.get(f"/sandbox/people/{person}")).json()
        state = (await client.get("/sandbox/state")).json()
    assert [one["text"] for one in view["chats"][0]["messages"]] == ["/start p", "hello"]
    assert view["description"] == "Described"
    assert state["links"] == [{"label": "Coordinator", "url": "https://t.me/x"}]
    assert world.bot_token not in json.dumps([view, state])


async def test_calls_are_kept_for_tests_that_search_them(
    bot: ExtBot[None], world: World, student: Phone
) -> None:
    student.start()
    await bot.send_message(student.person.id, "constant")
    last = world.calls[-1]
    assert (last.method, last.values["text"]) == ("sendMessage", "constant")
