# What the bot says in the chat. The chat is not private, so nothing here depends on who is
# asking: everyone gets the same words (R2). Plain text, no markup; at most 4096 characters.

-telegram-sees =
    Telegram can see that you use this bot and can read anything typed in this chat, so please write only in your private room.

chat-start =
    Hello. You can write here to a trained student who will listen. Only you and they can open what you write in your private room. { $short }

    { crisis }

    { -telegram-sees } If you keep your key in Telegram, anyone who gets into your Telegram account could open your room.

chat-words =
    { crisis }

    No one here reads this chat, and we did not keep what you sent. But Telegram saw it, and it stays in this chat until it is removed. Your private room is the place to write.

chat-removed =
    Your message was removed from this chat. Telegram may still have seen it.

    { crisis }

chat-not-removed =
    Telegram would not let us remove that message. You can do it yourself: press and hold the message, then choose Delete.

    { crisis }

chat-policy =
    The next message is the confidentiality policy of { $union } in our own words, version { $policy }. After it comes what you are asked to agree to before you write: first for people who are 18 or over (version { $version_adult }), then for people under 18 (version { $version_under_18 }).

    { crisis }

chat-help =
    You can use these commands here:
    /room opens your private room
    /policy says what is private and what is not
    /mydata shows what is kept about you
    /withdraw takes back your agreement
    /language says which languages there are
    /crisis shows who to call now
    /complain says who hears complaints

    { crisis }

    { -telegram-sees }

chat-room =
    Your private room opens with the button below.

    { crisis }

chat-desk =
    This opens the desk of the people who work here. If you want to talk to someone, use /room.

    { crisis }

chat-mydata =
    My record shows what is kept about you, who has looked at it and what you agreed to. You can save a copy or erase it there.

    { crisis }

chat-withdraw =
    You can take back what you agreed to at any time. Open the page below to see it and choose. It shows what will be gone before anything happens.

    { crisis }

chat-language =
    This bot speaks: { $languages }. In this chat it follows the language of your Telegram app. Choose below what your private room, and the notices about it, are written in.

    { crisis }

chat-crisis =
    { crisis }

    { crisis-more }

chat-complain =
    { $complaints ->
        [named] You can complain about the team, or about how you were treated, to somebody outside it: { $complaints_name }, { $complaints_contact }. They are not part of the team and can see nothing of what was said here. What they learn is what you choose to show them.
       *[none] Nobody outside the team has been named here for complaints yet. You can complain to the union itself.
    }

    You can also tell the people who lead the team: open your private room, then My record, then “Something went wrong”. Please don't write it here: Telegram can read this chat.

    { crisis }

chat-group =
    This bot works only in a private chat.

chat-update =
    You have an update.

chat-room-closed =
    The private room cannot be opened from here yet.

button-room = Open my private room
button-desk = Open the desk
button-record = Open My record
button-withdraw = See what I agreed to
button-remove = Remove my message
button-update = Open
button-menu = My room

command-room = Open your private room
command-policy = What is private and what is not
command-help = What you can do here
command-mydata = What is kept about you
command-withdraw = Take back your agreement
command-language = Languages
command-crisis = Who to call now
command-complain = Who hears complaints

bot-description =
    Write to a trained student who will listen, in a private room that only you two can open.

    In danger now: call { $emergency }. To talk at any hour: { $talk } { $talk_number }, free, or text { $write_word } to { $write_number }. Writing here does not call for help.

bot-short-description =
    A trained student will listen. In danger now: { $emergency }. Any hour: { $talk } { $talk_number }.
