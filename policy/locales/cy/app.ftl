# Beth mae'r Mini App yn ei ddweud wrth fyfyrwyr. Drafft.

app-back = Yn ôl
app-close = Cau
app-continue = Ymlaen
app-no = Na, yn ôl
app-save = Cadw
app-try-again = Rho gynnig arall arni
app-loading = Un eiliad
app-leave = Gadael nawr
app-slow = Mae hyn yn cymryd ychydig eiliadau ar ffôn.
app-offline = Dim cysylltiad ar hyn o bryd. Awn ymlaen pan fydd un.
app-unreachable-title = Allwn ni ddim cyrraedd y gwasanaeth
app-weak = Gofynnodd y gweinydd i'r ffôn hwn warchod dy allwedd yn llai nag y dylai. Gwrthododd y ffôn, ac anfonodd e ddim byd. Rho gynnig arall arni nes ymlaen, neu dywed wrth y tîm.
app-unreachable = Does dim byd a ysgrifennaist wedi'i golli. Edrycha ar dy gysylltiad a rho gynnig arall arni.
app-outside-title = Agora hwn yn Telegram
app-outside = Mae dy ystafell breifat yn agor o sgwrs y bot yn Telegram, gyda'r botwm Agor fy ystafell breifat.
app-broken-title = Aeth rhywbeth o'i le ar y dudalen hon
app-expired-title = Agora hwn eto
app-expired = Er dy ddiogelwch mae'r dudalen hon yn peidio â gweithio ar ôl tipyn. Caea hi ac agora dy ystafell breifat o'r sgwrs eto. Mae'r hyn a ysgrifennaist wedi'i gadw ar y ffôn hwn.
app-shut-out = Dyw'r dudalen hon ddim yn gweithio mwyach: bu ar agor am sbel, cafodd y ffôn hwn ei allgofnodi, neu mae ein gweinydd yn ei gwrthod. Caea hi ac agora dy ystafell breifat o'r sgwrs eto. Mae'r hyn a ysgrifennaist wedi'i gadw ar y ffôn hwn.
app-failed = Weithiodd hynny ddim. Newidiodd dim byd. Rho gynnig arall arni.
app-slow-down = Gormod o gynigion. Arhosa { $minutes ->
        [one] funud
       *[other] { $minutes } munud
    } a rho gynnig arall arni.
app-not-kept = Roedd y ffôn hwn yn gwrthod cadw'r hyn a ysgrifennaist, felly chafodd e mo'i anfon. Gwna ychydig o le a rho gynnig arall arni.

language-choose = Iaith
language-draft = Drafft yw'r iaith hon. Mae'r hyn rwyt ti'n cytuno iddo, a phwy i'w ffonio, yn Saesneg nes i berson a enwir eu gwirio.

crisis-open = Pwy i'w ffonio
signposts-open = Pwy arall all helpu
crisis-title = Pwy i'w ffonio nawr
crisis-honest = Os wyt ti neu rywun arall mewn perygl, ffonia. Nid yw ysgrifennu yma'n galw am help.
crisis-call-link = Ffonio { $number }
crisis-text-link = Tecstio { $number }
crisis-text-word-link = Tecstio { $word } i { $number }
crisis-elsewhere = Rwyf mewn gwlad arall
crisis-chosen = Mae'r rhain ar gyfer y wlad a ddewisaist.
crisis-unchecked = Heb ei wirio eto gan y gwasanaeth hwn

agree-lead = Darllena hwn. Cei ddechrau ysgrifennu yn syth wedyn.
agree-age = Beth yw dy oed di?
agree-choose-age = Dewisa dy oed i fynd ymlaen. Mae yna ran i bobl o dan 18.
agree-been-here = Rwyf wedi ysgrifennu yma o'r blaen
agree-under-18 = Darllena'r rhan uchod i bobl o dan 18.
agree-stale = Mae testun y dudalen hon wedi newid. Caea hi ac agora hi eto.

