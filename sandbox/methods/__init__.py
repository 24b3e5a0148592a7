"""The Bot API's methods, by lower-case name, as Telegram matches them.

Here: the table. Never here: a method's rules; those are in the modules beside this one.
"""

from collections.abc import Callable, Mapping
from typing import Final

from sandbox.methods import about, deleting, editing, receiving, sending
from sandbox.params import Params
from sandbox.world import World

Method = Callable[[World, Params], object]

METHODS: Final[Mapping[str, Method]] = {
    "getme": about.get_me,
    "logout": about.log_out,
    "close": about.log_out,
    "getchat": about.get_chat,
    "leavechat": about.leave_chat,
    "getfile": about.get_file,
    "setmycommands": about.set_commands,
    "getmycommands": about.get_commands,
    "deletemycommands": about.delete_commands,
    "setmyname": about.set_name,
    "getmyname": about.get_name,
    "setmydescription": about.set_description,
    "getmydescription": about.get_description,
    "setmyshortdescription": about.set_short_description,
    "getmyshortdescription": about.get_short_description,
    "setchatmenubutton": about.set_menu_button,
    "getchatmenubutton": about.get_menu_button,
    "sendmessage": sending.send_message,
    "sendchataction": sending.send_chat_action,
    "answercallbackquery": sending.answer_callback_query,
    "answerinlinequery": sending.answer_inline_query,
    "editmessagetext": editing.edit_text,
    "editmessagereplymarkup": editing.edit_reply_markup,
    "deletemessage": deleting.delete_message,
    "deletemessages": deleting.delete_messages,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
}
# Waits, so it is a coroutine and not in the table.
GET_UPDATES: Final = "getupdates"
get_updates = receiving.get_updates

__all__ = ["GET_UPDATES", "METHODS", "Method", "get_updates"]
