# The policy of the Cambridge Student Advice Service (002) in our own words:
# what stands in it beside the limits (limits-cambridge.ftl), and the whole put together.
policy-cambridge-written =
    What is written down
    A case record holds only what matters: what happened and what was done. If confidentiality has to be broken, the record says why, who was consulted and who was told; your name is added only once it had to be opened.

policy-cambridge-numbers =
    Numbers
    Numbers go into reports and campaigns, and nothing in them points to a person. { policy-part-numbers-own }

policy-cambridge-open =
    What it leaves open
    The written policy does not say how long anything is kept; whoever runs this service decided that.

policy-cambridge =
    { policy-part-private }

    { policy-part-enquirers }

    { policy-part-workers }

    { policy-cambridge-limits }

    { policy-part-two }

    { policy-cambridge-written }

    { policy-cambridge-numbers }

    { policy-part-record }

    { policy-part-kept }

    { policy-cambridge-open }
