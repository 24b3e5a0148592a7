# Dod yn ôl heb yr allwedd. Drafft.
return-title = Croeso'n ôl
return-lost = Dyw'r allwedd i dy ystafell ddim ar y ffôn hwn mwyach, neu fe gafodd ei allgofnodi.
return-refused = Mae'r allwedd i dy ystafell ar y ffôn hwn, ond dyw ein gweinydd ddim yn ei derbyn. Efallai i ti allgofnodi'r ffôn hwn, neu mae'r gweinydd yn anghywir. Chafodd dim byd ar y ffôn hwn ei daflu.
return-unsure = Ddywedodd Telegram ddim a yw'n cadw'r allwedd i dy ystafell. Cyn dechrau o'r newydd, caea'r dudalen hon ac agora hi eto.
return-words = Os cedwaist ti ddeuddeg gair, teipia nhw yma.
return-words-label = Dy ddeuddeg gair
return-words-unknown = Dyw “{ $word }” ddim yn un o'r geiriau. Edrycha ar y sillafu.
return-words-wrong = Dyw'r geiriau hynny ddim yn agor ystafell. Edrycha arnyn nhw a'u trefn.
return-open = Agor fy ystafell
return-anew = Dechrau o'r newydd
return-anew-why = Os yw'r geiriau ar goll hefyd, all neb agor yr hen ystafell, ddim hyd yn oed ni. Caiff ei chau, a gelli di ysgrifennu llythyr newydd.
return-refused-anew = Mae dechrau o'r newydd yn cau'r hen ystafell ac yn taflu'r allwedd ar y ffôn hwn. Gwna hynny dim ond os wyt ti'n siŵr: wedyn all neb agor yr hen ystafell, ddim hyd yn oed ni.
return-anew-title = Cau'r hen ystafell a dechrau o'r newydd?
return-anew-gone = Ni elli di ddarllen yr hyn a ysgrifennwyd yno mwyach. Does dim modd dadwneud hyn.
return-anew-yes = Ie, dechrau o'r newydd
