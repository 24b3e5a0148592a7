# الحفظ والإتلاف. مسودة.
keeping-title = الحفظ
keeping-lead = تُتلف المحادثات المنتهية بعد { $conversations ->
        [one] يوم واحد
        [two] يومين
        [few] { $conversations } أيام
       *[other] { $conversations } يومًا
    }{ $after_degree ->
        [on] ، أو بعد سنة من نهاية الدراسة حين يذكر الطالب موعدها
       *[off] {""}
    }، والبلاغات والملاحظات والشكاوى المغلقة وحالات الإفصاح المنتهية وملاحظات الاستفسارات وعمليات تدقيق السجلات المنتهية بعد { $records ->
        [one] يوم واحد
        [two] يومين
        [few] { $records } أيام
       *[other] { $records } يومًا
    }. يحدث ذلك تلقائيًا. هنا أعداد فقط، لا أصحابها أبدًا.
keeping-due-title = ما حان موعده
keeping-due-none = لا شيء مما انتهى ينتظر موعده.
keeping-count-concern = { $count ->
        [one] بلاغ سلامة واحد
        [two] بلاغا سلامة
        [few] { $count } بلاغات سلامة
       *[other] { $count } بلاغ سلامة
    }
keeping-count-note = { $count ->
        [one] ملاحظة إشراف واحدة
        [two] ملاحظتا إشراف
        [few] { $count } ملاحظات إشراف
       *[other] { $count } ملاحظة إشراف
    }
keeping-count-disclosure = { $count ->
        [one] حالة إفصاح واحدة
        [two] حالتا إفصاح
        [few] { $count } حالات إفصاح
       *[other] { $count } حالة إفصاح
    }
keeping-count-report = { $count ->
        [one] بلاغ واحد
       *[other] { $count } من البلاغات
    }
keeping-count-enquiry = { $count ->
        [one] ملاحظة استفسار واحدة
       *[other] { $count } من ملاحظات الاستفسارات
    }
keeping-count-audit = { $count ->
        [one] عملية تدقيق سجلات واحدة
       *[other] { $count } من عمليات تدقيق السجلات
    }
keeping-count-conversation = { $count ->
        [one] محادثة واحدة
        [two] محادثتان
        [few] { $count } محادثات
       *[other] { $count } محادثة
    }
keeping-count-contact = { $count ->
        [one] محادثة واحدة مع مسؤول
        [two] محادثتان مع مسؤولين
        [few] { $count } محادثات مع مسؤولين
       *[other] { $count } محادثة مع مسؤولين
    }
keeping-open-long = مفتوحة منذ أكثر من سنة: { $what }. لا يُتلف المفتوح أبدًا. يُغلق ما انتهى.
keeping-soon = قبل نهاية الشهر القادم يحين موعد إتلاف شيء. يُؤجَّل إن كان لازمًا بعد.
keeping-line-hold = يطلب مسؤول آخر كلمتك في حفظ: شيء يُراد إبقاؤه أو لم يعد.
keeping-open = فتح الحفظ
keeping-postpone-title = تأجيل
keeping-postpone-lead = لا يُتلف شيء من نوع ما قبل يوم تختاره، خلال سنة على الأكثر. ويبقى ذلك ووقته في قائمة مرات الوصول.
keeping-postpone-none = لم يُؤجَّل شيء.
keeping-postponed = { $kind }: ليس قبل { $date }. { $reason }
keeping-kind = ماذا
keeping-kind-concern = بلاغات السلامة
keeping-kind-note = ملاحظات الإشراف
keeping-kind-disclosure = حالات الإفصاح
keeping-kind-report = الشكاوى والحوادث
keeping-kind-enquiry = ملاحظات الاستفسارات
keeping-kind-audit = عمليات تدقيق السجلات
keeping-kind-conversation = المحادثات
keeping-kind-contact = المحادثات مع المسؤولين
keeping-until = ليس قبل
keeping-why = لماذا
keeping-why-incident = بعد حادث خطير
keeping-why-complaint = هناك شكوى مفتوحة
keeping-why-legal = تطلبه محكمة أو جهة رقابية
keeping-why-audit = يحتاج إليه تدقيق
keeping-why-unfinished = هناك ما لم يكتمل
keeping-postpone = تأجيل
keeping-postpone-ask = تأجيل الإتلاف؟
keeping-postpone-sure = { $kind }: لا يُتلف شيء قبل { $date }.
keeping-hold-title = حفظ خاص
keeping-hold-lead = بعد حادث خطير يمكن لمسؤولَين الاتفاق على إبقاء كل ما انتهى في فترة. ومنذ ذلك الحين لا يُتلف بمرور الوقت، ويُخبَر الطالب الذي يريد محوه بأنه يجب حفظه في الوقت الحالي. وينهيه الاثنان نفسهما.
keeping-hold-none = لا شيء محفوظ هكذا.
keeping-hold-from = انتهى من
keeping-hold-to = إلى
keeping-hold-ask = طلب حفظ
keeping-hold-sure = إبقاء كل ما انتهى من { $from } إلى { $to }؟ يُحفظ بعد موافقة مسؤول آخر.
keeping-hold-ask-title = طلب حفظ؟
keeping-hold-period = كل ما انتهى من { $from } إلى { $to }
keeping-hold-one-concern = بلاغ سلامة واحد
keeping-hold-one-note = ملاحظة إشراف واحدة
keeping-hold-one-disclosure = حالة إفصاح واحدة
keeping-hold-one-conversation = محادثة واحدة
keeping-hold-one-contact = محادثة واحدة مع مسؤول
keeping-hold-state-asked = طلبه { $by }. لا يُبقي شيئًا إلى أن يوافق مسؤول آخر.
keeping-hold-state-held = محفوظ. طلبه { $by }.
keeping-hold-state-ending = محفوظ. طلب أحد الاثنين إنهاءه؛ ويجب أن يوافق الآخر.
keeping-hold-state-ended = انتهى.
keeping-hold-agree = موافقة: إبقاؤه
keeping-hold-end = إنهاؤه
keeping-hold-withdraw = سحبه
keeping-hold-agree-end = موافقة: إنهاؤه
keeping-hold-this = إبقاء هذا البلاغ ومحادثته
keeping-hold-this-title = طلب إبقائهما؟
keeping-hold-this-why = لا يُتلف هذا البلاغ والمحادثة التي يذكرها بمرور الوقت، ولا يستطيع الطالب محو تلك المحادثة، بعد أن يوافق مسؤول آخر في «السياسة» تحت «الحفظ». وتعلم الخدمة عندئذ أن الاثنين مرتبطان.
keeping-hold-this-done = تم الطلب. يمكن لمسؤول آخر الموافقة في «السياسة» تحت «الحفظ».
keeping-destroyed-title = ما أُتلف
keeping-destroyed-none = لم يُتلف شيء بمرور الوقت بعد.
keeping-certificate = حفظ الشهادة
keeping-certificate-later = يمكن حفظ شهادة الشهر بعد انتهائه.
keeping-certificate-hint = يمكن لمن يدير الخدمة التحقق منها بالأمر peerlink certificate. ولا تعدّ من بلاغات السلامة وحالات الإفصاح والشكاوى والحوادث إلا ما تحمله.
keeping-trouble = لم ينجح ذلك. لم يتغيّر شيء.
