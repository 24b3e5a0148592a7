# سياسة portsmouth كاملة. مسودة.
policy-portsmouth-written =
    ما يُكتب
    لا يضم سجل الحالة إلا المهم: ما حدث وما تم. ومن حين إلى آخر يتحقق شخص معيّن لذلك من سير الخدمة؛ ينتهي وصوله تلقائيًا، ويُسجَّل، ولا يصل إلى ما تكتبه.

policy-portsmouth-numbers =
    الأرقام
    تتلقى الجامعة وشريك وساطة كل شهر والهيئات التي ينتمي إليها الاتحاد أرقامًا، ولا شيء فيها يشير إلى شخص. { policy-part-numbers-own }

policy-portsmouth-kept =
    كم من الوقت
    تُحفظ غرفتك حتى سنة بعد نهاية دراستك، مقفلة كما كانت، ثم تُتلف. تُسأل مرة واحدة، تحت رسالتك الأولى، عن الشهر الذي تنتهي فيه: لا يتحقق منه أحد، وتستطيع الخدمة قراءته. ذكره ليس لازمًا. يمكن ذكره أو تغييره أو سحبه في «سجلّي»، ويتبعه ما انتهى. وما دام لم يُذكر، تُحفظ غرفتك { $retention_days ->
        [one] يومًا واحدًا
        [two] يومين
        [few] { NUMBER($retention_days, useGrouping: 0) } أيام
       *[other] { NUMBER($retention_days, useGrouping: 0) } يومًا
    } بعد نهايتها. ومهما ذكرت، تُحفظ 30 يومًا على الأقل بعد نهايتها، ونحو عشر سنوات على الأكثر.

policy-portsmouth-open =
    ما لا تفعله هذه الخدمة
    تسمح السياسة المكتوبة بعدّ الموافقة مفهومة ضمنًا، وبمشاركة الحالات مع شريك. ولا يُفعل هنا أي منهما: لا شيء يُعدّ موافقة إلا الموافقة.

policy-portsmouth-changes =
    التغييرات
    { policy-part-review }

policy-portsmouth =
    { policy-part-private }

    { policy-part-enquirers }

    { policy-part-consent }

    { policy-part-workers }

    { policy-portsmouth-limits }

    { policy-part-two }

    { policy-part-conflict }

    { policy-portsmouth-written }

    { policy-portsmouth-numbers }

    { policy-part-record }

    { policy-portsmouth-kept }

    { policy-portsmouth-open }

    { policy-portsmouth-changes }
