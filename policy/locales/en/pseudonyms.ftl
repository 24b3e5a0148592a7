# What a worker reads when names are taken out of a supervision note, and what stands in their place. Plain
# words, short sentences, calm.

## What stands in the note instead

pseudonym-person = Person { $letter }
pseudonym-worker = Worker { $letter }
pseudonym-place = Place { $letter }
pseudonym-hall = Hall { $letter }
pseudonym-course = Course { $letter }
pseudonym-number = [number]
pseudonym-email = [e-mail address]
pseudonym-phone = [phone number]
pseudonym-postcode = [postcode]
pseudonym-birth = [date of birth]
pseudonym-handle = [account name]
pseudonym-link = [link]

## Kinds, in the menu

pseudonym-kind-person = a person
pseudonym-kind-worker = one of our workers
pseudonym-kind-place = a place
pseudonym-kind-hall = a hall or house
pseudonym-kind-course = a course or module
pseudonym-kind-number = a number
pseudonym-kind-email = an e-mail address
pseudonym-kind-phone = a phone number
pseudonym-kind-postcode = a postcode
pseudonym-kind-birth = a date of birth
pseudonym-kind-handle = an account name
pseudonym-kind-link = a link

## The screen

pseudonym-title = Nobody by name
pseudonym-lead = Supervision is about your work, so names stay here. What is marked is replaced before the note leaves this device. Tap a mark to change it.
pseudonym-loading = Looking for names…
pseudonym-load-failed = This could not be loaded. Your note is kept; nothing was sent.
pseudonym-too-long = The note is too long to look through. Please shorten it.
pseudonym-note = Your note
pseudonym-list = What was found
pseudonym-none = No names or numbers were found. Please read it again yourself.
pseudonym-becomes = { $text } → { $replacement }
pseudonym-kept = { $text } stays
pseudonym-asks = { $text }: does this give somebody away?
pseudonym-times = { $count ->
        [one] once
       *[other] { $count } times
    }
pseudonym-open = { $count ->
        [one] One more to decide.
       *[other] { $count } more to decide.
    }
pseudonym-replace-rest = Replace the rest
pseudonym-menu = { $text }
pseudonym-replace = Replace with { $replacement }
pseudonym-keep = Keep it here
pseudonym-keep-all = Keep it everywhere
pseudonym-same = Same as { $replacement } ({ $text })
pseudonym-apart = Somebody or something else: a new letter
pseudonym-kind = This is
pseudonym-mark = Mark something else
pseudonym-mark-hint = Select words in your note, or type them here. They are replaced wherever they stand.
pseudonym-mark-words = Words to replace
pseudonym-mark-do = Mark
pseudonym-mark-missing = The note does not have these words.
pseudonym-preview = What supervision will read
pseudonym-confirm = I have read it: nobody could be recognised
pseudonym-confirm-hint = Think of rare details too: a job, an illness, an event that people know of.
pseudonym-done = Use this text
