# سياسة lancaster كاملة. مسودة.
policy-lancaster-asked =
    قبل فعل أي شيء من أجلك
    تُسأل عمّن لا تريد أن نتواصل معه وكيف يمكن الوصول إليك، ونلتزم بذلك.

policy-lancaster-breach =
    إن وصل الأمر إلى ذلك
    ما يُسجَّل مغلق أمام كل مَن قد ينظر لاحقًا في شكوى بشأنه.

policy-lancaster-numbers =
    الأرقام
    يتلقى المموّلون والهيئة التنفيذية أرقامًا. ولا شيء فيها يشير إلى شخص ما لم يوافق ذلك الشخص. { policy-part-numbers-own }

policy-lancaster-changes =
    التغييرات
    للسياسة إصدارات، وهذا أحدها. { policy-part-review }

policy-lancaster =
    { policy-part-private }

    { policy-part-enquirers }

    { policy-part-consent }

    { policy-lancaster-asked }

    { policy-part-workers }

    { policy-lancaster-limits }

    { policy-part-two }

    { policy-lancaster-breach }

    { policy-part-conflict }

    { policy-lancaster-numbers }

    { policy-part-record }

    { policy-part-kept }

    { policy-lancaster-changes }
