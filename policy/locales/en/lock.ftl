# A lock on a student's room, on one device: what it helps against and what not, said before it is made.
# Plain and honest; it is a comfort, not a safe. Its title stands in app.ftl.

lock-helps = With a lock, this room asks for a PIN or passphrase whenever it is opened on this phone, and locks itself when nobody has touched it for a while. What this phone keeps of it is locked away, too. It helps if somebody picks up your phone while it is unlocked.
lock-helps-not = It does not hide that you use this bot, and it does not help while the room is open. Six digits stop somebody who picks up your phone; somebody who copies what is on it and has a computer and time can guess them. A sentence that only you know is much harder to guess.
lock-cloud = Your key is also kept in Telegram, where whoever holds this phone could get it: a lock would only look like one. So you can't set one here. What keeps others out now is a passcode in Telegram itself (Settings, Privacy and Security).
lock-no-words = You have not kept twelve words. If you forget what unlocks the room, you could only start anew, and could no longer read what was written here. Keep the words first: above, under “Where your key is”.
lock-new = A PIN or passphrase for this phone
lock-new-hint = At least { $least } characters. Not the PIN that unlocks your phone, if others know it.
lock-again = The same once more
lock-short = That is too short: at least { $least } characters.
lock-differ = These two are not the same.
lock-after = Lock when nobody has touched it for
lock-minutes = { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    }
lock-set = Set the lock
lock-failed = This phone could not keep that. Nothing was changed.
lock-stands = This room is locked whenever it is opened on this phone.
lock-take-typed = To take the lock away, type what unlocks it
lock-take = Take the lock away

## The locked room

lock-locked-title = Your room is locked
lock-locked = What you wrote is still here.
lock-typed = Your PIN or passphrase
lock-open = Unlock
lock-wrong = That does not unlock it.
lock-wait = { $seconds ->
        [one] Please wait one second before the next try. Nothing is lost.
       *[other] Please wait { $seconds } seconds before the next try. Nothing is lost.
    }
lock-forgot = I don't remember it
lock-forgot-why = With your twelve words you can open your room again, and set a new lock. If you have no words, you can start anew. Until one of these is done nothing of what is locked here changes; then what you had typed and not sent is gone.
lock-words = Go on to my words
