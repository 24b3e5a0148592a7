# Ffeil y tîm. Drafft.
file-title = Ffeil y tîm
file-open = Ffeil y tîm
file-open-why = Hyfforddiant, cytundebau a thystysgrifau pawb yn y tîm. Mae'r cydlynydd a'r rheolwr yn ei darllen; pawb arall eu tudalen eu hunain.
file-lead = Yr hyn a gedwir am bawb yn y tîm. Mae'r cydlynydd a'r rheolwr yn darllen y cyfan, pawb arall eu tudalen eu hunain.
file-lead-asked = Yr hyn a gedwir am bawb yn y tîm. Mae'r cydlynydd a'r rheolwr yn darllen y cyfan, pawb arall eu tudalen eu hunain. Mae polisi'r gwasanaeth hwn yn gofyn am hyfforddiant: ni all gweithiwr heb un sy'n cyfri gymryd ceisiadau newydd.
file-page-title = { $name }
file-whole = Dangos tudalen pawb, i'w hargraffu
file-left-title = Ddim yn y tîm mwyach
file-left = Gadawodd ar { $date }
file-trouble-offline = Dim cysylltiad. Newidiodd dim byd.
file-trouble-failed = Weithiodd hynny ddim. Mae'r dudalen hon yn dangos sut mae nawr.
file-trouble-full = Weithiodd hynny ddim: mae cynifer ag y mae'r gwasanaeth yn eu cadw, neu mae rhywun arall newydd ei newid.
file-broken = { $count ->
        [one] Doedd dim modd gwirio un o'r papurau ar y ddyfais hon. Ni ddangosir ef ac nid yw'n cyfri yma.
       *[other] Doedd dim modd gwirio { $count } o'r papurau ar y ddyfais hon. Ni ddangosir nhw ac nid ydyn nhw'n cyfri yma.
    }
