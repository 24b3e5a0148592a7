# Y rhannau o destunau'r polisïau y mae pob proffil yn eu rhannu. Drafft.
policy-version = Fersiwn { $version }
policy-unknown = Nid yw'r dudalen hon yn adnabod y polisi sydd gan y gwasanaeth nawr. Caea hi ac agora hi eto.

policy-part-private =
    Beth sy'n breifat
    Dim ond ti a'r myfyriwr o weithiwr sy'n dy ateb all agor yr hyn rwyt ti'n ei ysgrifennu yn dy ystafell breifat. Does dim byd amdanat yn gadael y tîm oni bai i ti gytuno ymlaen llaw, gan wybod i beth; yr unig derfynau yw'r rhai isod.

policy-part-enquirers =
    Os bydd rhywun yn gofyn amdanat
    Nid ydyn ni'n cadarnhau nac yn gwadu bod unrhyw un yn defnyddio'r gwasanaeth hwn. Mae pawb sy'n gofyn yn cael yr un ateb, ac nid yw'r un o'n negeseuon yn dweud am beth mae hi.

policy-part-consent =
    Dy gytundeb
    Gofynnir i ti am bob peth ar wahân. Mae'r hyn y cytunaist iddo'n cael ei gadw gyda'r geiriau a welaist a'r amser, a gelli di ei weld a'i dynnu'n ôl yn Fy nghofnod.

policy-part-workers =
    At bwy rwyt ti'n ysgrifennu
    Mae gweithwyr yn gwrando ac yn dangos ble mae help; dydyn nhw ddim yn rhoi cyngor. Rwyt ti'n ysgrifennu gydag un ohonyn nhw, byth mewn grŵp. Maen nhw wedi llofnodi cytundeb ac wedi'u hyfforddi cyn cael mynediad.

policy-part-two =
    Rheolau mae'r gwasanaeth hwn yn eu hychwanegu
    Mae pwy wyt ti dan glo, a rhaid i ddau berson a enwir gytuno cyn y gellir ei agor, pwy bynnag sy'n penderfynu yn ôl y polisi. Ysgrifennir y rhesymau yn gyntaf. Gwrandewir ar bwy bynnag sy'n gwrthod: ni ofynnir eto am yr un rheswm. Rydyn ni'n dweud wrth gyn lleied o bobl ag y gallwn, cyn lleied ag y gallwn, ac yn ceisio siarad â thi yn gyntaf neu ysgrifennu pam na allem.

policy-part-record =
    Dy gofnod
    Cei gopi o'r hyn a gedwir amdanat, am ddim. Mae Fy nghofnod yn dangos yr hyn y cytunaist iddo a phwy yn y tîm edrychodd ar yr hyn sy'n eiddo i ti. Nid yw pryderon diogelwch wedi'u rhestru yno.

policy-part-kept =
    Am faint
    Cedwir dy ystafell am { $retention_days ->
        [one] un diwrnod
       *[other] { NUMBER($retention_days, useGrouping: 0) } diwrnod
    } ar ôl iddi orffen, dan glo fel o'r blaen, ac yna fe'i dinistrir.

policy-part-conflict =
    Pan na allwn weithredu drosot
    Os gall dy weithiwr fod yn dy adnabod di neu'r ochr arall, mae rhywun arall yn cymryd drosodd. Mewn anghydfod â gwasanaethau'r undeb ei hun gofynnir i'r ddau ohonoch a ydych yn fodlon mynd ymlaen yma. Os na allwn weithredu o gwbl, dim ond hynny rydyn ni'n ei ddweud, ac nid pam.

policy-part-numbers-own = Ni ddangosir unrhyw rif bach ynddyn nhw, felly does dim modd adnabod neb.

policy-part-review = Edrychir arno eto bob blwyddyn.
