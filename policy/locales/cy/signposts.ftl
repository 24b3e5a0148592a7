# Pwy arall all helpu. Drafft.

signposts-lead = Dyw'r rhain ddim yn rhan o'r gwasanaeth hwn. Mae'r hyn rwyt ti'n chwilio amdano'n aros ar y ffôn hwn.
signposts-lead-worker = Dangos y ffordd wyt ti, nid rhoi cyngor. Aiff yr hyn a ddewisi i'th neges, lle gelli di ei newid o hyd.
signposts-search = Chwilio
signposts-search-hint = Er enghraifft: arian, nos, meddyg
signposts-found = { $count ->
        [one] Cafwyd un
       *[other] Cafwyd { $count }
    }
signposts-none = Dim canlyniad. Rho gynnig ar air arall, neu gwagia'r chwiliad i weld popeth.
signposts-failed = Doedd dim modd llwytho'r rhestr.
signposts-hours = Pryd:
signposts-languages = Nid yw pob un o'r rhain yn dy iaith di. Mae'r rheini mewn { $languages }.
signposts-country = Yn: { $country }
signposts-checked = Gwiriwyd ddiwethaf: { $date }
signposts-unchecked = Does neb yma wedi gwirio hwn eto: edrycha ar dudalen y gwasanaeth ei hun yn gyntaf.
signposts-outdated = Wedi dyddio: gwiriwyd ddiwethaf ar { $date }. Edrycha ar dudalen y gwasanaeth ei hun yn gyntaf.
signposts-page = Agor { $page }
signposts-insert = Rhoi yn y neges
signposts-insert-what = Rhoi yn y neges: { $name }

signposts-card-hours = Pryd: { $hours }
signposts-card-call = Ffonio: { $number }
signposts-card-text = Tecstio: { $number }
signposts-card-text-word = Tecstio { $word } i: { $number }
signposts-card-page = Tudalen: { $page }
signposts-card-old = Dydw i ddim wedi gwirio'r manylion hyn yn ddiweddar: edrycha ar eu tudalen eu hunain yn gyntaf.
signposts-card-ways = Ffyrdd o gyrraedd { $name }

signposts-category-listening = Rhywun sy'n gwrando
signposts-category-health = Iechyd
signposts-category-university = Yn y brifysgol
signposts-category-safety = Diogelwch
signposts-category-identity = Bod yn ti dy hun
signposts-category-loss = Colled
signposts-category-money = Arian a hawliau
signposts-category-housing = Tai
signposts-category-abroad = O dramor, neu dramor
signposts-category-other = Arall
