# The policy of the City Union Support Service (001) in our own words:
# what a student reads before agreeing. The rest is in policy-city.ftl.
policy-city-union = the City Union Support Service
policy-city-team = They get support from a small team, and talk with it without using your name.
policy-city-short = They get support from a small team, without using your name. If the law orders it, or if we are worried about your wellbeing, we may have to tell someone; we'll try to talk to you first.

policy-city-limits-body =
    Nothing is passed on unless you say yes, but for this: if the law orders it, or if we are worried about your wellbeing and need to get in touch with the university's health or learning services. { $security_times ->
        [on] If you have been removed from the premises, Security is told when you come for an appointment, and nothing else.
       *[off] Nothing about appointments is passed to Security.
    } The policy does not say who decides; here two named people must agree. We try to talk to you first. We tell as few people as we can, as little as we can.

policy-city-limits =
    The limits
    { policy-city-limits-body }

policy-city-limits-under-18 =
    The limits if you are under 18
    The policy has the same limits at every age. { policy-city-limits-body }
