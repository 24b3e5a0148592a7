"""What the service answers: a pure table from `Incoming` to the rows it owes.

Nothing here knows who is asking: the answer to a stranger and to a student is the same (R2).
No state changes because of an answer.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from handlers.chat.incoming import Incoming, Kind
from handlers.chat.keyboards import Keyboard
from intake.outbox import Act, ChatId, Outgoing

WAITING_PER_ANSWER: Final = 3
"""How many answers of one kind may wait per chat: a flood is answered, not queued without end."""

REMOVALS_WAITING: Final = 16
"""The same for buttons pressed."""

INVITE: Final = "i_"
"""How the start parameter of a one-time link begins."""

POLICY: Final = "policy"
"""The whole policy: which profile's text it is, the wordings know."""

# Kind → the texts sent, in order, each with its keyboard.
ANSWERS: Final[Mapping[Kind, Sequence[tuple[str, Keyboard]]]] = MappingProxyType(
    {
        Kind.START: (("chat-start", Keyboard.ROOM),),
        Kind.POLICY: (
            ("chat-policy", Keyboard.NONE),
            (POLICY, Keyboard.NONE),
            ("notice-adult", Keyboard.NONE),
            ("notice-under-18", Keyboard.ROOM),
        ),
        Kind.HELP: (("chat-help", Keyboard.ROOM),),
        Kind.ROOM: (("chat-room", Keyboard.ROOM),),
        Kind.DESK: (("chat-desk", Keyboard.DESK),),
        Kind.MYDATA: (("chat-mydata", Keyboard.RECORD),),
        Kind.WITHDRAW: (("chat-withdraw", Keyboard.WITHDRAW),),
        Kind.LANGUAGE: (("chat-language", Keyboard.LANGUAGES),),
        Kind.CRISIS: (("chat-crisis", Keyboard.ROOM),),
        Kind.COMPLAIN: (("chat-complain", Keyboard.ROOM),),
        Kind.UNKNOWN_COMMAND: (("chat-help", Keyboard.ROOM),),
        Kind.WORDS: (("chat-words", Keyboard.WORDS),),
        Kind.REMOVE: (),
        Kind.PRESSED: (),
        Kind.BLOCKED: (),
        Kind.UNBLOCKED: (),
        Kind.GROUP: (("chat-group", Keyboard.NONE),),
        Kind.CHANNEL: (),
        Kind.NOTHING: (),
    }
)

REMOVED: Final = "chat-removed"
NOT_REMOVED: Final = "chat-not-removed"

TEXTS: Final = tuple(
    sorted({text for sent in ANSWERS.values() for text, _ in sent} | {REMOVED, NOT_REMOVED})
)


def replies(incoming: Incoming, *, language: str) -> list[Outgoing]:
    """The rows an update causes, in the order they are to be sent. `language` is available."""
    rows = [
        _send(incoming, text, keyboard, language=language)
        for text, keyboard in ANSWERS[_asked(incoming)]
    ]
    match incoming.kind:
        case Kind.REMOVE:
            rows += [_answer(incoming), _delete(incoming, language=language)]
        case Kind.PRESSED:
            rows.append(_answer(incoming))
        case Kind.GROUP | Kind.CHANNEL:
            rows.append(Outgoing(chat=_chat(incoming), act=Act.LEAVE, key="leave"))
        case _:
            pass
    return rows


def _asked(incoming: Incoming) -> Kind:
    """One-time links start the chat too; good, used or invented, the answer is the desk's."""
    if incoming.kind is Kind.START and incoming.start.startswith(INVITE):
        return Kind.DESK
    return incoming.kind


def confirm_removal(row: Outgoing, *, removed: bool) -> Outgoing:
    """After a DELETE row: the bot's own answer becomes a short confirmation, or says it failed."""
    return Outgoing(
        chat=row.chat,
        act=Act.EDIT,
        text=REMOVED if removed else NOT_REMOVED,
        language=row.language,
        buttons=Keyboard.ROOM,
        data={"message_id": row.data["answer_id"]},
        key=f"confirm-{row.data['answer_id']}",
    )


def _send(incoming: Incoming, text: str, keyboard: Keyboard, *, language: str) -> Outgoing:
    data: dict[str, str | int] = {}
    if incoming.start:
        data["start"] = incoming.start
    if keyboard is Keyboard.WORDS:
        data["message_id"] = incoming.message_id
    return Outgoing(
        chat=_chat(incoming),
        act=Act.SEND,
        text=text,
        language=language,
        buttons=keyboard,
        data=data,
        key=f"{text}-{incoming.message_id % WAITING_PER_ANSWER}",
    )


def _answer(incoming: Incoming) -> Outgoing:
    """Stops the button's spinner; Telegram shows nothing more."""
    return Outgoing(
        chat=_chat(incoming),
        act=Act.ANSWER_CALLBACK,
        data={"callback_query_id": incoming.callback},
        key=f"answer-{incoming.update_id % REMOVALS_WAITING}",
    )


def _delete(incoming: Incoming, *, language: str) -> Outgoing:
    return Outgoing(
        chat=_chat(incoming),
        act=Act.DELETE,
        language=language,
        data={"message_id": incoming.target, "answer_id": incoming.message_id},
        key=f"delete-{incoming.target % REMOVALS_WAITING}",
    )


def _chat(incoming: Incoming) -> ChatId:
    if incoming.chat is None:
        raise ValueError("an update without a chat is not answered")
    return incoming.chat
