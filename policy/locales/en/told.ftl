# Whom a policy says may be told (R21) and who is given the released numbers (R27), by the codes in
# policy/profiles. Roles and bodies, never a person.
told-services-concerned = The services concerned
told-security-on-premises = Security, if it is happening on the premises
told-director-of-student-support = The Director of Student Support
told-health-services = The university's health services
told-learning-services = The university's learning services

given-union = The union
given-university-division = The university division that runs this with the union
given-university = The university
given-agencies = Outside agencies
given-reports = Reports
given-campaigns = Campaigns
given-funders = Funders
given-executive = The executive
given-mediation-partner = A mediation partner, every month
given-membership-bodies = The bodies that the union belongs to
