# The policy of UPSU Advice at Portsmouth (004) in our own words:
# what stands in it beside the limits (limits-portsmouth.ftl), and the whole put together.
policy-portsmouth-written =
    What is written down
    A case record holds only what matters: what happened and what was done. From time to time somebody appointed for it checks how the service works; their access ends by itself, is logged, and does not reach what you write.

policy-portsmouth-numbers =
    Numbers
    The university, a mediation partner every month and the bodies the union belongs to get numbers, and nothing in them points to a person. { policy-part-numbers-own }

policy-portsmouth-kept =
    How long
    Your room is kept until a year after your degree ends, locked as before, and then destroyed. In which month that is you are asked once, under your first letter: nobody checks it, and the service can read it. You need not say. You can say it, change it or take it back in My record, and what has ended follows. As long as you have not said it, your room is kept for { $retention_days ->
        [one] one day
       *[other] { NUMBER($retention_days, useGrouping: 0) } days
    } after it ends. Whatever you say, it is kept for at least 30 days after it ended, and for about ten years at most.

policy-portsmouth-open =
    What this service does not do
    The written policy lets a yes be taken as understood, and lets cases be shared with a partner. Neither is done here: nothing counts as a yes but a yes.

policy-portsmouth-changes =
    Changes
    { policy-part-review }

policy-portsmouth =
    { policy-part-private }

    { policy-part-enquirers }

    { policy-part-consent }

    { policy-part-workers }

    { policy-portsmouth-limits }

    { policy-part-two }

    { policy-part-conflict }

    { policy-portsmouth-written }

    { policy-portsmouth-numbers }

    { policy-part-record }

    { policy-portsmouth-kept }

    { policy-portsmouth-open }

    { policy-portsmouth-changes }
