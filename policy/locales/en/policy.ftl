# The parts of the policy texts that all profiles share, in our own words. What differs is in
# policy-<profile>.ftl, which also puts a profile's whole text together. A text has one digest: a
# changed comma is a new version, and everyone is asked to agree anew at their next visit (R28).
policy-version = Version { $version }
policy-unknown = This page does not know the policy that the service has now. Please close it and open it again.

policy-part-private =
    What is private
    Only you and the student worker who answers you can open what you write in your private room. Nothing about you leaves the team unless you said yes beforehand, knowing to what; the only limits are those below.

policy-part-enquirers =
    If somebody asks about you
    We neither confirm nor deny that anyone uses this service. Everyone who asks gets the same answer, and no message of ours says what it is about.

policy-part-consent =
    Your yes
    You are asked for each thing on its own. What you agreed to is kept with the words you saw and the time, and you can see it and take it back in My record.

policy-part-workers =
    Who you write to
    Workers listen and show where help is; they do not give advice. You write with one of them, never in a group. They have signed an agreement and were trained before they had access.

policy-part-two =
    Rules this service adds
    Who you are is locked away, and two named people must agree before it can be opened, whoever decides by the policy. The reasons are written down first. Whoever says no is heard: for the same reason it is not asked again. We tell as few people as we can, as little as we can, and try to talk to you first or write down why we could not.

policy-part-record =
    Your record
    You can have a copy of what is kept about you, free of charge. My record shows what you agreed to and who on the team looked at what is yours. Safety concerns are not listed there.

policy-part-kept =
    How long
    Your room is kept for { $retention_days ->
        [one] one day
       *[other] { NUMBER($retention_days, useGrouping: 0) } days
    } after it ends, locked as before, and then destroyed.

policy-part-conflict =
    When we cannot act for you
    If your worker may know you or the other side, someone else takes over. In a dispute with the union's own services both of you are asked whether you are content to go on here. If we cannot act at all we say only that, and not why.

policy-part-numbers-own = No small number is ever shown in them, so nobody can be picked out.

policy-part-review = It is looked at again every year.
