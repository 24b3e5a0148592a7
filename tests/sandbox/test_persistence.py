"""What is still there after Ctrl-C and a new start.

Here: one file, opened again. Never here: the service's own store.
"""

from pathlib import Path

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from sandbox import Sandbox, SandboxError, World
from sandbox.acts import Phone
from tests.sandbox.conftest import make_bot


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "sandbox.db"
    first = World(path)
    async with Sandbox(world=first) as sandbox:
        bot = make_bot(sandbox)
        await bot.initialize()
        added = first.people.add(first_name="Student 3", language_code="fr")
        phone = Phone(world=first, person_id=added.id)
        phone.start("abc")
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="y")]])
        sent = await bot.send_message(added.id, "hello", reply_markup=markup)
        gone = await bot.send_message(added.id, "gone")
        await gone.delete()
        room = phone.create_room(kind="supergroup", title="A room")
        await bot.set_my_commands([("help", "What this is")])
        await bot.set_my_description("Described")
        await bot.set_webhook(
            "http://127.0.0.1:9/hook", secret_token="s", drop_pending_updates=True
        )
        phone.text("waits")
        first.cloud.invoke(
            person_id=added.id, method="saveStorageValue", params={"key": "k", "value": "v"}
        )
        first.faults.install(kind="429", retry_after=3)
        phone.new_device()
        before = [*first.messages.of(added.id)]
        pending = [one["update_id"] for one in first.updates.pending()]
        await bot.shutdown()

    again = World(path)
    person = again.people.get(added.id)
    assert (person.first_name, person.started, person.device) == ("Student 3", True, 2)
    assert person.language_code == "fr"
    assert [*again.messages.of(added.id)] == before
    assert again.rooms.get(room.id).bot_status == "member"
    assert [one["update_id"] for one in again.updates.pending()] == pending
    assert again.webhook.info()["url"] == "http://127.0.0.1:9/hook"
    assert again.profile.text("description", language="en") == "Described"
    assert again.profile.commands(scope={"type": "default"}, language="")
    assert again.cloud.of(added.id) == {"k": "v"}
    assert [one.kind for one in again.faults] == ["429"]
    assert again.seed == first.seed
    assert again.messages.next_id() > before[-1]["message_id"] > sent.message_id
    again.close()


def test_updates_keep_counting_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.db"
    first = World(path)
    student = Phone(world=first, person_id=first.people.named("Student 1").id)
    student.text("one")
    last = first.updates.pending()[-1]["update_id"]
    first.updates.drop()
    first.close()
    again = World(path)
    Phone(world=again, person_id=again.people.named("Student 1").id).text("two")
    assert [one["update_id"] for one in again.updates.pending()] == [last + 1]
    again.close()


def test_a_file_that_is_no_database_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.db"
    path.write_bytes(b"not a database, and longer than a header of one hundred bytes" * 20)
    with pytest.raises(SandboxError, match="cannot be read"):
        World(path)


def test_a_failed_act_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.db"
    world = World(path)

    def fail_midway() -> None:
        with world.batch():
            world.people.add(first_name="Nobody")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()
    world.close()
    again = World(path)
    assert "Nobody" not in [one.first_name for one in again.people]
    again.close()