shut-title = Allwn ni ddim derbyn llythyrau newydd ar hyn o bryd
shut-paused = Mae'r tîm wedi rhoi'r gorau i dderbyn llythyrau newydd am y tro, er mwyn ateb y rhai sy'n aros yn barod.
shut-closed = Dyw'r tîm ddim yn barod i dderbyn llythyrau ar hyn o bryd.
shut-nobody-title = All neb ateb yma ar hyn o bryd
shut-nobody-under-18 = Dim ond gweithwyr sydd wedi'u hyfforddi ar gyfer hynny all ateb pobl o dan 18, a does yr un yma nawr. Ni wnaed cais. Chafodd dim byd a ysgrifennaist ei anfon.
shut-nobody = All yr un gweithiwr ateb ar hyn o bryd. Chafodd dim byd a ysgrifennaist ei anfon.
shut-nobody-avoid = Mae pawb a allai ateb nawr ar dy restr o bobl y byddai'n well gennyt beidio â siarad â nhw. Chafodd dim byd ei anfon. Gelli di newid y rhestr.
shut-else = Gall y bobl hyn helpu nawr.
shut-draft = Mae'r hyn a ysgrifennaist yn dal ar y ffôn hwn.

root-unchecked = Heb ei wirio eto
root-checked = Wedi'i wirio
root-why = Mae cod ar boster y gwasanaeth hwn sy'n profi dy fod yn cyrraedd y tîm go iawn. Dwyt ti ddim wedi'i gymharu eto.
root-scan = Sganio'r poster
root-scan-prompt = Pwyntia at y cod ar y poster
root-compare = Cymharu wyth gair
root-words = Gofynna i'r tîm ddarllen eu hwyth gair i ti, neu chwilia amdanyn nhw ar y poster. Dylen nhw fod fel hyn:
root-same = Maen nhw'r un fath
root-different = Maen nhw'n wahanol
root-mismatch-title = Dyw hyn ddim yn cyd-fynd â'r poster
root-mismatch = Efallai fod rhywun yn esgus bod y gwasanaeth hwn. Chafodd dim byd a ysgrifennaist ei anfon, ac ni chaiff. Dywed wrth y tîm wyneb yn wyneb, a defnyddia'r cysylltiadau isod os oes angen rhywun arnat nawr.
root-mismatch-sent = Efallai fod rhywun yn esgus bod y gwasanaeth hwn, ac efallai ei fod wedi darllen yr hyn a ysgrifennaist yma. Does dim byd arall yn cael ei anfon. Dywed wrth y tîm wyneb yn wyneb, a defnyddia'r cysylltiadau isod os oes angen rhywun arnat nawr.
root-again = Cymharu'r geiriau eto
root-changed = Nid allwedd y gwasanaeth yw'r un y mae'r ffôn hwn yn ei hadnabod. Chafodd dim byd ei anfon.
roster-refused = Mae'r rhestr o bobl sy'n cael ateb ar goll neu doedd dim modd ei gwirio, felly does dim byd yn cael ei anfon at neb. Mae dy lythyr yn aros ar y ffôn hwn. Rho gynnig arall arni nes ymlaen.

write-title = Beth sydd ar dy feddwl?
write-lead = Ysgrifenna gymaint neu gyn lleied ag y mynni. Gelli di ei newid nes i rywun ei agor.
write-label = Dy lythyr
write-placeholder = Ysgrifenna yma
write-send = Anfon
write-sending = Yn cloi ac yn anfon
write-kept = Wedi'i gadw ar y ffôn hwn nes i ti ei anfon neu ei ddileu, hyd yn oed pan fyddi'n gadael. Gall unrhyw un sy'n agor yr ap hwn ar y ffôn hwn ei weld.
write-too-long = Mae hynny'n hirach nag y gall llythyr fod. Byrha ef o { $over } nod.
write-not-again = Ni ellir gofyn am yr un a ddewisaist ar hyn o bryd. Anfonwyd dim. Tapia Anfon eto i ofyn i bawb.
avoid-title = Rhywun y byddai'n well gennyt beidio â siarad â nhw?
avoid-why = Ni ofynnir iddyn nhw ac ni allan nhw agor dy lythyr. Dydyn nhw ddim yn cael gwybod.
avoid-none = Neb
avoid-some = { $count ->
        [one] un person
       *[other] { $count } o bobl
    }
avoid-empty = Does dim enwau i ddewis ohonyn nhw eto.