file-certificates = Tystysgrifau
file-certificate = O { $from } tan { $until }
file-certificate-none = Heb dystysgrif eto
file-certificate-until = Tystysgrif tan { $date }
file-certificate-over = Daeth y dystysgrif i ben ar { $date }
file-agreements = Cytundeb cyfrinachedd
file-agreement = Fersiwn { $version }, llofnodwyd ar { $date }
file-agreement-back = Fersiwn { $version }, tynnwyd yn ôl ar { $date }
file-agreed-yes = Cytundeb wedi'i lofnodi
file-agreed-no = Heb lofnodi'r cytundeb newydd
file-trainings = Hyfforddiant
file-trainings-none = Dim ar gofnod.
file-trained-yes = Wedi'i hyfforddi
file-trained-no = Dim hyfforddiant sy'n cyfri
file-training-when = Ar { $date }, gan { $by }.
file-training-until = Yn cyfri tan { $date }.
file-training-over = Roedd yn cyfri tan { $date }.
file-training-no-end = Nid yw'n dod i ben.
file-training-unproven = Nid yw'n sicr mai deiliad a gofnododd hwn.
file-training-broken = Doedd dim modd gwirio un cofnod, felly ni ddangosir ef.
file-training-add = Cofnodi hyfforddiant
file-training-what = Beth oedd e?
file-training-what-hint = Er enghraifft: Gwrando a chyfeirio, dau ddiwrnod
file-training-by = Pwy a'i rhoddodd?
file-training-done = Pryd y gwnaed ef?
file-training-last = Y diwrnod olaf y mae'n cyfri
file-training-last-hint = Gad hwn yn wag os nad yw'n dod i ben.
file-training-record = Ei gofnodi
file-training-drop = Tynnu
file-training-drop-title = Tynnu'r hyfforddiant hwn?
file-training-drop-why = Dim ond os cofnodwyd ef ar gam. Mae'r ffaith iddo gael ei dynnu yn aros yn y rhestr o fynediadau. Os hwn oedd yr unig un, ni ellir cymryd ceisiadau newydd nes cofnodi un arall.
file-training-certify = Yr hyfforddiant
file-training-certify-why = Mae'n mynd i ffeil y tîm. Heb hyfforddiant sy'n cyfri ni ellid cymryd ceisiadau.
file-training-certify-not = Y cydlynydd neu'r rheolwr sy'n ei gofnodi yn ffeil y tîm. Heb hyfforddiant sy'n cyfri ni ellir cymryd ceisiadau.
file-leave = Gorffen y gwasanaeth
file-leave-lead = I rywun sy'n gadael y tîm am byth. Ar gyfer saib, atal yn lle hynny.
file-leave-title = Gorffen gwasanaeth { $name }?
file-leave-gone = Daw'r mynediad i ben ar unwaith, ar bob dyfais. Dirymir y dystysgrif, a llofnodir rhestr ddyletswydd heb y person. Dileir yr allweddi yma: ni all neb agor mwyach yr hyn a seliwyd iddyn nhw, na'r person ei hun. Yn y sgyrsiau agored ni ellir darllen nac ysgrifennu rhagor.
file-leave-kept = Mae'r dudalen hon o'r ffeil yn aros: enw, tystysgrifau, cytundebau a hyfforddiant. Mae myfyrwyr yn cadw'r enw mewn sgyrsiau a gawsant. Nid yw'r person ei hun yn cadw dim yma; os yw eisiau copi o'r dudalen, argraffa hi yn gyntaf. Gwahoddir a gwirir o'r newydd bwy bynnag a ddaw'n ôl.
file-leave-yes = Ie, gorffen
file-own = Fy nhudalen i o ffeil y tîm
file-own-why = Popeth mae ffeil y tîm yn ei ddweud amdanat. Gall y cydlynydd a'r rheolwr ei darllen hefyd; neb arall.
file-runs-out = Mae dy dystysgrif yn dda tan { $date }. Y cydlynydd sy'n ei hadnewyddu; does dim i ti ei wneud. Pe bai'n dod i ben, ni allet gymryd ceisiadau newydd, a byddai dy sgyrsiau agored yn mynd ymlaen am bythefnos.
file-ran-out = Daeth dy dystysgrif i ben ar { $date }. Ni elli di gymryd ceisiadau newydd nes ei hadnewyddu. Mae dy sgyrsiau agored yn mynd ymlaen am bythefnos ar ôl y diwrnod hwnnw. Dywed wrth y cydlynydd.
file-lacks-training = Ni elli di gymryd ceisiadau newydd ar hyn o bryd: nid oes hyfforddiant o'th eiddo sy'n cyfri ar gofnod. Mae dy sgyrsiau agored yn mynd ymlaen. Siarada â'r cydlynydd.
file-lacking = Ni elli di gymryd ceisiadau newydd ar hyn o bryd. Mae'r hyn sydd ar goll ar y dudalen hon.
file-agreement-new = Mae'r cytundeb cyfrinachedd wedi newid
file-agreement-new-why = Darllena ef a'i lofnodi cyn cymryd y cais nesaf. Mae dy sgyrsiau agored yn mynd ymlaen.
file-agreement-read = Ei ddarllen
file-agreement-sign = Rwy'n cytuno ac yn llofnodi
file-agreement-stale = Ni dderbyniwyd hynny. Gall y testun ar y dudalen hon fod yn un hŷn: caea'r ap, agora ef eto a darllena'r testun unwaith yn rhagor.
renew-title = Adnewyddu tystysgrifau
renew-open = Adnewyddu tystysgrifau
renew-open-why = { $count ->
        [0] Nid oes tystysgrif neb yn dod i ben o fewn chwe wythnos.
        [one] Mae un dystysgrif yn dod i ben o fewn chwe wythnos.
       *[other] Mae { $count } tystysgrif yn dod i ben o fewn chwe wythnos.
    }
renew-lead = Unwaith y tymor: mae pawb sy'n mynd ymlaen yn cael tystysgrif newydd i'r un allweddi. Cymharwyd eu hwyth gair pan ddaethant; does dim rhaid i neb eu cymharu eto. Gad allan bwy nad yw'n mynd ymlaen.
renew-days-hint = Mae deiliaid yn cael tair blynedd, archwilwyr fis.
renew-go = { $count ->
        [0] Ni ddewiswyd neb
        [one] Adnewyddu un dystysgrif
       *[other] Adnewyddu { $count } tystysgrif
    }
renew-done = { $count ->
        [0] Nid adnewyddwyd yr un.
        [one] Adnewyddwyd un dystysgrif, a llofnodwyd y rhestr ddyletswydd.
       *[other] Adnewyddwyd { $count } tystysgrif, a llofnodwyd y rhestr ddyletswydd.
    }
