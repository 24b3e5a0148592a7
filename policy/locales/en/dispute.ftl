# A dispute with the union's own services (R25): both are asked, each for themselves, whether they are content to go on.
# Shown to students and to workers. Nothing here may ask why, or say it.

dispute-open = This is about the union's own services
dispute-open-title = A dispute with the union's own services?
dispute-open-why = This service belongs to the union. If you are in a dispute with one of its services, both of you are asked whether you are content to go on here about it, each for yourselves. Nobody is asked why.
dispute-open-yes = Yes, ask us both
dispute-rather-not = I'd rather not go on about it here
dispute-asked = This is about a dispute with the union's own services. Are you content to go on about it here, with the two of you?
dispute-asked-why = Say what is right for you. The other is asked the same, and nobody is asked why.
dispute-content = I am content to go on
dispute-stop = I'd rather not
dispute-waiting = You are content to go on. The other has not answered yet.
dispute-stopped-own = You said that you would rather not go on about this here. You need not say why.
dispute-stopped-other = The other would rather not go on about this here. Nobody is asked why, and it says nothing about you.
dispute-ways-student = You can ask for somebody else, or see who else can help, outside the union too. You may also go on writing about anything else.
dispute-ways-worker = You can propose somebody else, or point to help outside the union. They may go on writing about anything else.
dispute-failed = That could not be kept on this device just now. Nothing was sent. Please try again.
dispute-said-dispute = { $mine ->
    [yes] You said that this is about a dispute with the union's own services.
   *[no] They said that this is about a dispute with the union's own services.
}
dispute-said-content = { $mine ->
    [yes] You are content to go on about it here.
   *[no] They are content to go on about it here.
}
dispute-said-stop = { $mine ->
    [yes] You would rather not go on about it here.
   *[no] They would rather not go on about it here.
}
dispute-along = { $other } is told that this is about a dispute with the union's own services, and is asked, as you are, whether they are content to go on.
