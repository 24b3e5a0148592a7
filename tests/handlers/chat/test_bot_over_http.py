"""The bot against the sandbox over real HTTP: every command, every button, by long polling."""

import pytest

from handlers.chat.profile import COMMANDS, publish
from sandbox.acts import Phone
from tests.handlers.chat.station import HOUR, Station, a_station, until

CANARY = "canary-sentence that a person wrote"
URL = "https://peerlink.example.org/app/?go="


def button_urls(message: dict[str, object]) -> list[str]:
    rows = message["reply_markup"]["inline_keyboard"]  # type: ignore[index]
    return [one["web_app"]["url"] for row in rows for one in row if "web_app" in one]


@pytest.mark.parametrize(
    ("command", "starts", "go"),
    [
        ("/start", "Hello. You can write here", "room"),
        ("/help", "You can use these commands", "room"),
        ("/other", "You can use these commands", "room"),
        ("/room", "Your private room opens", "room"),
        ("/desk", "This opens the desk", "desk"),
        ("/mydata", "My record shows", "record"),
        ("/withdraw", "You can take back", "withdraw"),
        ("/crisis", "If you or someone else", "room"),
    ],
)
async def test_every_command_is_answered_once(
    station: Station, command: str, starts: str, go: str
) -> None:
    async with station.running():
        station.phone.text(command)
        await until(lambda: bool(station.said()))
        await station.quiet()
    (answer,) = station.said()
    assert answer["text"].startswith(starts)
    assert "999" in answer["text"]
    assert button_urls(answer) == [URL + go]


async def test_the_room_opens_in_the_language_that_is_chosen(station: Station) -> None:
    async with station.running():
        station.phone.text("/language")
        await until(lambda: bool(station.said()))
        await station.quiet()
    (answer,) = station.said()
    names = [row[0]["text"] for row in answer["reply_markup"]["inline_keyboard"]]
    assert {"English", "Cymraeg", "العربية"} <= set(names)
    assert [url.removeprefix(f"{URL}room&lang=") for url in button_urls(answer)] == list(
        station.renderer.texts.languages
    )


async def test_policy_comes_in_order(station: Station) -> None:
    async with station.running():
        station.phone.text("/policy")
        await until(lambda: len(station.said()) == 4)
    intro, policy, adult, young = (one["text"] for one in station.said())
    assert intro.startswith("The next message is the confidentiality policy of the UCL")
    assert policy.startswith("What is private\n")
    assert "The limits\n" in adult
    assert "The limits if you are under 18\n" in young


async def test_attack_23_start_parameters_change_the_address_only(station: Station) -> None:
    invite = "i_" + "Ab-_" * 5 + "zz"
    async with station.running():
        for parameter in ("", invite, "i_unknown", "r_" + "A" * 22):
            station.phone.start(parameter)
            await station.quiet()
        await until(lambda: len(station.said()) == 4)
    welcome, link, invented, poster = (one["text"] for one in station.said())
    # A one-time link is answered by its look alone, good, used or invented; all others alike.
    assert welcome == poster != link == invented
    urls = [button_urls(one)[0].removeprefix(URL) for one in station.said()]
    assert urls == ["room", f"desk&p={invite}", "desk", f"room&p=r_{'A' * 22}"]
    assert station.outbox.accepted.__len__() == 4


async def test_attack_30_nothing_sent_is_kept_or_downloaded(station: Station) -> None:
    phone, kinds = station.phone, ["photo", "voice", "video", "document", "sticker", "location"]
    async with station.running():
        phone.text(CANARY)
        await station.quiet()
        first = station.chat()[0]
        phone.edit(first["message_id"], CANARY + " edited")
        await station.quiet()
        phone.forward(first["message_id"])
        phone.forward_foreign(CANARY)
        for kind in kinds:
            await station.quiet()
            phone.attach(kind, caption=CANARY)
        await station.quiet()
        await until(lambda: len(station.said()) == 4 + len(kinds))
    for answer in station.said():
        assert answer["text"].startswith("If you or someone else is in danger now, call 999.")
        assert "Telegram saw it" in answer["text"]
        assert "canary" not in str(answer)
    assert "canary" not in str(list(station.world.calls))
    assert station.world.file_requests == 0
    assert station.calls("getFile") == []


async def test_remove_my_message_deletes_it_and_says_so(station: Station) -> None:
    async with station.running():
        station.phone.text(CANARY)
        await until(lambda: len(station.said()) == 1)
        written, answer = station.chat()
        assert station.calls("deleteMessage") == []
        station.phone.press(answer["message_id"], f"remove:{written['message_id']}")
        await until(lambda: "was removed" in station.said()[0]["text"])
        await station.quiet()
    (left,) = station.chat()
    assert left["message_id"] == answer["message_id"]
    assert "116 123" in left["text"]
    assert len(station.calls("answerCallbackQuery")) == 1
    assert "canary" not in str(list(station.world.calls))


