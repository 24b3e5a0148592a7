# The policy on the holders' desk: whether its version is approved, when it is looked at again (R28, R30).
policy-tab = Policy
policy-tab-title = The policy
policy-line-approval = The policy in force is not recorded as approved. Until it is, no new requests are taken.
policy-line-review = It is time to look at the policy again.

policy-approval-title = Approval
policy-approver-none = The policy does not say who approves changes.
policy-approver-trustees = The trustees
policy-approved = { $by } approved the version in force.
policy-not-approved = { $by } must approve this version before new requests are taken. Conversations that are open go on.
policy-lead-only = The coordinator records it.
policy-approvals-day = Day on which it was approved
policy-approvals = Record the approval
policy-approvals-title = Record that this version was approved?
policy-approvals-why = It goes on record that the version shown below was approved on { $date }. New requests are taken under it from then on. This cannot be undone.

policy-review-title = Review
policy-review-none = The policy does not say how often it is looked at again.
policy-review-due = It is looked at again every { $months } months. Next by { $date }.
policy-review-near = It is looked at again every { $months } months. This is due by { $date }.
policy-reviews-day = Day on which it was reviewed
policy-reviews = Record a review
policy-reviews-title = Record that it was looked at again?
policy-reviews-why = It goes on record that the version shown below was reviewed on { $date }. This cannot be undone.

policy-rows-title = On record
policy-row-shown = Version { $version } came into force here
policy-row-approved = Version { $version } was approved
policy-row-reviewed = Version { $version } was reviewed
policy-row-reminded = A review of version { $version } fell due
policy-row-decided = Decided on { $date }.
policy-row-at = Recorded on { $date }

policy-trouble-offline = There is no connection. What is shown may be old.
policy-trouble-changed = The version in force is another one now. Open the desk again, and look at it first.
policy-trouble-failed = That did not work. Nothing was recorded.
