# Tynnu enwau o nodyn goruchwylio. Drafft.

pseudonym-person = Person { $letter }
pseudonym-worker = Gweithiwr { $letter }
pseudonym-place = Lle { $letter }
pseudonym-hall = Neuadd { $letter }
pseudonym-course = Cwrs { $letter }
pseudonym-number = [rhif]
pseudonym-email = [cyfeiriad e-bost]
pseudonym-phone = [rhif ffôn]
pseudonym-postcode = [cod post]
pseudonym-birth = [dyddiad geni]
pseudonym-handle = [enw cyfrif]
pseudonym-link = [dolen]

pseudonym-kind-person = person
pseudonym-kind-worker = un o'n gweithwyr
pseudonym-kind-place = lle
pseudonym-kind-hall = neuadd neu dŷ
pseudonym-kind-course = cwrs neu fodiwl
pseudonym-kind-number = rhif
pseudonym-kind-email = cyfeiriad e-bost
pseudonym-kind-phone = rhif ffôn
pseudonym-kind-postcode = cod post
pseudonym-kind-birth = dyddiad geni
pseudonym-kind-handle = enw cyfrif
pseudonym-kind-link = dolen

pseudonym-title = Neb wrth ei enw
pseudonym-lead = Am dy waith y mae goruchwyliaeth, felly mae enwau'n aros yma. Disodlir yr hyn a farciwyd cyn i'r nodyn adael y ddyfais hon. Tapia farc i'w newid.
pseudonym-loading = Yn chwilio am enwau…
pseudonym-load-failed = Doedd dim modd llwytho hwn. Mae dy nodyn wedi'i gadw; chafodd dim byd ei anfon.
pseudonym-too-long = Mae'r nodyn yn rhy hir i edrych drwyddo. Byrha ef.
pseudonym-note = Dy nodyn
pseudonym-list = Yr hyn a ganfuwyd
pseudonym-none = Ni chanfuwyd enwau na rhifau. Darllena ef eto dy hun.
pseudonym-becomes = { $text } → { $replacement }
pseudonym-kept = { $text }: yn aros
pseudonym-asks = { $text }: ydy hyn yn datgelu rhywun?
pseudonym-times = { $count ->
        [one] unwaith
       *[other] { $count } gwaith
    }
pseudonym-open = { $count ->
        [one] Un arall i benderfynu arno.
       *[other] { $count } arall i benderfynu arnyn nhw.
    }
pseudonym-replace-rest = Disodli'r gweddill
pseudonym-menu = { $text }
pseudonym-replace = Disodli â { $replacement }
pseudonym-keep = Ei gadw yma
pseudonym-keep-all = Ei gadw ym mhob man
pseudonym-same = Yr un â { $replacement } ({ $text })
pseudonym-apart = Rhywun neu rywbeth arall: llythyren newydd
pseudonym-kind = Dyma
pseudonym-mark = Marcio rhywbeth arall
pseudonym-mark-hint = Dewisa eiriau yn dy nodyn, neu teipia nhw yma. Disodlir nhw lle bynnag maen nhw.
pseudonym-mark-words = Geiriau i'w disodli
pseudonym-mark-do = Marcio
pseudonym-mark-missing = Nid yw'r geiriau hyn yn y nodyn.
pseudonym-preview = Yr hyn a ddarllen goruchwyliaeth
pseudonym-confirm = Rwyf wedi'i ddarllen: ni ellid adnabod neb
pseudonym-confirm-hint = Meddylia am fanylion prin hefyd: swydd, salwch, digwyddiad y mae pobl yn gwybod amdano.
pseudonym-done = Defnyddio'r testun hwn
