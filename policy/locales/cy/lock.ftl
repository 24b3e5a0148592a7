# A lock on a student's room, on one device: what it helps against and what not, said before it is made.
# Plain and honest; it is a comfort, not a safe. Its title stands in app.ftl.

lock-helps = Gyda chlo, mae'r ystafell hon yn gofyn am PIN neu gyfrinair bob tro y caiff ei hagor ar y ffôn hwn, ac yn cloi ei hun pan nad oes neb wedi cyffwrdd â hi ers tro. Mae'r hyn y mae'r ffôn hwn yn ei gadw ohoni dan glo hefyd. Mae'n helpu os bydd rhywun yn codi'ch ffôn pan fydd heb ei gloi.
lock-helps-not = Nid yw'n cuddio eich bod yn defnyddio'r bot hwn, ac nid yw'n helpu tra bo'r ystafell ar agor. Mae chwe digid yn atal rhywun sy'n codi'ch ffôn; gall rhywun sy'n copïo'r hyn sydd arno, â chyfrifiadur ac amser, eu dyfalu. Mae brawddeg mai dim ond chi sy'n ei gwybod yn llawer anoddach ei dyfalu.
lock-cloud = Mae'ch allwedd hefyd yn cael ei chadw yn Telegram, lle gallai pwy bynnag sy'n dal y ffôn hwn ei chael: dim ond edrych fel clo fyddai clo. Felly ni allwch osod un yma. Yr hyn sy'n cadw eraill allan nawr yw cod yn Telegram ei hun (Settings, Privacy and Security).
lock-no-words = Nid ydych wedi cadw deuddeg gair. Os anghofiwch yr hyn sy'n datgloi'r ystafell, dim ond dechrau o'r newydd y gallech ei wneud, ac ni allech ddarllen yr hyn a ysgrifennwyd yma mwyach. Cadwch y geiriau yn gyntaf: uchod, o dan “Ble mae'ch allwedd”.
lock-new = PIN neu gyfrinair ar gyfer y ffôn hwn
lock-new-hint = O leiaf { $least } nod. Nid y PIN sy'n datgloi'ch ffôn, os yw eraill yn ei wybod.
lock-again = Yr un peth eto
lock-short = Mae hynny'n rhy fyr: o leiaf { $least } nod.
lock-differ = Nid yw'r ddau hyn yr un fath.
lock-after = Cloi pan nad oes neb wedi cyffwrdd â hi ers
lock-minutes = { $minutes ->
        [one] 1 munud
       *[other] { $minutes } munud
    }
lock-set = Gosod y clo
lock-failed = Ni allai'r ffôn hwn gadw hynny. Ni newidiwyd dim.
lock-stands = Mae'r ystafell hon dan glo bob tro y caiff ei hagor ar y ffôn hwn.
lock-take-typed = I dynnu'r clo, teipiwch yr hyn sy'n ei ddatgloi
lock-take = Tynnu'r clo

## The locked room

lock-locked-title = Mae'ch ystafell dan glo
lock-locked = Mae'r hyn a ysgrifennoch yn dal yma.
lock-typed = Eich PIN neu'ch cyfrinair
lock-open = Datgloi
lock-wrong = Nid yw hynny'n ei datgloi.
lock-wait = { $seconds ->
        [one] Arhoswch un eiliad cyn y cynnig nesaf. Nid oes dim wedi'i golli.
       *[other] Arhoswch { $seconds } eiliad cyn y cynnig nesaf. Nid oes dim wedi'i golli.
    }
lock-forgot = Nid wyf yn ei gofio
lock-forgot-why = Gyda'ch deuddeg gair gallwch agor eich ystafell eto, a gosod clo newydd. Os nad oes gennych eiriau, gallwch ddechrau o'r newydd. Hyd nes y gwneir un o'r rhain nid yw dim o'r hyn sydd dan glo yma'n newid; yna mae'r hyn yr oeddech wedi'i deipio heb ei anfon wedi mynd.
lock-words = Ymlaen at fy ngeiriau
