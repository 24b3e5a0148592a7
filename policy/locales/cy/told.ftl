# Pwy gaiff wybod yn ôl polisi, a phwy sy'n cael y rhifau. Drafft.
told-services-concerned = Y gwasanaethau dan sylw
told-security-on-premises = Y tîm Diogelwch, os yw'n digwydd ar y safle
told-director-of-student-support = Y Cyfarwyddwr Cymorth i Fyfyrwyr
told-health-services = Gwasanaethau iechyd y brifysgol
told-learning-services = Gwasanaethau dysgu'r brifysgol

given-union = Yr undeb
given-university-division = Yr adran o'r brifysgol sy'n rhedeg hwn gyda'r undeb
given-university = Y brifysgol
given-agencies = Asiantaethau allanol
given-reports = Adroddiadau
given-campaigns = Ymgyrchoedd
given-funders = Cyllidwyr
given-executive = Y weithrediaeth
given-mediation-partner = Partner cyfryngu, bob mis
given-membership-bodies = Y cyrff y mae'r undeb yn perthyn iddyn nhw
