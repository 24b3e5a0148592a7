# السياسة على مكتب المسؤولين. مسودة.
policy-tab = السياسة
policy-tab-title = السياسة
policy-line-approval = لم يُسجَّل اعتماد السياسة المعمول بها. وإلى أن يُسجَّل، لا تُقبل طلبات جديدة.
policy-line-review = حان وقت مراجعة السياسة.

policy-approval-title = الاعتماد
policy-approver-none = لا تقول السياسة مَن يعتمد التغييرات.
policy-approver-trustees = الأمناء
policy-approved = { $by }: تم اعتماد الإصدار المعمول به.
policy-not-approved = { $by }: يجب اعتماد هذا الإصدار قبل قبول طلبات جديدة. وتستمر المحادثات المفتوحة.
policy-lead-only = يسجّله مسؤول التنسيق.
policy-approvals-day = يوم الاعتماد
policy-approvals = تسجيل الاعتماد
policy-approvals-title = تسجيل أن هذا الإصدار اعتُمد؟
policy-approvals-why = يُسجَّل أن الإصدار المعروض أدناه اعتُمد في { $date }. وتُقبل الطلبات الجديدة بموجبه منذ ذلك الحين. لا يمكن التراجع عن هذا.

policy-review-title = المراجعة
policy-review-none = لا تقول السياسة كم مرة تُراجَع.
policy-review-due = تُراجَع كل { $months } شهرًا. المرة القادمة حتى { $date }.
policy-review-near = تُراجَع كل { $months } شهرًا. موعد ذلك حتى { $date }.
policy-reviews-day = يوم المراجعة
policy-reviews = تسجيل مراجعة
policy-reviews-title = تسجيل أنها رُوجعت؟
policy-reviews-why = يُسجَّل أن الإصدار المعروض أدناه رُوجع في { $date }. لا يمكن التراجع عن هذا.

policy-rows-title = مسجَّل
policy-row-shown = بدأ العمل هنا بالإصدار { $version }
policy-row-approved = اعتُمد الإصدار { $version }
policy-row-reviewed = رُوجع الإصدار { $version }
policy-row-reminded = حان موعد مراجعة الإصدار { $version }
policy-row-decided = تقرر في { $date }.
policy-row-at = سُجّل في { $date }

policy-trouble-offline = لا يوجد اتصال. قد يكون المعروض قديمًا.
policy-trouble-changed = الإصدار المعمول به الآن إصدار آخر. يُرجى فتح المكتب من جديد والنظر فيه أولًا.
policy-trouble-failed = لم ينجح ذلك. لم يُسجَّل شيء.
