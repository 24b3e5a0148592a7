# Yr hyn mae'r bot yn ei ddweud yn y sgwrs. Drafft.

-telegram-sees =
    Gall Telegram weld dy fod yn defnyddio'r bot hwn a gall ddarllen unrhyw beth a deipir yn y sgwrs hon, felly ysgrifenna yn dy ystafell breifat yn unig.

chat-start =
    Helo. Gelli di ysgrifennu yma at fyfyriwr sydd wedi'i hyfforddi ac a fydd yn gwrando. Dim ond ti a'r myfyriwr hwnnw all agor yr hyn rwyt ti'n ei ysgrifennu yn dy ystafell breifat.

    { $short }

    { crisis }

    { -telegram-sees } Os wyt ti'n cadw dy allwedd yn Telegram, gallai unrhyw un sy'n cyrraedd dy gyfrif Telegram agor dy ystafell.

chat-words =
    { crisis }

    Does neb yma'n darllen y sgwrs hon, a chadwon ni mo'r hyn a anfonaist. Ond gwelodd Telegram ef, ac mae'n aros yn y sgwrs hon nes iddo gael ei dynnu. Dy ystafell breifat yw'r lle i ysgrifennu.

chat-removed =
    Tynnwyd dy neges o'r sgwrs hon. Efallai fod Telegram wedi'i gweld o hyd.

    { crisis }

chat-not-removed =
    Roedd Telegram yn gwrthod gadael i ni dynnu'r neges honno. Gelli di wneud dy hun: pwysa a dal y neges, yna dewisa Dileu.

    { crisis }

chat-policy =
    Y neges nesaf yw polisi cyfrinachedd { $union } yn ein geiriau ein hunain, fersiwn { $policy }. Ar ei hôl daw'r hyn y gofynnir i ti gytuno iddo cyn ysgrifennu: yn gyntaf i bobl sy'n 18 neu'n hŷn (fersiwn { $version_adult }), yna i bobl o dan 18 (fersiwn { $version_under_18 }).

    { crisis }

chat-help =
    Gelli di ddefnyddio'r gorchmynion hyn yma:
    /room yn agor dy ystafell breifat
    /policy yn dweud beth sy'n breifat a beth sydd ddim
    /mydata yn dangos beth a gedwir amdanat
    /withdraw yn tynnu dy gytundeb yn ôl
    /language yn dweud pa ieithoedd sydd ar gael
    /crisis yn dangos pwy i'w ffonio nawr
    /complain sy'n dweud pwy sy'n gwrando ar gwynion

    { crisis }

    { -telegram-sees }

chat-room =
    Mae dy ystafell breifat yn agor gyda'r botwm isod.

    { crisis }

chat-desk =
    Mae hwn yn agor desg y bobl sy'n gweithio yma. Os wyt ti eisiau siarad â rhywun, defnyddia /room.

    { crisis }

chat-mydata =
    Mae Fy nghofnod yn dangos beth a gedwir amdanat, pwy sydd wedi edrych arno a'r hyn y cytunaist iddo. Gelli di gadw copi neu ei ddileu yno.

    { crisis }

chat-withdraw =
    Cei dynnu'r hyn y cytunaist iddo yn ôl ar unrhyw adeg. Agora'r dudalen isod i'w weld ac i ddewis. Mae'n dangos beth fydd yn diflannu cyn i ddim byd ddigwydd.

    { crisis }

chat-language =
    Mae'r bot hwn yn siarad: { $languages }. Yn y sgwrs hon mae'n dilyn iaith dy ap Telegram. Dewisa isod ym mha iaith y mae dy ystafell breifat, a'r hysbysiadau amdani.

    { crisis }

chat-crisis =
    { crisis }

    { crisis-more }

chat-complain =
    { $complaints ->
        [named] Cei gwyno am y tîm, neu am sut y cefaist dy drin, wrth rywun y tu allan iddo: { $complaints_name }, { $complaints_contact }. Nid ydynt yn rhan o'r tîm ac ni allant weld dim o'r hyn a ddywedwyd yma. Yr hyn y byddi di'n dewis ei ddangos yw'r hyn y byddant yn ei ddysgu.
       *[none] Nid oes neb y tu allan i'r tîm wedi'i enwi yma ar gyfer cwynion eto. Cei gwyno wrth yr undeb ei hun.
    }

    Cei hefyd ddweud wrth y bobl sy'n arwain y tîm: agora dy ystafell breifat, yna Fy nghofnod, yna “Aeth rhywbeth o'i le”. Paid â'i ysgrifennu yma: gall Telegram ddarllen y sgwrs hon.

    { crisis }

chat-group =
    Dim ond mewn sgwrs breifat y mae'r bot hwn yn gweithio.

chat-update =
    Mae gennyt ddiweddariad.

chat-room-closed =
    Does dim modd agor yr ystafell breifat o fan hyn eto.

button-room = Agor fy ystafell breifat
button-desk = Agor y ddesg
button-record = Agor Fy nghofnod
button-withdraw = Gweld yr hyn y cytunais iddo
button-remove = Tynnu fy neges
button-update = Agor
button-menu = Fy ystafell

command-room = Agor dy ystafell breifat
command-policy = Beth sy'n breifat a beth sydd ddim
command-help = Beth y gelli di ei wneud yma
command-mydata = Beth a gedwir amdanat
command-withdraw = Tynnu dy gytundeb yn ôl
command-language = Ieithoedd
command-crisis = Pwy i'w ffonio nawr
command-complain = Pwy sy'n gwrando ar gwynion

bot-description =
    Ysgrifenna at fyfyriwr wedi'i hyfforddi a fydd yn gwrando, mewn ystafell breifat na all neb ond chi'ch dau ei hagor.

    Mewn perygl nawr: ffonia { $emergency }. I siarad ar unrhyw awr: { $talk } { $talk_number }, am ddim, neu decstia { $write_word } i { $write_number }. Nid yw ysgrifennu yma'n galw am help.

bot-short-description =
    Bydd myfyriwr wedi'i hyfforddi yn gwrando. Mewn perygl nawr: { $emergency }. Unrhyw awr: { $talk } { $talk_number }.
