# The numbers: what a worker is asked when a conversation has ended, and what holders see of a period. Plain
# words, short sentences, calm. Table names have at most 40 characters and labels at most 80 (protocol.md §15):
# they are signed as they stand here, and frozen with the table.

## When a conversation has ended

numbers-ask-why = If you like, say how it went. It is only counted, together with all other conversations.
numbers-ask-outcome = How did it end?
numbers-ask-theme = What was it mostly about?
numbers-ask-pointed = Where did you point them, first of all?
numbers-ask-fewer = Take the answer back

numbers-over-title = No longer listed as yours
numbers-over = This conversation is no longer listed as yours: { $name }
numbers-over-count = Count it
numbers-over-skip = Don't count it

## What is counted: the rows of the tables

numbers-outcome-heard = Being listened to was enough for now
numbers-outcome-step = They left with a next step of their own
numbers-outcome-onward = They go on with another service
numbers-outcome-handed = They go on with another of our workers
numbers-outcome-faded = They stopped writing
numbers-outcome-outside = It was not what we are here for
numbers-outcome-unsaid = Not said

numbers-theme-study = Study and exams
numbers-theme-money = Money and work
numbers-theme-home = Housing and halls
numbers-theme-people = Friends, family, relationships
numbers-theme-alone = Being alone, settling in
numbers-theme-mood = Stress, worry, low mood
numbers-theme-health = Health
numbers-theme-loss = Loss and grief
numbers-theme-unfair = Being treated unfairly
numbers-theme-other = Something else
numbers-theme-unsaid = Not said

numbers-pointed-nowhere = Nowhere: talking was what they wanted
numbers-pointed-union = The union's advice service
numbers-pointed-university = A service of the university
numbers-pointed-health = A doctor or health service
numbers-pointed-helpline = A helpline
numbers-pointed-elsewhere = Somewhere else
numbers-pointed-unsaid = Not said

numbers-wait_1h = Answered within an hour
numbers-wait_4h = Within 4 hours
numbers-wait_24h = Within 24 hours
numbers-wait_longer = Later than that
numbers-withdrawals = Taken back before an answer

## The tables

numbers-table-waits = Waiting for the first answer
numbers-table-themes = What it was mostly about
numbers-table-outcomes = How conversations ended
numbers-table-pointed = Where students were pointed
numbers-together = All together
numbers-total = Total
numbers-hidden = 1 to 7
numbers-row = What
numbers-count = How many
numbers-period = Period
numbers-table = Table

## Periods

numbers-term = { $number ->
        [1] January to April { $year }
        [2] May to August { $year }
       *[3] September to December { $year }
    }

numbers-month = { $number ->
        [1] January { $year }
        [2] February { $year }
        [3] March { $year }
        [4] April { $year }
        [5] May { $year }
        [6] June { $year }
        [7] July { $year }
        [8] August { $year }
        [9] September { $year }
        [10] October { $year }
        [11] November { $year }
       *[12] December { $year }
    }
numbers-option = { $period }: { $state }

## The tab

numbers-tab = Numbers
numbers-title = Numbers
numbers-lead = What the service can tell others about itself: counts of everybody together, and never a small one.
numbers-none = There are no released numbers yet. The coordinator releases those of a period once it is over.
numbers-how = How to read this
numbers-how-rules = 0 is shown as it is. Counts from 1 to 7 are shown as “1 to 7”, so that nobody can be found in them. All others are rounded to the nearest 5, the total too: rows need not add up to it. A table of very few is one row.
numbers-how-counted = Workers' phones count what each of them answered; the service counts waits. The coordinator's phone opens these counts, adds them up and shows the sums only. Conversations of workers whose week did not come in are not in them.
numbers-uncertain = This table could not be checked: nobody whom this device trusts has signed it.
numbers-uncertain-rows = It is left out of what you save or copy.
numbers-broken = { $count ->
        [one] One table could not be read, so it is not shown.
       *[other] { $count } tables could not be read, so they are not shown.
    }
numbers-nothing = Nothing was counted.
numbers-chart = Chart: { $name }, { $period }. The same numbers are in the table below it.
numbers-csv = Save as CSV
numbers-copy = Copy as text
numbers-copied = Copied
numbers-copy-not = Copying did not work. Select the text below and copy it.
numbers-text = The numbers as text
numbers-png = Save picture
numbers-png-copy = Copy picture
numbers-png-not = That did not work here. The table has the same numbers.
numbers-save-else = If nothing is saved, Telegram does not let this page save files: copy the text, or open the desk in Telegram on a computer.

## The coordinator

numbers-make = Freeze a period
numbers-make-lead = Once a period is over, its counts become fixed tables, once and for good. Then you release them.
numbers-which = Which period?
numbers-look = Look at it
numbers-looking = Opening the weekly counts
numbers-state-open = not over
numbers-state-due = can be frozen
numbers-state-frozen = frozen, not released
numbers-state-released = released
numbers-until = This period is not over: its last week ends on { $date }. Until then nothing can be frozen.
numbers-came = { $count ->
        [0] No weekly count of a worker came in.
        [one] One weekly count of a worker came in and could be checked.
       *[other] { $count } weekly counts of workers came in and could be checked.
    }
numbers-left-out = { $count ->
        [one] One weekly count is left out: it could not be opened, or nobody who is on the roster now has signed it.
       *[other] { $count } weekly counts are left out: they could not be opened, or nobody who is on the roster now has signed them.
    }
numbers-missing = A worker's phone sends its weeks when they next open their desk. If you expect more, ask them to open it, and look again: what comes after freezing counts nowhere.
numbers-preview = This is what will be frozen
numbers-preview-alone = { $count ->
        [one] One table is shown as its total only: it counts too few, or its rows would tell of a small count.
       *[other] { $count } tables are shown as their totals only: they count too few, or their rows would tell of a small count.
    }
numbers-freeze = Freeze these tables
numbers-freeze-title = Freeze { $period }?
numbers-freeze-why = The tables stay as they are now, for good. The weekly counts that they are made of are destroyed, so nothing can be counted again, corrected or added. Nobody else sees the tables until you release them.
numbers-freeze-yes = Yes, freeze
numbers-frozen = Frozen. These tables never change.
numbers-frozen-before = This period was frozen before. Nothing was made again: these are the tables that there are.
numbers-frozen-together = The service took these tables as totals only: their rows would have told of a small count.
numbers-fixed = This period is frozen. Its tables are below; they are never made again.
numbers-fixed-released = This period is frozen and released. Its tables are below; they are never made again.
numbers-release = Release them
numbers-release-title = Release { $period }?
numbers-release-why = The manager and the deputy can then read these tables, save them and pass them on. That can't be taken back.
numbers-release-yes = Yes, release
numbers-released = Released.
numbers-not-released = Only you can see these tables so far.
numbers-trouble-offline = No connection. Nothing was changed; try again.
numbers-trouble-failed = That did not work. Nothing was changed.
numbers-trouble-period = The service says that this period can't be frozen now: its last week is not over, or the service counts in other periods.
numbers-trouble-key = This device has no role key to open weekly counts with.
numbers-trouble-unchecked = The team could not be checked, so nothing was opened or signed.
