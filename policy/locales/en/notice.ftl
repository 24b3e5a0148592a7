# What a student reads and agrees to before anything is written. Each notice is one wording: its
# digest goes into the consent that the student's device signs (protocol.md §5), so a changed
# comma is a new version.
notice-title = Before you write

notice-part-private =
    What is private
    Your phone locks what you write in your private room before it is sent. Only you and the student worker who answers you can open it. This service cannot read it.
    The workers who could answer see a short card: what it is about, if you say so, whether you are under 18, and the name you choose. Your letter is handed only to the one who answers. You can name workers you would rather not talk to.

notice-part-people =
    Who you write to
    A Peer Link Worker is a student, trained to listen and to show you where help is. They do not give advice. They get support from a small team, which may include university staff; its coordinator works for the university. They talk with that team without using your name.

notice-part-limits =
    The limits
    Nothing is passed on unless you say yes, but for this: if someone may be seriously harmed and cannot or will not get help, or if a child or a vulnerable adult is unsafe, we may have to tell someone. This service adds a rule of its own: the same if the law orders it. It is first discussed with a senior member of staff. We try to talk to you first. We tell as few people as we can, as little as we can: the services concerned, Security if it is happening on the premises, the Director of Student Support.

notice-part-limits-under-18 =
    The limits if you are under 18
    We have a duty to keep people under 18 safe, so the limits are different for you. If you tell us that you, or someone else under 18, is being hurt, neglected or is at risk of harm, we will have to tell the people whose job it is to keep you safe, even if you would rather we did not. It is first discussed with a senior member of staff. We try to talk to you first and tell you who is told. We tell as few people as we can, as little as we can. We may also have to tell someone if anybody may be seriously harmed and cannot or will not get help and, by a rule of this service's own, if the law orders it.
    Being under 18 is not a worry in itself and is not reported to anyone. Only workers who are trained for it can answer you. If there is none now, no request is made, and we show you who else can help.

notice-part-concerns =
    If your worker is worried
    They can raise a safety concern with two named people on the team. Safety concerns are not listed in My record, and they are kept even if you erase your room.

notice-part-identity =
    Who you are
    Your Telegram account, and anything you choose to give us such as your name, is locked away. Two named people must agree before it can be opened. One of them alone cannot open it. Your worker does not see it unless you share it.

notice-part-telegram =
    What Telegram sees
    Telegram can see that you use this bot and can read anything typed in its chat, so please write only in your private room. If you keep your key in Telegram, anyone who gets into your Telegram account could open your room.

notice-part-kept =
    How long
    We keep your room for { $retention_days ->
        [one] one day
       *[other] { NUMBER($retention_days, useGrouping: 0) } days
    } after it ends, locked as before, and then destroy it. Before that you can save a copy or erase it yourself in My record. You can stop at any time.

notice-adult =
    { notice-part-private }

    { notice-part-people }

    { notice-part-limits }

    { notice-part-concerns }

    { notice-part-identity }

    { notice-part-telegram }

    { notice-part-kept }

notice-under-18 =
    { notice-part-private }

    { notice-part-people }

    { notice-part-limits-under-18 }

    { notice-part-concerns }

    { notice-part-identity }

    { notice-part-telegram }

    { notice-part-kept }

notice-agree = Agree
notice-adult-choice = I am 18 or over
notice-under-18-choice = I am under 18
