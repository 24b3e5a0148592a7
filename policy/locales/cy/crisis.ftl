# Geiriau'r cysylltiadau argyfwng. Drafft.
language-name = Cymraeg

crisis =
    Os wyt ti neu rywun arall mewn perygl nawr, ffonia { $emergency }. I siarad ar unrhyw awr, ffonia { $talk } am ddim ar { $talk_number } neu decstia { $write_word } i { $write_number }. Nid yw ysgrifennu yma'n galw am help.

crisis-more =
    Eraill all helpu:
    { $more }

crisis-call = { $name }: { $number }
crisis-call-note = { $name }: { $number } ({ $note })
crisis-web = { $name }: { $page }
crisis-web-note = { $name }: { $page } ({ $note })

crisis-emergency-name = Gwasanaethau brys
crisis-hours-always = unrhyw bryd, am ddim
crisis-hours-any = unrhyw bryd
