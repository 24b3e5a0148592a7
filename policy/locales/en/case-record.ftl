# What a worker keeps of a case: dated events and actions, and never what was said (R10). The student
# reads it, too. Plain words, short sentences, calm.

case-record-title = Record
case-record-lead = What happened and what was done, in a few words. Not what was said, and nothing that only you think.
case-record-seen = The student can read this. So can the coordinator and the manager, and whoever goes on after you if the student lets them.
case-record-earlier = { $count ->
    [one] One entry from before you came was not passed on to you.
   *[other] { $count } entries from before you came were not passed on to you.
}
case-record-empty = Nothing is written yet.
case-record-missing = An entry that could not be opened.
case-record-uncertain = Not certain who wrote this.

case-record-add = Add to the record
case-record-kind = What happened
case-record-kind-none = Choose
case-record-kind-contact = First contact
case-record-kind-signposted = Told where else to find help
case-record-kind-referred = Passed on, with consent
case-record-kind-agreed = Agreed what comes next
case-record-kind-no-reply = No answer
case-record-kind-handed-over = Handed over
case-record-kind-closed = Ended
case-record-kind-other = Something else
case-record-day = On which day
case-record-text = In a few words
case-record-text-hint = For example which service. At most 300 characters. No names of people. It cannot be changed afterwards.
case-record-add-yes = Look it over and add it
case-record-found = This looks like somebody, or a place. Leave out what need not stand here; a service's name may.
case-record-not-looked = The words could not be looked over for names just now. Please read them again yourself.
case-record-anyway = Add it as it stands

case-record-fault-kind = Please choose what happened.
case-record-fault-words = Please say in a few words what it was.
case-record-fault-long = That is longer than 300 characters.
case-record-fault-day = Please choose a day that is not ahead.
case-record-trouble-later = The record could not be reached just now. What you typed is still here.
case-record-trouble-unchecked = Your place in the team, or this conversation, could not be checked. Nothing was added.
case-record-trouble-full = This record has 100 entries. There is no room for more.
case-record-trouble-failed = That did not work. Nothing was added.

case-record-look = { $count ->
    [0] Nothing is written in it.
    [one] There is one entry of yours.
   *[other] There are { $count } entries of yours.
}
case-record-look-last = Once it has ended, you can add nothing.
case-record-look-open = Open the record

case-records-tab = Records
case-records-title = Case records
case-records-lead = What workers keep of each case, without anybody's name. Each time you open one, that is on record, and the student can see it.
case-records-empty = There is no record yet.
case-records-earlier = Earlier ones
case-records-offline = This could not be read just now.
case-records-failed = That did not work. Please try again.
case-record-entries = { $count ->
    [one] One entry
   *[other] { $count } entries
}
case-record-open = the conversation goes on
case-record-closed = the conversation has ended
case-record-broken = This record does not hang together: something is lacking or out of place. Nothing of it is shown.
case-record-unlike = What an auditor found is about a record with an entry that is not in this one. They were shown another record, or something of this one is hidden now.

case-record-yours = What my worker noted
case-record-yours-lead = Your worker notes what happened and what was done, not what you said. The coordinator and the manager can read it, without your name. If somebody else goes on with you, you choose whether they get it.
case-record-none = Nothing was noted.
case-record-part = Some of it could not be opened or does not fit together.

record-audit-title = Have records looked at
record-audit-lead = An auditor reads a sample that this device draws, until a day, and says what they find. That they looked is on record, and the students can see it. Afterwards they can read nothing any more.
record-audit-nobody = There is no auditor in the team. Invite one on the team's tab.
record-audit-who = Who looks
record-audit-of = At records of
record-audit-months = { $count ->
    [one] this month and the one before
   *[other] the last { $count } months
}
record-audit-size = How many
record-audit-days = For how many days
record-audit-number = Please choose a number from 1 to { $most }.
record-audit-begin = Draw them and let the auditor read
record-audit-making = Locking for the auditor. { $done } of { $of } done.
record-audit-none = There is no record from that time.
record-audit-gone = An auditor who has left
record-audit-until = Can be read until { $time }
record-audit-over = Was over { $time }: the auditor can read nothing any more
record-audit-not-yet = Not looked at yet
record-audit-unproven = Something was said that could not be proven to be the auditor's.
record-audit-mark-complete = Complete
record-audit-mark-relevant = Only what is relevant
record-audit-mark-excess = Holds more than it should
record-audit-mark-missing = Something is missing
record-audit-own-lead = Records that you were asked to look at, without anybody's name. Each time you open one, that is on record, and the student can see it.
record-audit-own-none = There is nothing to look at now.
record-audit-said = You have said what you found.
record-audit-what = What did you find?
record-audit-choose = Please choose one.
record-audit-comment = A few words for coordinator and manager
record-audit-comment-hint = Say what, not who.
record-audit-send = Send to coordinator and manager
case-record-handed = From before you came, as the student passed it on
case-record-since = Since you came
case-record-handed-unfit = What was passed on from before does not fit this record. Nothing of it is shown.
