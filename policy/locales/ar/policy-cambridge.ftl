# سياسة cambridge كاملة. مسودة.
policy-cambridge-written =
    ما يُكتب
    لا يضم سجل الحالة إلا المهم: ما حدث وما تم. وإن وجب كسر السرية، يقول السجل لماذا، ومَن استُشير، ومَن أُخبر؛ ولا يُضاف اسمك إلا بعد أن وجب كشفه.

policy-cambridge-numbers =
    الأرقام
    تدخل الأرقام في التقارير والحملات، ولا شيء فيها يشير إلى شخص. { policy-part-numbers-own }

policy-cambridge-open =
    ما تتركه مفتوحًا
    لا تقول السياسة المكتوبة كم يُحفظ أي شيء؛ وقد قرر ذلك مَن يدير هذه الخدمة.

policy-cambridge =
    { policy-part-private }

    { policy-part-enquirers }

    { policy-part-workers }

    { policy-cambridge-limits }

    { policy-part-two }

    { policy-cambridge-written }

    { policy-cambridge-numbers }

    { policy-part-record }

    { policy-part-kept }

    { policy-cambridge-open }
