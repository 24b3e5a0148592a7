# Y seiliau dros dorri cyfrinachedd. Drafft.

ground-harm-unable = Niwed difrifol, a'r person yn methu neu'n gwrthod gweithredu
ground-harm-unable-detail = Gall rhywun gael niwed difrifol, ac nid yw'r myfyriwr eisiau cael help neu nid yw'n gallu.

ground-safeguarding = Plentyn neu oedolyn mewn perygl
ground-safeguarding-detail = Gall plentyn, neu oedolyn sydd angen gofal ac amddiffyniad, fod yn anniogel.

ground-law = Mae'r gyfraith yn mynnu hynny
ground-law-detail = Mae deddf neu lys yn gorfodi'r gwasanaeth i drosglwyddo hyn.

ground-law-service = Mae'r gyfraith yn mynnu hynny (rheol y gwasanaeth hwn ei hun)
ground-law-service-detail = Mae deddf neu lys yn gorfodi'r gwasanaeth i drosglwyddo hyn; nid yw'r polisi ei hun yn enwi'r sail hon, y gwasanaeth hwn sy'n ei hychwanegu.

ground-wellbeing = Cyswllt lles
ground-wellbeing-detail = Mae angen i wasanaethau iechyd neu ddysgu'r brifysgol wybod er mwyn gallu gofalu am y myfyriwr.

ground-security-times = Amserau apwyntiadau i'r tîm Diogelwch
ground-security-times-detail = Mae'r myfyriwr wedi'i symud o'r safle, a rhaid i'r tîm Diogelwch wybod pryd y daw i apwyntiad a dim byd arall.

ground-imminent-risk = Risg ddifrifol sydd wrth law
ground-imminent-risk-detail = Gall rhywun gael niwed difrifol yn fuan iawn.

ground-terrorism-law = Cyfraith terfysgaeth
ground-terrorism-law-detail = Mae'r gyfraith ar derfysgaeth yn gorfodi'r gwasanaeth i drosglwyddo hyn; gall hefyd wahardd dweud wrth y myfyriwr.

ground-immediate-danger = Perygl difrifol ac uniongyrchol
ground-immediate-danger-detail = Mae rhywun mewn perygl difrifol nawr.

ground-harm = Niwed difrifol i'r hunan neu i eraill
ground-harm-detail = Mae'r myfyriwr neu rywun arall yn cael niwed difrifol, neu gallai hynny ddigwydd.

ground-conflict = Gwrthdaro buddiannau
ground-conflict-detail = Ni all y gwasanaeth weithredu dros y ddwy ochr, a rhaid iddo ddweud na all weithredu.

ground-asked = Mae'r myfyriwr yn gofyn am fwy o help
ground-asked-detail = Mae'r myfyriwr wedi gofyn i'r tîm am fwy o help nag y mae'r sgwrs yn ei roi.
