# The policy of the UCL Peer Support pilot (000) in our own words:
# what stands in it beside the limits (limits-ucl.ftl), and the whole put together.
policy-ucl-decides =
    Who decides
    The senior member of staff it is discussed with is usually the Advice and Advocacy Manager. You are not referred to anyone before someone has spoken with you.

policy-ucl-supervision =
    The team
    Workers talk about their work in supervision without names; who you are is used there only when someone may be in danger now. Concerns go to an inbox that two named people read; workers can write to it and cannot read it.

policy-ucl-numbers =
    Numbers
    The Union and the university division that runs this with it get numbers, and nothing in them points to a person. { policy-part-numbers-own }

policy-ucl-open =
    What it leaves open
    The written policy breaks off inside its part on safeguarding, and does not say how long anything is kept; whoever runs this service decided that.

policy-ucl =
    { policy-part-private }

    { policy-part-enquirers }

    { policy-part-workers }

    { policy-ucl-limits }

    { policy-ucl-limits-under-18 }

    { policy-ucl-decides }

    { policy-ucl-supervision }

    { policy-part-two }

    { policy-ucl-numbers }

    { policy-part-record }

    { policy-part-kept }

    { policy-ucl-open }
