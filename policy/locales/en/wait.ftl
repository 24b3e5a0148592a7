# What a student is told while nobody has answered yet: who is here, when next, and that it takes long.
# Honest and kind; no time that nobody knows. The rest of the waiting screen is in app.ftl.

wait-here = Somebody who could answer is here now, until { $time }. They may be talking to somebody else first.
wait-next = Nobody is here right now. Somebody is next here { $time }.
wait-next-none = Nobody is here right now, and we can't say yet when somebody will be.
wait-late-title = This is taking long
wait-late = Nobody could take your letter yet. That is about how many we are, not about what you wrote. We have told the team that it still waits. You can go on waiting; if you would rather not, the people below answer sooner.
wait-hours = { $hours ->
        [one] Your letter has waited for one hour.
       *[other] Your letter has waited for { $hours } hours.
    }
