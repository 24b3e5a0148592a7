# سياسة ucl كاملة. مسودة.
policy-ucl-decides =
    مَن يقرر
    كبير الموظفين الذي يُناقش معه الأمر هو عادة مدير الاستشارات والمناصرة. لا تُحال إلى أحد قبل أن يتحدث معك أحد.

policy-ucl-supervision =
    الفريق
    يتحدث العاملون عن عملهم في الإشراف من دون أسماء؛ ولا تُستخدم هويتك هناك إلا حين قد يكون أحد في خطر الآن. تصل البلاغات إلى صندوق يقرؤه شخصان مذكوران بالاسم؛ يمكن للعاملين الكتابة إليه ولا يمكنهم قراءته.

policy-ucl-numbers =
    الأرقام
    يتلقى الاتحاد وقسم الجامعة الذي يدير هذا معه أرقامًا، ولا شيء فيها يشير إلى شخص. { policy-part-numbers-own }

policy-ucl-open =
    ما تتركه مفتوحًا
    تنقطع السياسة المكتوبة داخل جزئها عن الحماية، ولا تقول كم يُحفظ أي شيء؛ وقد قرر ذلك مَن يدير هذه الخدمة.

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