wait-title = Mae dy neges wedi cyrraedd
wait-reading-title = Mae rhywun yn darllen
wait-stuck-title = All neb agor dy neges eto
wait-quiet = Does neb wedi'i hagor eto. Gelli di gau hwn. Gofynnaist i ni beidio ag anfon neges, felly edrycha yma eto dy hun. Os yw'n mynd yn anoddach aros, ffonia, ar unrhyw adeg.
wait-honest = Does neb wedi'i hagor eto. Gelli di gau hwn; fe ddywedwn ni “Mae gennyt ddiweddariad” a dim mwy. Os yw'n mynd yn anoddach aros, ffonia, ar unrhyw adeg.
wait-reading = Mae dy lythyr gan weithiwr, a gall ateb yn fuan. Os na all, aiff yn ôl at y lleill ac fe ddangoswn ni hynny yma.
wait-stuck = Dyw'r gweithwyr a allai ei hagor ddim yma ar hyn o bryd. Gall y tîm weld hynny. Gelli di aros, neu ganslo ac ysgrifennu aton ni eto nes ymlaen.
wait-claim = Mae gan weithiwr sy'n dechrau darllen { $minutes } munud i ateb. Os na wna, gall y lleill.
wait-no-clock = Allwn ni ddim dweud pryd fydd hynny.
wait-more = Os hoffet ti, dywed fwy wrthon ni
wait-more-why = Dy ddewis di yw hyn i gyd. Gelli di ddal i aros hebddo.
wait-locked = Mae rhywun yn darllen nawr, felly does dim modd newid y rhain.
wait-letter = Dy lythyr
wait-edit = Newid fy llythyr
wait-cancel = Canslo fy nghais
wait-cancel-title = Canslo dy gais?
wait-cancel-gone = Mae dy lythyr yn cael ei dynnu'n ôl ac ni fydd neb yn ei ateb. Cei ysgrifennu aton ni eto pryd bynnag y mynni.
wait-cancel-yes = Ie, cansla fe
wait-offline = Heb gysylltiad. Mae dy neges gyda ni; bydd y dudalen hon yn dangos newyddion pan fyddi'n ôl.
wait-unread-title = Allwn ni ddim dangos dy gais
wait-unread = Nid y cais a anfonodd y ffôn hwn yw'r hyn mae'r gwasanaeth yn ei ddangos yma, neu does dim modd ei agor. Felly allwn ni ddim dweud a yw dy lythyr yno. Rho gynnig arall arni nes ymlaen, neu gofynna i'r tîm wyneb yn wyneb.
wait-unsent = Dyw dy neges ddim wedi gadael y ffôn hwn eto. Caiff ei hanfon pan fydd cysylltiad.

card-check = Ai hwn yw'r gwasanaeth go iawn?

room-with = Rwyt ti'n siarad â { $name }
room-label = Dy neges
room-placeholder = Neges
room-send = Anfon
room-messages = Negeseuon
room-waiting-one = { $count ->
        [one] Mae un neges yn aros i gael ei hanfon
       *[other] Mae { $count } neges yn aros i gael eu hanfon
    }
room-tick-sending = Yn aros i gael ei hanfon
room-tick-sent = Wedi'i hanfon
room-tick-seen = Wedi'i gweld
room-unsend = Tynnu'n ôl
room-unsend-title = Tynnu'r neges hon yn ôl?
room-unsend-why = Does neb wedi'i gweld eto. Bydd yn diflannu i'r ddau ohonoch.
room-unsend-yes = Tynna hi'n ôl
room-unsend-late = Cafodd ei gweld cyn y gellid ei thynnu'n ôl.
room-taken-back = Wedi'i thynnu'n ôl
room-withheld = Mae'r neges hon ar goll
room-newest = Negeseuon newydd
room-today = Heddiw
room-yesterday = Ddoe
room-offline = Dim cysylltiad. Mae'r hyn rwyt ti'n ei ysgrifennu'n cael ei gadw a'i anfon pan fyddi'n ôl.
room-refused = Mae ein gweinydd yn gwadu'r sgwrs hon nawr. Does neb ynddi wedi llofnodi ei bod wedi gorffen, felly mae'n parhau yma: does dim byd yn cael ei daflu, ac mae'r hyn rwyt ti'n ei ysgrifennu'n cael ei anfon pan fydd y gweinydd yn ei dderbyn. Os yw'n aros fel hyn, dywed wrth y tîm. Os oes angen rhywun arnat nawr, ffonia.
room-warning = Dyw rhywbeth am y sgwrs hon ddim yn ffitio: gall negeseuon fod ar goll neu wedi'u newid ar eu ffordd. Cafodd yr hyn a weli di ei wirio ac mae'n go iawn. Os oes angen rhywun arnat nawr, ffonia.
room-worker-gone = Dyw { $name } ddim ar restr y tîm mwyach, felly does dim byd arall yn cael ei anfon ato ef neu hi. Gelli di ddarllen yr hyn a ddywedwyd, gorffen y sgwrs hon ac ysgrifennu aton ni eto.
room-warning-held = Doedd dim modd gwirio rhywbeth am y sgwrs hon, felly does dim byd rwyt ti'n ei ysgrifennu'n cael ei anfon am y tro. Cafodd yr hyn a weli di ei wirio ac mae'n go iawn. Os oes angen rhywun arnat nawr, ffonia.
room-team-refused = Ni all y ffôn hwn ymddiried yn y rhestr o'r tîm mae ein gweinydd yn ei dangos nawr, felly does dim byd rwyt ti'n ei ysgrifennu'n cael ei anfon. Caiff ei gadw, a'i anfon pan fydd y rhestr gywir yn ôl a'r person arni. Cafodd yr hyn a weli di ei wirio ac mae'n go iawn. Os oes angen rhywun arnat nawr, ffonia.
room-too-long = Mae hynny'n hirach nag y gall un neges fod, o { $over } nod.
room-menu = Mwy
help-open = Mae angen mwy o help arna i na hyn
room-close = Gorffen y sgwrs hon
room-close-title = Gorffen y sgwrs hon?
room-close-gone = Ni fydd { $name } yn gallu ei hagor yma mwyach, ond gall gofio'r hyn a ddarllenwyd. Gelli di ei darllen dy hun am { $days ->
        [one] un diwrnod
       *[other] { $days } diwrnod
    }{ $after_degree ->
        [on] , neu tan flwyddyn ar ôl i dy radd orffen os dywedaist ti pryd
       *[off] {""}
    }. Does dim modd ei hailagor, ond cei ysgrifennu aton ni eto pryd bynnag y mynni.
