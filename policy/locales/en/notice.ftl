# What a student reads and agrees to before anything is written. Each notice is one wording: its
# digest goes into the consent that the student's device signs (protocol.md §5), so a changed
# comma is a new version. The team, the limits and the union come from limits-<profile>.ftl.
notice-title = Before you write

notice-part-private =
    What is private
    Your phone locks what you write in your private room before it is sent. Only you and the student worker who answers you can open it. This service cannot read it.
    The workers who could answer see a short card: what it is about, if you say so, whether you are under 18, and the name you choose. Your letter is handed only to the one who answers. You can name workers you would rather not talk to.

notice-part-people =
    Who you write to
    A Peer Link Worker is a student, trained to listen and to show you where help is. They do not give advice. { $team }

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
    } after it ends, locked as before, and then destroy it.{ $after_degree ->
        [on] {" "}If you tell us when your degree ends, we keep it until a year after that instead. You don't have to say.
       *[off] {""}
    } Before that you can save a copy or erase it yourself in My record. You can stop at any time.

notice-part-under-18 =
    Being under 18 is not a worry in itself and is not reported to anyone. Only workers who are trained for it can answer you. If there is none now, no request is made, and we show you who else can help.

notice-part-policy =
    The policy
    This is the short form of the confidentiality policy of { $union }, version { $policy }. You can read all of it before you agree, and at any time.

notice-adult =
    { notice-part-private }

    { notice-part-people }

    { $limits }

    { notice-part-concerns }

    { notice-part-identity }

    { notice-part-telegram }

    { notice-part-kept }

    { notice-part-policy }

notice-under-18 =
    { notice-part-private }

    { notice-part-people }

    { $limits_under_18 }
    { notice-part-under-18 }

    { notice-part-concerns }

    { notice-part-identity }

    { notice-part-telegram }

    { notice-part-kept }

    { notice-part-policy }

notice-agree = Agree
notice-adult-choice = I am 18 or over
notice-under-18-choice = I am under 18
notice-policy = Read the whole policy
notice-policy-title = Confidentiality policy
