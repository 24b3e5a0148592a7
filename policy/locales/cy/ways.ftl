# Sut y gellir cyrraedd myfyriwr (R5).

ways-ask = Sut cawn ni gysylltu â thi?
ways-ask-why = Gallwn anfon neges atat yn Telegram sy'n dweud “Mae gennyt ddiweddariad”, a dim byd arall. Os dywedi di na, does dim neges yn cael ei hanfon: does dim byd yn dweud wrthyt pan fydd rhywun wedi ateb, ac rwyt ti'n edrych yma dy hun.
ways-ask-yes = Cewch anfon neges ataf yn Telegram
ways-ask-no = Peidiwch ag anfon neges ataf
ways-ask-later = Ddim nawr
ways-ask-change = Gelli di newid hyn yn Fy nghofnod unrhyw bryd.
ways-ask-asking = Mae Telegram yn gofyn i ti nawr.
ways-ask-refused = Dyw Telegram ddim yn gadael i ni anfon neges atat. Gelli di edrych yma dy hun.
ways-ask-on = Neges yn Telegram
ways-ask-off = Dim negeseuon

ways-outside = Os oes rhaid cysylltu â thi y tu allan i'r ap hwn, beth sy'n iawn?
ways-outside-why = Mae hyn yn mynd gyda dy rif a'th gyfeiriad: mae pwy bynnag sy'n cael eu gweld yn gweld hyn hefyd.
ways-call = Galwad i fy ffôn
ways-voicemail = Neges llais, os na fyddaf yn ateb
ways-text = Neges destun
ways-letter = Llythyr i ble rwy'n byw
ways-none = Dim un o'r rhain. Dim ond yma

ways-said = Beth sy'n iawn iddyn nhw
ways-said-call = Galwad
ways-said-voicemail = Neges llais
ways-said-text = Neges destun
ways-said-letter = Llythyr
ways-said-none = Dim un o'r rhain. Dim ond yn yr ystafell
ways-said-nothing = Wnaethon nhw ddim dweud