room-close-yes = Ie, gorffen hi
room-elsewhere-title = Mae dy ystafell ar agor mewn ffenestr arall
room-elsewhere = Rhag i ddim byd gael ei anfon ddwywaith, dim ond un ffenestr a ddefnyddir ar y tro.
room-elsewhere-here = Ei defnyddio yma
room-unchecked-title = Doedd dim modd i ni wirio pwy atebodd
room-unchecked = Atebodd rhywun, ond allai'r ffôn hwn ddim gwirio mai un o'n gweithwyr yw'r person hwnnw. Chafodd dim byd ei anfon ato a does dim byd a ysgrifennodd yn cael ei ddangos. Rho gynnig arall arni nes ymlaen, neu dywed wrth y tîm.
room-first = Dy lythyr

closed-title = Mae'r sgwrs hon wedi gorffen
closed-unproven-title = Mae ein gweinydd yn dweud bod hon wedi gorffen
closed-by-worker = All { $name } ddim ei hagor yma mwyach, ond gall gofio'r hyn a ddarllenwyd. Ti biau hi tan { $date }. Cei ysgrifennu aton ni eto pryd bynnag y mynni.
closed-by-student = Ti orffennodd hi. All { $name } ddim ei hagor yma mwyach, ond gall gofio'r hyn a ddarllenwyd. Ti biau hi tan { $date }. Cei ysgrifennu aton ni eto pryd bynnag y mynni.
closed-unproven = Mae ein gweinydd yn dweud bod hon wedi gorffen, ond does neb ynddi wedi llofnodi hynny. Does dim modd anfon rhagor yma. Cafodd yr hyn y gelli di ei ddarllen o hyd ei wirio, a ti biau fe. Cei ysgrifennu aton ni eto pryd bynnag y mynni; os yw hyn yn dy synnu, dywed wrth y tîm.
closed-no-date = All { $name } ddim ei hagor yma mwyach, ond gall gofio'r hyn a ddarllenwyd. Cei ysgrifennu aton ni eto pryd bynnag y mynni.
closed-cancelled-title = Cafodd dy gais ei ganslo
closed-cancelled = Ni fydd neb yn ei ateb. Cei ysgrifennu aton ni eto pryd bynnag y mynni.
closed-again = Ysgrifennu aton ni eto
closed-read = Ei darllen

worker-unknown = Dy weithiwr

return-trying = Yn chwilio am dy allwedd yn Telegram
return-words-count = { $count } o 12

record-open = Fy nghofnod
lock-now = Cloi nawr
complain-open = Aeth rhywbeth o'i le
shut-again = Cei ysgrifennu aton ni eto o { $time }.
