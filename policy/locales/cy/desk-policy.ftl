# Y polisi ar ddesg y deiliaid. Drafft.
policy-tab = Polisi
policy-tab-title = Y polisi
policy-line-approval = Nid yw'r polisi sydd mewn grym wedi'i gofnodi fel un a gymeradwywyd. Nes iddo gael ei gofnodi, ni dderbynnir ceisiadau newydd.
policy-line-review = Mae'n bryd edrych ar y polisi eto.

policy-approval-title = Cymeradwyaeth
policy-approver-none = Nid yw'r polisi'n dweud pwy sy'n cymeradwyo newidiadau.
policy-approver-trustees = Yr ymddiriedolwyr
policy-approved = { $by }: wedi cymeradwyo'r fersiwn sydd mewn grym.
policy-not-approved = { $by }: rhaid cymeradwyo'r fersiwn hon cyn derbyn ceisiadau newydd. Mae sgyrsiau sydd ar agor yn mynd ymlaen.
policy-lead-only = Y cydlynydd sy'n ei chofnodi.
policy-approvals-day = Diwrnod y gymeradwyaeth
policy-approvals = Cofnodi'r gymeradwyaeth
policy-approvals-title = Cofnodi bod y fersiwn hon wedi'i chymeradwyo?
policy-approvals-why = Cofnodir bod y fersiwn a ddangosir isod wedi'i chymeradwyo ar { $date }. Derbynnir ceisiadau newydd oddi tani o hynny ymlaen. Does dim modd dadwneud hyn.

policy-review-title = Adolygiad
policy-review-none = Nid yw'r polisi'n dweud pa mor aml yr edrychir arno eto.
policy-review-due = Edrychir arno eto bob { $months } mis. Nesaf erbyn { $date }.
policy-review-near = Edrychir arno eto bob { $months } mis. Mae hyn i fod erbyn { $date }.
policy-reviews-day = Diwrnod yr adolygiad
policy-reviews = Cofnodi adolygiad
policy-reviews-title = Cofnodi yr edrychwyd arno eto?
policy-reviews-why = Cofnodir bod y fersiwn a ddangosir isod wedi'i hadolygu ar { $date }. Does dim modd dadwneud hyn.

policy-rows-title = Ar gofnod
policy-row-shown = Daeth fersiwn { $version } i rym yma
policy-row-approved = Cymeradwywyd fersiwn { $version }
policy-row-reviewed = Adolygwyd fersiwn { $version }
policy-row-reminded = Roedd yn bryd adolygu fersiwn { $version }
policy-row-decided = Penderfynwyd ar { $date }.
policy-row-at = Cofnodwyd ar { $date }

policy-trouble-offline = Does dim cysylltiad. Gall yr hyn a ddangosir fod yn hen.
policy-trouble-changed = Mae'r fersiwn sydd mewn grym yn un arall nawr. Agora'r ddesg eto, ac edrycha arni'n gyntaf.
policy-trouble-failed = Weithiodd hynny ddim. Chofnodwyd dim byd.