file-kit-neither = Dim pecyn chwaith? Yna all neb agor y ddesg hon mwyach, na ninnau. Dywed wrth y cydlynydd heddiw: daw'r cyfrif hwn i ben a chei wahoddiad o'r newydd, ag allweddi newydd. Fel gweithiwr rwyt ti'n colli dy nodiadau a'r hyn nad oeddet wedi'i anfon; nid ti biau dy sgyrsiau mwyach. Gall y ddau arall drosglwyddo rôl deiliad i'th allweddi newydd, pob un â'i hanner.
succession-title = Deiliad yn newid
succession-open = Deiliad yn newid
succession-open-why = Pan fydd y cydlynydd, y rheolwr neu'r dirprwy yn gadael, yn mynd yn sâl, neu'n colli cyfrinymadrodd a phecyn.
succession-lead = Mae olynydd yn cael ei allweddi ei hun; seliir pryderon a cheisiadau newydd i'r rhain. I ddarllen yr hyn oedd yno o'r blaen mae angen allweddi cynharach y rôl hefyd. Y sawl sy'n gadael sy'n eu trosglwyddo; lle mae'r person hwnnw wedi mynd, mae'r ddau arall yn rhoi hanner yr un, a dim ond dyfais yr olynydd sy'n rhoi'r haneri at ei gilydd.
succession-holds = { $name } sy'n dal y rôl hon.
succession-holds-me = Ti sy'n dal y rôl hon.
succession-nobody = Does neb yn dal y rôl hon ar hyn o bryd. Mae ceisiadau newydd ar gau nes y bydd rhywun.
succession-begin = Rhywun arall yn ei chymryd drosodd
succession-set-up = Mae { $name } wedi sefydlu ac yn aros i gael ei wirio.
succession-coordinator-checks = Mae'r cydlynydd yn cymharu wyth gair ac yn rhoi tystysgrif.
succession-certified = Mae gan { $name } dystysgrif ar gyfer y rôl hon ac nid yw wedi'i chymryd drosodd eto.
succession-root = Mae'r cydlynydd yn rhoi tystysgrif i ddeiliaid â gwraidd y gwasanaeth. Os yw'r cydlynydd wedi mynd, mae'r rheolwr a'r dirprwy yn rhoi'r gwraidd at ei gilydd o'u dau hanner: mae un yn rhoi ei hanner, a'r llall yn eu rhoi at ei gilydd, yn rhoi tystysgrif i'r olynydd ac yn trosglwyddo'r gwraidd. Dim ond tan hynny y mae'n aros ar y ddesg honno.
succession-root-give = Rhoi fy hanner o'r gwraidd. I: { $role }
succession-root-given = Rhoddwyd hanner o'r gwraidd. Mae'n mynd ymlaen ar y ddesg arall.
succession-root-restore = Rhoi'r gwraidd at ei gilydd
succession-keys-all = Trosglwyddwyd pob allwedd gynharach o'r rôl.
succession-keys-lacking = { $count ->
        [one] Nid yw un allwedd gynharach wedi'i throsglwyddo eto.
       *[other] Nid yw { $count } allwedd gynharach wedi'u trosglwyddo eto.
    }
succession-give-whole = Trosglwyddo fy allweddi
succession-give-whole-why = Wedyn gallant ddarllen yr hyn y gallai'r rôl hon ei ddarllen, o'r dechrau ymlaen.
succession-give-half = Rhoi fy hanner
succession-give-half-why = Nid yw dy hanner yn dweud dim ar ei ben ei hun. Gyda hanner y deiliad arall mae gan eu dyfais allweddi'r un o'r blaen. Cofnodir i ti agor dy hanner.
succession-given = Rhoddaist yr hyn sydd gennyt. Y deiliad arall sy'n rhoi'r gweddill.
succession-theirs = Pan fydd dy allweddi wedi'u trosglwyddo, mae dy olynydd yn cymryd drosodd ar ei ddesg ei hun. Daw dy fynediad i ben gyda hynny.
succession-take = Cymryd y rôl drosodd
succession-take-for = { $name } i'r rôl hon nawr: { $role }
succession-take-title = { $role }: { $name }?
succession-take-gone = Daw mynediad { $name } i ben am byth, ar bob dyfais, ac ni selir iddo ef neu hi o hyn ymlaen. Gall gofio'r hyn a ddarllenodd. Daw llythyrau at fyfyrwyr a ddechreuodd i ben gyda hynny.
succession-take-lacking = Nid yw pob allwedd gynharach wedi'i throsglwyddo. Hebddyn nhw ni all neb yn y rôl hon ddarllen yr hyn a seliwyd o'r blaen. Dim ond pwy bynnag sydd â nhw o hyd all eu trosglwyddo wedyn.
succession-take-yes = Ie, nawr
succession-trouble-offline = Dim cysylltiad. Newidiodd dim byd.
succession-trouble-failed = Weithiodd hynny ddim. Mae'r dudalen hon yn dangos sut mae nawr.
succession-trouble-unproven = Nid copi wrth gefn a wnaed gan ddeiliad y rôl hon oedd yr un a ddangosodd y gweinydd, felly ni roddwyd dim. Dywed wrth y lleill wyneb yn wyneb.
