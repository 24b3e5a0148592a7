# The grounds on which confidentiality may be broken (R16), for the team's lists and for a student
# who reads why: a short title and one sentence each, by the codes in policy/profiles. Our own words.

ground-harm-unable = Serious harm, and they cannot or will not act
ground-harm-unable-detail = Someone may be seriously harmed, and the student does not want to get help or is not able to.

ground-safeguarding = A child or adult at risk
ground-safeguarding-detail = A child, or an adult who needs care and protection, may be unsafe.

ground-law = The law requires it
ground-law-detail = A law or a court obliges the service to pass this on.

ground-law-service = The law requires it (this service's own rule)
ground-law-service-detail = A law or a court obliges the service to pass this on; the policy itself does not name this ground, this service adds it.

ground-wellbeing = Wellbeing contact
ground-wellbeing-detail = The university's health or learning services need to know so that they can look after the student.

ground-security-times = Appointment times for Security
ground-security-times-detail = The student has been removed from the premises, and Security must know when they come for an appointment and nothing else.

ground-imminent-risk = Serious risk that is close at hand
ground-imminent-risk-detail = Someone may be seriously harmed very soon.

ground-terrorism-law = Terrorism law
ground-terrorism-law-detail = The law on terrorism obliges the service to pass this on; it can also forbid telling the student.

ground-immediate-danger = Serious and immediate danger
ground-immediate-danger-detail = Someone is in serious danger now.

ground-harm = Serious harm to self or others
ground-harm-detail = The student or someone else is being seriously harmed, or may be.

ground-conflict = Conflict of interest
ground-conflict-detail = The service cannot act for both sides, and has to say that it cannot act.

ground-asked = The student asks for more help
ground-asked-detail = The student has asked the team for more help than the conversation gives.
