# Cadw a dinistrio. Drafft.
keeping-title = Cadw
keeping-lead = Dinistrir sgyrsiau a orffennodd ar ôl { $conversations ->
        [one] un diwrnod
       *[other] { $conversations } diwrnod
    }{ $after_degree ->
        [on] , neu flwyddyn ar ôl diwedd gradd lle dywedodd ei myfyriwr pryd y bydd
       *[off] {""}
    }, pryderon, nodiadau ac adroddiadau a gaewyd, datgeliadau a ddaeth i ben, nodiadau o ymholiadau ac archwiliadau o gofnodion a ddaeth i ben ar ôl { $records ->
        [one] un diwrnod
       *[other] { $records } diwrnod
    }. Mae hyn yn digwydd ohono'i hun. Dyma gyfrifon, byth gan bwy.
keeping-due-title = Yr hyn sydd ar fin cael ei ddinistrio
keeping-due-none = Does dim sydd wedi dod i ben yn aros am ei ddiwrnod.
keeping-count-concern = { $count ->
        [one] un pryder diogelwch
       *[other] { $count } pryder diogelwch
    }
keeping-count-note = { $count ->
        [one] un nodyn ar gyfer goruchwyliaeth
       *[other] { $count } nodyn ar gyfer goruchwyliaeth
    }
keeping-count-disclosure = { $count ->
        [one] un datgeliad
       *[other] { $count } datgeliad
    }
keeping-count-report = { $count ->
        [one] un adroddiad
       *[other] { $count } adroddiad
    }
keeping-count-enquiry = { $count ->
        [one] un nodyn o ymholiad
       *[other] { $count } nodyn o ymholiad
    }
keeping-count-audit = { $count ->
        [one] un archwiliad o gofnodion
       *[other] { $count } archwiliad o gofnodion
    }
keeping-count-conversation = { $count ->
        [one] un sgwrs
       *[other] { $count } sgwrs
    }
keeping-count-contact = { $count ->
        [one] un sgwrs gyda deiliad
       *[other] { $count } sgwrs gyda deiliaid
    }
keeping-open-long = Ar agor ers mwy na blwyddyn: { $what }. Ni ddinistrir byth yr hyn sydd ar agor. Caea'r hyn sydd ar ben.
keeping-soon = Erbyn diwedd y mis nesaf daw rhywbeth i'w ddinistrio. Gohiria ef os oes ei angen o hyd.
keeping-line-hold = Mae deiliad arall yn gofyn am dy air am gadw: mae rhywbeth i'w gadw, neu ddim mwyach.
keeping-open = Agor Cadw
keeping-postpone-title = Gohirio
keeping-postpone-lead = Ni ddinistrir dim o fath cyn diwrnod a ddewisi, blwyddyn ymlaen ar y mwyaf. Mae'r ffaith i ti wneud, a phryd, yn aros ar y rhestr o fynediadau.
keeping-postpone-none = Ni ohiriwyd dim.
keeping-postponed = { $kind }: ddim cyn { $date }. { $reason }
keeping-kind = Beth
keeping-kind-concern = Pryderon diogelwch
keeping-kind-note = Nodiadau ar gyfer goruchwyliaeth
keeping-kind-disclosure = Datgeliadau
keeping-kind-report = Cwynion a digwyddiadau
keeping-kind-enquiry = Nodiadau o ymholiadau
keeping-kind-audit = Archwiliadau o gofnodion
keeping-kind-conversation = Sgyrsiau
keeping-kind-contact = Sgyrsiau gyda deiliaid
keeping-until = Ddim cyn
keeping-why = Pam
keeping-why-incident = Ar ôl digwyddiad difrifol
keeping-why-complaint = Mae cwyn ar agor
keeping-why-legal = Mae llys neu reoleiddiwr yn gofyn amdano
keeping-why-audit = Mae ar archwiliad ei angen
keeping-why-unfinished = Nid yw rhywbeth wedi'i orffen
keeping-postpone = Gohirio
keeping-postpone-ask = Gohirio dinistrio?
keeping-postpone-sure = { $kind }: ni ddinistrir dim cyn { $date }.
keeping-hold-title = Cadw arbennig
keeping-hold-lead = Ar ôl digwyddiad difrifol gall dau ddeiliad gytuno i gadw popeth a ddaeth i ben mewn cyfnod. O hynny ymlaen nid yw amser yn ei ddinistrio, a dywedir wrth fyfyriwr sydd eisiau ei ddileu fod rhaid ei gadw am y tro. Yr un ddau sy'n dod ag ef i ben.
keeping-hold-none = Ni chedwir dim felly.
keeping-hold-from = Daeth i ben o
keeping-hold-to = hyd
keeping-hold-ask = Gofyn am gadw
keeping-hold-sure = Cadw popeth a ddaeth i ben o { $from } hyd { $to }? Cedwir ef pan fydd deiliad arall yn cytuno.
keeping-hold-ask-title = Gofyn am gadw?
keeping-hold-period = Popeth a ddaeth i ben o { $from } hyd { $to }
keeping-hold-one-concern = Un pryder diogelwch
keeping-hold-one-note = Un nodyn ar gyfer goruchwyliaeth
keeping-hold-one-disclosure = Un datgeliad
keeping-hold-one-conversation = Un sgwrs
keeping-hold-one-contact = Un sgwrs gyda deiliad
keeping-hold-state-asked = Gofynnwyd gan { $by }. Nid yw'n cadw dim nes i ddeiliad arall gytuno.
keeping-hold-state-held = Yn cael ei gadw. Gofynnwyd gan { $by }.
keeping-hold-state-ending = Yn cael ei gadw. Gofynnodd un o'r ddau am ddod ag ef i ben; rhaid i'r llall gytuno.
keeping-hold-state-ended = Daeth i ben.
keeping-hold-agree = Cytuno: ei gadw
keeping-hold-end = Dod ag ef i ben
keeping-hold-withdraw = Ei dynnu'n ôl
keeping-hold-agree-end = Cytuno: dod ag ef i ben
keeping-hold-this = Cadw'r pryder hwn a'i sgwrs
keeping-hold-this-title = Gofyn i'r rhain gael eu cadw?
keeping-hold-this-why = Nid yw amser yn dinistrio'r pryder hwn na'r sgwrs mae'n ei henwi, ac ni all y myfyriwr ddileu'r sgwrs honno, ar ôl i ddeiliad arall gytuno yn Polisi, o dan Cadw. Mae'r gwasanaeth yn dysgu wedyn bod y ddau'n perthyn i'w gilydd.
keeping-hold-this-done = Gofynnwyd. Gall deiliad arall gytuno yn Polisi, o dan Cadw.
keeping-destroyed-title = Wedi'i ddinistrio
keeping-destroyed-none = Nid yw amser wedi dinistrio dim eto.
keeping-certificate = Cadw'r dystysgrif
keeping-certificate-later = Gellir cadw tystysgrif mis ar ôl i'r mis ddod i ben.
keeping-certificate-hint = Gall pwy bynnag sy'n rhedeg y gwasanaeth ei gwirio gyda peerlink certificate. O'r pryderon, datgeliadau, cwynion a digwyddiadau, dim ond y rhai rwyt ti'n eu dal y mae'n eu cyfri.
keeping-trouble = Weithiodd hynny ddim. Newidiodd dim byd.
