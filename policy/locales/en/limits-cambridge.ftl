# The policy of the Cambridge Student Advice Service (002) in our own words:
# what a student reads before agreeing. The rest is in policy-cambridge.ftl.
policy-cambridge-union = the Cambridge Student Advice Service
policy-cambridge-team = They get support from a small team, and talk with it without using your name.
policy-cambridge-short = They get support from a small team, without using your name. If there is a serious risk that is close at hand, or the law on terrorism obliges us, we may have to tell someone; we'll try to talk to you first.

policy-cambridge-limits-body =
    Nothing is passed on unless you say yes, but for two things: if there is a serious risk to someone that is close at hand, or if the law on terrorism obliges us. There are no others. The officer decides after talking with at least one other. We try to talk to you first, unless the law on terrorism forbids it. We tell as few people as we can, as little as we can, and write down who was told.

policy-cambridge-limits =
    The limits
    { policy-cambridge-limits-body }

policy-cambridge-limits-under-18 =
    The limits if you are under 18
    The policy has the same limits at every age. { policy-cambridge-limits-body }
