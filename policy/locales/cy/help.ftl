# "Mae angen mwy o help arna i na hyn". Drafft.

help-title = Mae angen mwy o help arna i na hyn
help-who-title = Pwy sy'n darllen hwn
help-who =
    Dau berson yn y tîm: y cydlynydd, sy'n gweithio i'r brifysgol, a'r rheolwr. Os na fydd y naill na'r llall yn ei gadarnhau mewn pryd, gall y dirprwy ei ddarllen. All neb arall, ddim hyd yn oed y gweithiwr rwyt ti'n ysgrifennu gyda nhw, ac all y gwasanaeth hwn ddim.
    Maen nhw'n gweld yr hyn rwyt ti'n ei ysgrifennu yma a pha sgwrs mae'n perthyn iddi, nid pwy wyt ti. I weld hynny, byddai'n rhaid i ddau ohonyn nhw gytuno.
    Nid gwasanaeth brys mo hwn: does neb yn cael ei alw pan wyt ti'n ei anfon, ac allwn ni ddim dweud pa mor fuan y caiff ei ddarllen. Efallai y byddan nhw'n dy ateb yma.
help-urgent = Oes rhywun mewn perygl ar hyn o bryd?
help-urgent-yes = Oes
help-urgent-no = Nac oes
help-call = Ffonia { $emergency } nawr, neu gofynna i rywun yn dy ymyl wneud. Gelli di anfon hwn hefyd.
help-call-no-number = Ffonia'r gwasanaethau brys nawr, neu gofynna i rywun yn dy ymyl wneud. Gelli di anfon hwn hefyd.
help-called = Oes rhywun wedi cael ei alw?
help-called-hint = Os hoffet ti: pwy, a phryd.
help-said = Beth sy'n digwydd?
help-wants = Beth hoffet ti ei weld yn digwydd?
help-wants-hint = Hefyd unrhyw un nad wyt ti eisiau iddyn nhw wybod.
help-about = Ai am y cydlynydd neu'r rheolwr y mae?
help-about-neither = Na, caiff y ddau ei ddarllen
help-about-coordinator = Am y cydlynydd: dim ond y rheolwr a'r dirprwy sy'n ei gael
help-about-manager = Am y rheolwr: dim ond y cydlynydd a'r dirprwy sy'n ei gael
help-send = Anfon at y ddau berson hyn
help-too-long = Mae hynny'n rhy hir o { $over } nod.
help-trouble-unchecked = Allai'r ffôn hwn ddim gwirio pwy yw'r ddau berson, felly chafodd dim byd ei anfon. Mae'r hyn a ysgrifennaist yma o hyd. Rho gynnig arall arni, a ffonia os na all aros.
help-trouble-refused = Wnaeth y gwasanaeth mo'i dderbyn. Mae'r hyn a ysgrifennaist yma o hyd. Rho gynnig arall arni, a ffonia os na all aros.
help-waiting-title = Heb ei anfon eto
help-waiting = Does dim cysylltiad, felly does neb wedi cael hwn eto. Mae wedi'i gadw dan glo ar y ffôn hwn ac yn cael ei anfon cyn gynted ag y bydd cysylltiad. Os na all aros, ffonia.
help-sent-title = Gofynnaist am fwy o help
help-state-asking = Cafodd ei anfon. Doedd dim modd gofyn eto pa mor bell y mae wedi mynd.
help-state-unsent = Heb ei anfon eto.
help-state-sent = Wedi'i anfon. Does neb wedi'i gadarnhau eto; mae'r dudalen hon yn dangos pan fydd rhywun yn gwneud.
help-state-received = Wedi'i dderbyn. Mae un ohonyn nhw wedi'i gadarnhau.
help-state-gone = Nid yw'n cael ei gadw mwyach.
help-sent-after =
    Roedd angen dewrder i ofyn. Ni elli di ei ddarllen eto yma; nid yw wedi'i restru yn Fy nghofnod, ac mae'n cael ei gadw hyd yn oed os wyt ti'n dileu dy ystafell.
    Gelli di ddal i ysgrifennu yn dy ystafell fel o'r blaen. Os yw'n gwaethygu, ffonia.
help-before = Yr hyn y gofynnaist amdano o'r blaen
