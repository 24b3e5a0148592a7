# A draft. What the words are for: policy/locales/en/elsewhere.ftl.

crisis-place = Ble wyt ti?
crisis-place-here = Lle mae'r gwasanaeth hwn
crisis-place-kept = Mae dy ddewis yn aros ar y ffôn hwn. Mae sgwrs y bot yn dal i enwi rhifau'r lle y mae'r gwasanaeth hwn.
crisis-place-other = Ddim yn y rhestr? Ffonia rif argyfwng y wlad rwyt ti ynddi. Mae'r dudalen hon yn rhestru llinellau argyfwng fesul gwlad:
crisis-place-page = { $name }: agor { $page }

crisis-place-AU = Awstralia
crisis-place-CA = Canada
crisis-place-DE = Yr Almaen
crisis-place-ES = Sbaen
crisis-place-FR = Ffrainc
crisis-place-GB-ENG = Lloegr
crisis-place-GB-NIR = Gogledd Iwerddon
crisis-place-GB-SCT = Yr Alban
crisis-place-GB-WLS = Cymru
crisis-place-IE = Iwerddon
crisis-place-IN = India
crisis-place-NL = Yr Iseldiroedd
crisis-place-NZ = Seland Newydd
crisis-place-US = Unol Daleithiau America
