# Pwy ddaeth at yr hyn sy'n eiddo i fyfyriwr. Drafft.

accesses-lead = Bob tro y daeth rhywun yn y tîm at yr hyn sy'n eiddo i ti, a beth wnaeth y gwasanaeth ag ef.
accesses-hour = { $date }, { $from } tan { $to }
accesses-none = Does neb wedi dod at unrhyw beth o'th eiddo eto.
accesses-all = Dangos pob un o'r { $count }
accesses-failed = Doedd dim modd darllen hwn ar hyn o bryd.
accesses-not-listed = Nid yw pryderon diogelwch wedi'u rhestru yma: rhaid i rywun sy'n edrych dros dy ysgwydd beidio â dod i wybod am un, na rhywun y mae'n ymwneud ag ef. Dywedwyd hynny wrthyt cyn i ti ysgrifennu. Os agorwyd dy hunaniaeth, cei wybod yma cyn gynted ag y bydd hynny'n ddiogel ac yn cael ei ganiatáu.

accesses-what-request-claimed = Cymerodd dy gais ac agorodd dy lythyr
accesses-what-request-released = Rhoddodd dy gais yn ôl i'r lleill
accesses-what-request-lapsed = Aeth dy gais yn ôl at y lleill: roedd yr amser i ateb ar ben
accesses-what-request-wraps-dropped = Dinistriwyd allweddi'r gweithwyr eraill i dy lythyr
accesses-what-conversation-opened = Atebodd ti: dechreuodd y sgwrs
accesses-what-conversation-handed-over = Aeth y sgwrs at weithiwr arall
accesses-what-conversation-renewed = Adnewyddwyd allweddi'r sgwrs
accesses-what-case-closed = Gorffennodd y sgwrs
accesses-what-contact-written = Ysgrifennodd atat, mewn sgwrs ar wahân
accesses-what-contact-closed = Gorffennodd y sgwrs a ddechreuodd
accesses-what-other = Defnyddiwyd rhywbeth o'th eiddo

accesses-role-worker = Gweithiwr
accesses-role-coordinator = Y cydlynydd
accesses-role-manager = Y rheolwr
accesses-role-deputy = Y dirprwy
accesses-role-consultant = Ymgynghorydd
accesses-role-auditor = Archwilydd
accesses-role-service = Y gwasanaeth ei hun
accesses-role-other = Rhywun yn y tîm

accesses-opened = Agorwyd dy hunaniaeth
accesses-opened-unread = Does dim modd agor ar y ffôn hwn yr hyn a ysgrifennwyd atat am hyn. Gofynna i'r tîm.
accesses-ground = Rheswm
accesses-why = Yr hyn maen nhw'n ei ddweud amdano
accesses-told = Pwy gafodd wybod
accesses-fields = Yr hyn a drosglwyddwyd
accesses-by = Pwy wnaeth hyn
accesses-by-unsure = Allai'r ffôn hwn ddim gwirio pwy ysgrifennodd hwn atat.
accesses-field-telegram-id = Dy gyfrif Telegram
accesses-field-telegram-name = Dy enw yn Telegram
accesses-field-name = Dy enw dy hun
accesses-field-phone = Dy rif ffôn
accesses-field-place = Ble rwyt ti'n byw
accesses-field-someone = Rhywun i'w ffonio
accesses-what-conversation-unattended = Sylwodd nad yw dy weithiwr yn ateb
accesses-what-conversation-attended = Sylwodd fod dy weithiwr yno eto
accesses-what-handover-willing = Darllenodd dy gerdyn a dywedodd y byddai'n mynd ymlaen gyda thi
accesses-what-case-not-acted = Dywedodd na all y gwasanaeth weithredu ar dy gais
accesses-what-record-written = Ysgrifennodd yng nghofnod dy sgwrs
accesses-what-record-read = Darllenodd gofnod dy sgwrs
accesses-what-record-sampled = Gadawodd i archwilydd ddarllen cofnod dy sgwrs
accesses-what-record-audited = Darllenodd gofnod dy sgwrs, i weld a yw cofnodion yn cael eu cadw'n dda
accesses-what-record-judged = Dywedodd beth a welodd yn y cofnod hwnnw
accesses-what-record-audit-ended = Daeth amser archwilydd i ben: ni all ddarllen y cofnod hwnnw mwyach
