# What people who work here sign before they have access (R29). One wording, with a digest, like
# the notices.
staff-agreement-title = Confidentiality agreement

staff-agreement =
    What students write to me
    I keep it to myself. I do not repeat it, copy it, photograph it or take it out of the room. I do not say whether anyone uses this service, whoever asks. I open rooms only where nobody else can see my screen.

    What I do here
    I listen and I show where help is. I do not give advice. I do not meet the students I write with, refer them to anyone before we have spoken, or write to them anywhere else.

    People I know
    If I may know the person, or my own interests are touched, I step back at once. I do not have to say why.

    Supervision
    I talk about my work with the team without names or details that point to a person.

    When someone may not be safe
    If someone may be seriously harmed, or a child or a vulnerable adult may be unsafe, I raise a concern in the room at once. I do not decide alone and I tell nobody else. Where I can, I talk with the student first.

    My keys
    My passphrase and my printed kit are mine alone. If I lose them, or think that someone else has seen them, I tell the coordinator the same day.

    When I stop
    My access ends when my certificate ends or when I leave. What I have read stays confidential after that.
