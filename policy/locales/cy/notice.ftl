# Yr hyn mae myfyriwr yn ei ddarllen ac yn cytuno iddo cyn i ddim byd gael ei ysgrifennu. Drafft.
notice-title = Cyn i ti ysgrifennu

notice-part-private =
    Beth sy'n breifat
    Mae dy ffôn yn cloi'r hyn rwyt ti'n ei ysgrifennu yn dy ystafell breifat cyn ei anfon. Dim ond ti a'r myfyriwr o weithiwr sy'n dy ateb all ei agor. All y gwasanaeth hwn ddim ei ddarllen.
    Mae'r gweithwyr a allai ateb yn gweld cerdyn byr: am beth mae e, os wyt ti'n dweud, a wyt ti o dan 18, a'r enw rwyt ti'n ei ddewis. Dim ond i'r un sy'n dy ateb y rhoddir dy lythyr. Gelli di enwi gweithwyr y byddai'n well gennyt beidio â siarad â nhw.

notice-part-people =
    At bwy rwyt ti'n ysgrifennu
    Myfyriwr yw Peer Link Worker, wedi'i hyfforddi i wrando ac i ddangos i ti ble mae help. Dydyn nhw ddim yn rhoi cyngor. { $team }

notice-part-concerns =
    Os yw dy weithiwr yn poeni
    Gall godi pryder diogelwch gyda dau berson a enwir yn y tîm. Nid yw pryderon diogelwch wedi'u rhestru yn Fy nghofnod, ac maen nhw'n cael eu cadw hyd yn oed os wyt ti'n dileu dy ystafell.

notice-part-identity =
    Pwy wyt ti
    Mae dy gyfrif Telegram, ac unrhyw beth rwyt ti'n dewis ei roi i ni fel dy enw, dan glo. Rhaid i ddau berson a enwir gytuno cyn y gellir ei agor. All un ohonyn nhw ar ei ben ei hun ddim ei agor. Dyw dy weithiwr ddim yn ei weld oni bai dy fod di'n ei rannu.

notice-part-telegram =
    Yr hyn mae Telegram yn ei weld
    Gall Telegram weld dy fod yn defnyddio'r bot hwn a gall ddarllen unrhyw beth a deipir yn ei sgwrs, felly ysgrifenna yn dy ystafell breifat yn unig. Os wyt ti'n cadw dy allwedd yn Telegram, gallai unrhyw un sy'n cyrraedd dy gyfrif Telegram agor dy ystafell.

notice-part-kept =
    Am faint
    Rydyn ni'n cadw dy ystafell am { $retention_days ->
        [one] un diwrnod
       *[other] { NUMBER($retention_days, useGrouping: 0) } diwrnod
    } ar ôl iddi orffen, dan glo fel o'r blaen, ac yna'n ei dinistrio.{ $after_degree ->
        [on] {" "}Os dywedi di wrthym pryd mae dy radd yn gorffen, rydyn ni'n ei chadw tan flwyddyn ar ôl hynny yn lle. Nid oes rhaid iti ddweud.
       *[off] {""}
    } Cyn hynny gelli di gadw copi neu ei dileu dy hun yn Fy nghofnod. Cei roi'r gorau iddi ar unrhyw adeg.

notice-part-under-18 =
    Nid yw bod o dan 18 yn destun pryder ynddo'i hun ac nid yw'n cael ei adrodd i neb. Dim ond gweithwyr sydd wedi'u hyfforddi ar gyfer hynny all dy ateb. Os nad oes un nawr, ni wneir cais, ac rydyn ni'n dangos i ti pwy arall all helpu.

notice-part-policy =
    Y polisi
    Dyma ffurf fer polisi cyfrinachedd { $union }, fersiwn { $policy }. Gelli di ddarllen y cyfan cyn cytuno, ac ar unrhyw adeg.

notice-adult =
    { notice-part-private }

    { notice-part-people }

    { $limits }

    { notice-part-concerns }

    { notice-part-identity }

    { notice-part-telegram }

    { notice-part-kept }

    { notice-part-policy }

notice-under-18 =
    { notice-part-private }

    { notice-part-people }

    { $limits_under_18 }
    { notice-part-under-18 }

    { notice-part-concerns }

    { notice-part-identity }

    { notice-part-telegram }

    { notice-part-kept }

    { notice-part-policy }

notice-agree = Cytuno
notice-adult-choice = Rwy'n 18 neu'n hŷn
notice-under-18-choice = Rwyf o dan 18
notice-policy = Darllen y polisi cyfan
notice-policy-title = Polisi cyfrinachedd
