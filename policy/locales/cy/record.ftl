# My record: what a student agreed to, where their key is, and who is signed in. What stands on other screens
# too is in app.ftl.

record-title = Fy nghofnod
record-consents = Yr hyn y cytunaist iddo
record-none = Dim byd eto
record-withdraw = Tynnu fy nghytundeb yn ôl
record-withdraw-title = Tynnu dy gytundeb yn ôl?
record-withdraw-gone = Os wyt ti'n aros, caiff dy gais ei ganslo. Os wyt ti mewn sgwrs, mae'n gorffen. Gelli di ddarllen yr hyn a ysgrifennwyd nes iddo gael ei ddinistrio. Mae pryderon diogelwch sydd wedi'u codi eisoes yn cael eu cadw.
record-withdraw-failed = Chafodd hynny mo'i orffen. Rho gynnig arall arni, er mwyn iddo fod yn gyflawn.
record-withdraw-yes = Ie, tynna fe'n ôl
record-withdrawn = Tynnaist dy gytundeb yn ôl. Ni fydd neb yma'n ysgrifennu atat nawr.
record-accesses = Pwy ddaeth at yr hyn sy'n eiddo i ti
record-key = Ble mae dy allwedd
record-again = Gyda phwy y byddwn yn siarad eto
record-noted = Beth nododd fy ngweithiwr
record-copy = Cadw copi
lock-title = Cloi'r ystafell hon
lock-on = ymlaen
lock-off = i ffwrdd
record-erase = Dileu
record-signed-in = Ble rydych wedi mewngofnodi
