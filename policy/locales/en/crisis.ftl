# The crisis contacts' words. Names and numbers come from policy/crisis (or CRISIS_FILE);
# no number is written here.
language-name = English

crisis =
    If you or someone else is in danger now, call { $emergency }. To talk at any hour, call { $talk } free on { $talk_number } or text { $write_word } to { $write_number }. Writing here does not call for help.

crisis-more =
    Others who can help:
    { $more }

crisis-call = { $name }: { $number }
crisis-call-note = { $name }: { $number } ({ $note })
crisis-web = { $name }: { $page }
crisis-web-note = { $name }: { $page } ({ $note })

crisis-emergency-name = Emergency services
crisis-hours-always = any time, free
crisis-hours-any = any time
