"""The bot as Telegram shows it: name, descriptions, commands, menu buttons.

Here: the profile by language and scope. Never here: the bot's behaviour.
"""

import json

from sandbox.rows import Json, Rows


class Profile:
    """What the bot has set about itself, durable; resolution as in the Bot API's docs."""

    def __init__(self, *, rows: Rows, name: str) -> None:
        self._rows = rows
        self._default_name = name
        self._texts = rows.load(kind="profile")
        self._commands = rows.load(kind="commands")
        self._menus = rows.load(kind="menu")

    def set_text(self, which: str, text: str, *, language: str) -> None:
        """Set a name, description or short description; "" returns to the default."""
        texts = self._texts.setdefault(which, {})
        if text:
            texts[language] = text
        else:
            texts.pop(language, None)
        self._rows.put(kind="profile", key=which, body=texts)

    def text(self, which: str, *, language: str) -> str:
        """The text for a language, else that for all others."""
        texts = self._texts.get(which, {})
        fallback = self._default_name if which == "name" else ""
        return str(texts.get(language) or texts.get("") or fallback)

    def set_commands(self, commands: list[Json] | None, *, scope: Json, language: str) -> None:
        """Set the commands of a scope and language; None deletes them."""
        key = _key(scope, language)
        if commands:
            self._commands[key] = {"commands": commands}
            self._rows.put(kind="commands", key=key, body={"commands": commands})
        else:
            self._commands.pop(key, None)
            self._rows.remove(kind="commands", key=key)

    def commands(self, *, scope: Json, language: str) -> list[Json]:
        """Exactly what was set for this scope and language."""
        found = self._commands.get(_key(scope, language), {"commands": []})
        return list(found["commands"])

    def commands_for(self, *, chat_id: int, language: str, private: bool) -> list[Json]:
        """What a person sees (core.telegram.org/bots/api#determining-list-of-commands)."""
        wide = "all_private_chats" if private else "all_group_chats"
        scopes: list[Json] = [
            {"type": "chat", "chat_id": chat_id},
            {"type": wide},
            {"type": "default"},
        ]
        for scope in scopes:
            for spoken in (language, ""):
                if found := self.commands(scope=scope, language=spoken):
                    return found
        return []

    def set_menu(self, button: Json, *, chat_id: int | None) -> None:
        """Set the menu button of one private chat, or of all others."""
        key = str(chat_id or "")
        self._menus[key] = button
        self._rows.put(kind="menu", key=key, body=button)

    def menu(self, *, chat_id: int | None) -> Json:
        """The menu button of a chat: its own unless "default", else the one for all."""
        own = self._menus.get(str(chat_id)) if chat_id else None
        if own and own["type"] != "default":
            return own
        return self._menus.get("", {"type": "commands"})


def _key(scope: Json, language: str) -> str:
    return json.dumps([scope, language], sort_keys=True)
