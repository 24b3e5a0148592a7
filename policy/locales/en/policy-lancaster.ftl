# The policy of LUSU Advice at Lancaster (003) in our own words:
# what stands in it beside the limits (limits-lancaster.ftl), and the whole put together.
policy-lancaster-asked =
    Before anything is done for you
    You are asked whom you do not want contacted and how you may be reached, and that is kept to.

policy-lancaster-breach =
    If it comes to that
    What is recorded is closed to anyone who might later look into a complaint about it.

policy-lancaster-numbers =
    Numbers
    Funders and the executive get numbers. Nothing in them points to a person unless that person said yes. { policy-part-numbers-own }

policy-lancaster-changes =
    Changes
    The policy has versions, and this is one. { policy-part-review }

policy-lancaster =
    { policy-part-private }

    { policy-part-enquirers }

    { policy-part-consent }

    { policy-lancaster-asked }

    { policy-part-workers }

    { policy-lancaster-limits }

    { policy-part-two }

    { policy-lancaster-breach }

    { policy-part-conflict }

    { policy-lancaster-numbers }

    { policy-part-record }

    { policy-part-kept }

    { policy-lancaster-changes }
