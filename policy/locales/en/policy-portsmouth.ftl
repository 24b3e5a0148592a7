# The policy of UPSU Advice at Portsmouth (004) in our own words:
# what stands in it beside the limits (limits-portsmouth.ftl), and the whole put together.
policy-portsmouth-written =
    What is written down
    A case record holds only what matters: what happened and what was done. From time to time somebody appointed for it checks how the service works; their access ends by itself, is logged, and does not reach what you write.

policy-portsmouth-numbers =
    Numbers
    The university, a mediation partner every month and the bodies the union belongs to get numbers, and nothing in them points to a person. { policy-part-numbers-own }

policy-portsmouth-open =
    What this service does not do
    The written policy lets a yes be taken as understood, and lets cases be shared with a partner. Neither is done here: nothing counts as a yes but a yes. It keeps records until a year after the end of a degree; this service does not ask when that is and counts from the end of your conversation.

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

    { policy-part-kept }

    { policy-portsmouth-open }

    { policy-portsmouth-changes }