async def test_a_message_already_gone_counts_as_removed(station: Station) -> None:
    async with station.running():
        station.phone.text(CANARY)
        await until(lambda: len(station.said()) == 1)
        written, answer = station.chat()
        person = station.phone.person.id
        station.world.messages.remove(chat_id=person, message_id=written["message_id"])
        station.phone.press(answer["message_id"], f"remove:{written['message_id']}")
        await until(lambda: "was removed" in station.said()[0]["text"])


async def test_what_telegram_will_not_remove_is_not_called_removed(station: Station) -> None:
    async with station.running():
        station.phone.text(CANARY)
        await until(lambda: len(station.said()) == 1)
        written, answer = station.chat()
        station.clock.ahead = 49 * HOUR
        station.phone.press(answer["message_id"], f"remove:{written['message_id']}")
        await until(lambda: "do it yourself" in station.said()[0]["text"])
    assert written in station.chat()


async def test_a_button_without_meaning_is_answered_and_does_nothing(station: Station) -> None:
    async with station.running():
        station.phone.text(CANARY)
        await until(lambda: len(station.said()) == 1)
        before = station.chat()
        (answer,) = station.said()
        rows = answer["reply_markup"]["inline_keyboard"]
        rows.append([{"text": "x", "callback_data": "invented"}])
        station.world.messages.put(answer)
        station.phone.press(answer["message_id"], "invented")
        await until(lambda: len(station.calls("answerCallbackQuery")) == 1)
        await station.quiet()
    assert [one["text"] for one in station.chat()] == [one["text"] for one in before]
    assert station.calls("deleteMessage") == []


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_attack_29_the_bot_says_one_neutral_line_and_leaves(
    station: Station, kind: str
) -> None:
    async with station.running():
        room = station.phone.create_room(kind=kind, title="A room")
        await until(lambda: station.world.rooms.get(room.id).bot_status == "left")
        await station.quiet()
    texts = [one["text"] for one in station.world.messages.of(room.id) if "text" in one]
    assert texts == ([] if kind == "channel" else ["This bot works only in a private chat."])
    assert station.said() == []


async def test_attack_29_inline_queries_get_nothing(station: Station) -> None:
    async with station.running():
        station.phone.inline_query(CANARY)
        station.phone.text("/help")
        await until(lambda: len(station.said()) == 1)
    assert station.calls("answerInlineQuery") == []


async def test_attack_45_a_stranger_and_a_known_person_get_the_same(station: Station) -> None:
    other = Phone(world=station.world, person_id=station.world.people.named("Student 2").id)
    async with station.running():
        for text in ("/start", "/desk", "/mydata", "/withdraw", "hello"):
            station.phone.text(text)
            await station.quiet()
        # The second person has never written; the first has by now.
        for phone in (station.phone, other):
            for text in ("/start", "/desk", "/mydata", "/withdraw", "hello"):
                phone.text(text)
                await station.quiet()
        await until(lambda: len(station.said(other)) == 5)
    known, stranger = station.said()[5:], station.said(other)
    assert [one["text"] for one in known] == [one["text"] for one in stranger]
    assert list(map(button_urls, known)) == list(map(button_urls, stranger))


async def test_without_a_public_address_only_the_chat_works() -> None:
    async with a_station(base=None) as station, station.running():
        station.phone.start()
        await until(lambda: bool(station.said()))
        (answer,) = station.said()
        assert "cannot be opened from here yet" in answer["text"]
        assert "reply_markup" not in answer


async def test_the_profile_is_set_once_and_only_where_it_differs(station: Station) -> None:
    texts, crisis, links = (
        station.renderer.texts,
        station.renderer.crisis,
        station.renderer.links,
    )
    assert await publish(station.bot, texts=texts, crisis=crisis, links=links)
    assert [c.command for c in await station.bot.get_my_commands()] == list(COMMANDS)
    assert "999" in (await station.bot.get_my_description()).description
    assert "116 123" in (await station.bot.get_my_short_description()).short_description
    assert station.phone.open_menu().url.startswith("https://peerlink.example.org/app/?go=room")
    before = len([c for c in station.world.calls if c.method.lower().startswith("set")])
    assert await publish(station.bot, texts=texts, crisis=crisis, links=links)
    after = len([c for c in station.world.calls if c.method.lower().startswith("set")])
    assert after == before == 4 + len(texts.languages) - 1  # the commands of each other one


async def test_a_fault_while_setting_the_profile_stops_nothing(station: Station) -> None:
    station.world.faults.install(kind="500", method="setMyCommands")
    given = {"texts": station.renderer.texts, "crisis": station.renderer.crisis}
    links = station.renderer.links
    assert not await publish(station.bot, **given, links=links)  # type: ignore[arg-type]
    assert "999" in (await station.bot.get_my_description()).description
    assert await publish(station.bot, **given, links=links)  # type: ignore[arg-type]
    assert len(await station.bot.get_my_commands()) == len(COMMANDS)
