# Polisi ucl, a’r cyfan wedi’i roi at ei gilydd. Drafft.
policy-ucl-decides =
    Pwy sy'n penderfynu
    Yr uwch aelod o staff y trafodir ef gydag ef yw'r Rheolwr Cyngor ac Eiriolaeth fel arfer. Ni chei dy gyfeirio at neb cyn i rywun siarad â thi.

policy-ucl-supervision =
    Y tîm
    Mae gweithwyr yn siarad am eu gwaith mewn goruchwyliaeth heb enwau; defnyddir pwy wyt ti yno dim ond pan all rhywun fod mewn perygl nawr. Mae pryderon yn mynd i flwch y mae dau berson a enwir yn ei ddarllen; gall gweithwyr ysgrifennu ato ond ni allan nhw ei ddarllen.

policy-ucl-numbers =
    Rhifau
    Mae'r Undeb a'r adran o'r brifysgol sy'n rhedeg hwn gydag ef yn cael rhifau, ac nid oes dim ynddyn nhw sy'n pwyntio at berson. { policy-part-numbers-own }

policy-ucl-open =
    Yr hyn mae'n ei adael ar agor
    Mae'r polisi ysgrifenedig yn torri i ffwrdd o fewn ei ran ar ddiogelu, ac nid yw'n dweud am faint y cedwir dim; pwy bynnag sy'n rhedeg y gwasanaeth hwn benderfynodd hynny.

policy-ucl =
    { policy-part-private }

    { policy-part-enquirers }

    { policy-part-workers }

    { policy-ucl-limits }

    { policy-ucl-limits-under-18 }

    { policy-ucl-decides }

    { policy-ucl-supervision }

    { policy-part-two }

    { policy-ucl-numbers }

    { policy-part-record }

    { policy-part-kept }

    { policy-ucl-open }
