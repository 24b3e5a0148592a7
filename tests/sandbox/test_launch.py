"""Launch data: accepted by those who check it, refused when anything is changed.

Here: initData of every way in, and the frame's address. Never here: the page.
"""

import base64
import json
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

import init_data_py
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey, VerifyKey

from sandbox import Launch, Misuse, World, ed25519, frame_url
from sandbox.acts import Phone
from sandbox.launch import data_check_string
from tests.sandbox.conftest import Clock

APP = "http://127.0.0.1:8088/app/?x=1"


@pytest.fixture
def launches(world: World, student: Phone) -> dict[str, Launch]:
    """One opening by each way in."""
    button = {"type": "web_app", "text": "Room", "web_app": {"url": APP}}
    world.profile.set_menu(button, chat_id=None)
    student.start()
    message = world.messages.put(
        {
            "message_id": world.messages.next_id(),
            "chat": world.chat(student.person.id),
            "date": world.now(),
            "from": world.bot_user(),
            "text": "here",
            "reply_markup": {"inline_keyboard": [[{"text": "x", "web_app": {"url": APP}}]]},
        }
    )
    world.set_keyboard(student.person.id, {"keyboard": [[{"text": "x", "web_app": {"url": APP}}]]})
    link = student.open_link(f"https://t.me/{world.bot_username}?startapp=root-AbC_1")
    assert isinstance(link, Launch)
    return {
        "menu": student.open_menu(),
        "button": student.open_button(message["message_id"], APP),
        "link": link,
        "keyboard": student.open_keyboard(APP),
    }


@pytest.mark.parametrize("way", ["menu", "button", "link"])
def test_launch_data_is_accepted_by_an_independent_check(
    launches: dict[str, Launch], way: str, world: World, student: Phone, clock: Clock
) -> None:
    data = init_data_py.parse(launches[way].init_data)
    init_data_py.validate_by_hash(data, world.bot_token, expires_in=None)
    assert data.user
    assert (data.user.id, data.user.first_name) == (student.person.id, "Student 1")
    assert data.user.language_code == "en"
    assert data.user.allows_write_to_pm is True
    assert data.auth_date == int(clock.now)
    assert (data.query_id is not None) == (way != "link")
    assert data.start_param == ("root-AbC_1" if way == "link" else None)
    assert data.chat_type == ("sender" if way == "link" else None)


def test_two_links_in_one_second_are_two_openings(
    launches: dict[str, Launch], world: World, student: Phone, clock: Clock
) -> None:
    again = student.open_link(f"https://t.me/{world.bot_username}?startapp=root-AbC_1")
    assert isinstance(again, Launch)
    assert again.init_data != launches["link"].init_data
    assert init_data_py.parse(again.init_data).auth_date == int(clock.now) + 1


def test_a_reply_keyboard_gives_no_launch_data(launches: dict[str, Launch]) -> None:
    assert launches["keyboard"].init_data == ""
    assert "tgWebAppData" not in frame_url(launches["keyboard"], theme_params={})


@pytest.mark.parametrize("way", ["menu", "button", "link"])
def test_any_change_is_refused(launches: dict[str, Launch], way: str, world: World) -> None:
    pairs = parse_qsl(launches[way].init_data)
    for index, (name, value) in enumerate(pairs):
        last = "0" if value[-1] != "0" else "1"
        changed = [*pairs]
        changed[index] = (name, value[:-1] + last)
        assert not init_data_py.is_valid_by_hash(
            urlencode(changed), world.bot_token, expires_in=None
        )
        if name != "hash":
            fewer = urlencode([*pairs[:index], *pairs[index + 1 :]])
            assert not init_data_py.is_valid_by_hash(fewer, world.bot_token, expires_in=None)
    other = "7000000002:" + "B" * 35
    assert not init_data_py.is_valid_by_hash(launches[way].init_data, other, expires_in=None)


def test_the_signature_is_by_the_sandboxes_own_key(
    launches: dict[str, Launch], world: World
) -> None:
    fields = dict(parse_qsl(launches["menu"].init_data))
    signature = base64.urlsafe_b64decode(fields.pop("signature") + "==")
    fields.pop("hash")
    text = f"{world.bot_id}:WebAppData\n{data_check_string(fields)}".encode()
    VerifyKey(ed25519.public_key(seed=world.seed)).verify(text, signature)


@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=200))
def test_ed25519_signs_as_everybody_else_does(seed: bytes, message: bytes) -> None:
    key = SigningKey(seed)
    assert ed25519.public_key(seed=seed) == bytes(key.verify_key)
    assert ed25519.sign(seed=seed, message=message) == key.sign(message).signature


def test_each_device_has_an_origin_of_its_own(
    launches: dict[str, Launch], world: World, student: Phone, worker: Phone
) -> None:
    hosts = {urlsplit(one.url).netloc for one in launches.values()}
    assert hosts == {f"p{student.person.id}-1.sandbox.localhost:8088"}
    student.new_device()
    hosts.add(urlsplit(student.open_menu().url).netloc)
    hosts.add(urlsplit(worker.open_menu().url).netloc)
    assert len(hosts) == 3
    world.own_origins = False
    assert student.open_menu().url == APP


def test_https_addresses_are_left_alone(world: World, student: Phone) -> None:
    world.set_main_app("https://example.org/app")
    opened = student.open_link(f"https://t.me/{world.bot_username}?startapp=a")
    assert isinstance(opened, Launch)
    assert opened.url == "https://example.org/app?tgWebAppStartParam=a"


@pytest.mark.parametrize(
    ("url", "joint"),
    [
        ("https://e.org/", "#"),
        ("https://e.org/#", "#"),
        ("https://e.org/#place", "#place?"),
        ("https://e.org/#a=b", "#a=b&"),
        ("https://e.org/#/route?x", "#/route?x&"),
    ],
)
def test_the_fragment_is_joined_as_telegram_does(url: str, joint: str) -> None:
    launch = Launch(url=url, init_data="user=%7B%7D&hash=00", query_id=None, title="x")
    made = frame_url(launch, theme_params={"bg_color": "#ffffff"})
    assert made.startswith("https://e.org/" + joint + "tgWebAppData=")
    fields = parse_qs(made.partition("tgWebAppData=")[2].join(["tgWebAppData=", ""]))
    assert fields["tgWebAppData"] == ["user=%7B%7D&hash=00"]
    assert fields["tgWebAppVersion"] == ["9.1"]
    assert fields["tgWebAppPlatform"] == ["weba"]
    assert json.loads(fields["tgWebAppThemeParams"][0]) == {"bg_color": "#ffffff"}


def test_start_links_send_the_command_and_others_lead_outside(world: World, student: Phone) -> None:
    student.open_link(f"https://t.me/{world.bot_username}?start=abc-1")
    student.open_link(f"tg://resolve?domain={world.bot_username}&start=abc-2")
    student.open_link(f"http://t.me/{world.bot_username.upper()}")
    sent = [one["text"] for one in world.messages.of(student.person.id)]
    assert sent == ["/start abc-1", "/start abc-2", "/start"]
    assert student.open_link("https://example.org/") is None
    for wrong in ("start=a+b", f"start={'a' * 65}", f"startapp={quote('ä')}", "startapp=ok"):
        with pytest.raises(Misuse):
            student.open_link(f"https://t.me/{world.bot_username}?{wrong}")


def test_only_buttons_that_are_there_open(launches: dict[str, Launch], student: Phone) -> None:
    assert launches
    with pytest.raises(Misuse):
        student.open_button(1, APP)
    with pytest.raises(Misuse):
        student.open_keyboard("http://127.0.0.1:1/")
