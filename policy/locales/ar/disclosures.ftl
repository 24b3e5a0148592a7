# الإفصاح من مسؤولَين. مسودة.

disclosures-tab = الإفصاح
disclosures-title = حالات الإفصاح
disclosures-lead = كشف هوية الطالب يحتاج إلى مسؤولَين: أحدهما يكتب السبب، والآخر يقرر من دون أن يعرف مَن هو. يُبدأ من بلاغ في الصندوق.
disclosures-lead-auditor = سجلات الإفصاح التي ختمها لك أحد المسؤولين. ليس فيها مَن هو الطالب.
disclosures-empty = لا توجد حالات.
disclosures-prepare = إعداد إفصاح
disclosures-now = { $count ->
        [one] ينتظرك إفصاح واحد.
        [two] ينتظرك إفصاحان.
        [few] تنتظرك { $count } حالات إفصاح.
       *[other] تنتظرك { $count } حالة إفصاح.
    }
disclosures-now-overdue = { $count ->
        [one] تأخّر ذكر ما تم بعد كشف هوية.
        [two] تأخّر ذكر ما تم في حالتَي إفصاح.
        [few] تأخّر ذكر ما تم في { $count } حالات إفصاح.
       *[other] تأخّر ذكر ما تم في { $count } حالة إفصاح.
    }
disclosures-now-go = عرض

disclosures-state-requested = بانتظار قرار
disclosures-state-approved = تمت الموافقة، لم تُكشف
disclosures-state-opened = كُشفت
disclosures-state-completed = اكتمل
disclosures-state-refused = رُفض
disclosures-state-withdrawn = سُحب، بحسب الخدمة
disclosures-withheld-badge = تحجبه الخدمة
disclosures-withheld = لم تعد الخدمة تعرض هذا كما قرأه هذا الجهاز. ما يظهر هنا هو ما قُرئ ووُقّع؛ ولا يمكن فعل شيء به الآن. تحدّث مع المسؤول الآخر وجهًا لوجه.
disclosures-turn-decide = القرار لك
disclosures-turn-open = يمكنك كشفها
disclosures-turn-complete = يلزم ذكر ما تم
disclosures-overdue = متأخر
disclosures-asked = طُلب في { $date }
disclosures-pair = يطلب { $requester }، ويقرر { $approver }
disclosures-broken-record = تعذّر التحقق من هذا السجل على هذا الجهاز، فلا يُعرض منه شيء. يُرجى إخبار المسؤول الآخر وجهًا لوجه.
disclosures-broken-decision = تعذّر التحقق من القرار على هذا الجهاز. لا يمكن فعل شيء بهذا الإفصاح هنا. يُرجى إخبار المسؤول الآخر وجهًا لوجه.
disclosures-broken-completion = تعذّر التحقق على هذا الجهاز مما قيل إنه تم. يُرجى إخبار المسؤول الآخر وجهًا لوجه.
disclosures-draft = أنت تكتب إفصاحًا.
disclosures-draft-go = متابعة الكتابة
disclosures-draft-drop = التخلص منه
disclosures-draft-drop-title = التخلص مما كتبته؟
disclosures-draft-drop-why = لم يُرسَل منه شيء. سيزول.
disclosures-draft-drop-yes = نعم، التخلص منه

disclosures-form-title = إعداد إفصاح
disclosures-form-lead = هذا هو السجل. يسبق كشف أي شيء، وتوقّعه أنت، ويبقى. لا تعرف بعد مَن هو الطالب؛ يُكتب بحيث لا يحتاج المسؤول الآخر إلى أن يعرف أيضًا.
disclosures-form-flag = عن البلاغ بسبب «{ $ground }»، المكتوب في { $date }.
disclosures-form-lacking = ينقص شيء:
disclosures-form-lacks = يُرجى ذكر هذا أيضًا.
disclosures-form-ground = بأي سبب؟
disclosures-form-ground-hint = لا تسمح بذلك إلا هذه الأسباب.
disclosures-form-ground-none = تعذّرت قراءة أسباب السياسة. يُرجى التحقق من الاتصال.
disclosures-form-ground-again = إعادة المحاولة
disclosures-form-outline = ما حدث بإيجاز
disclosures-form-outline-hint = من دون اسم أحد أو رقمه أو غرفته أو عنوانه. يقرر المسؤول الآخر من دون أن يعرف مَن هو، ليكون القرار بشأن ما حدث.
disclosures-form-names = { $count ->
        [one] قد يدل هذا على هويته:
        [two] قد يدل هذان على هويته:
       *[other] قد تدل هذه على هويته:
    }
disclosures-form-names-how = يُكتب «صديق» أو «سكنه» بدلًا من ذلك، ما لم يكن لا يخص أحدًا.
disclosures-form-aim = ما الذي يحققه إخبار أحد؟
disclosures-form-aim-hint = ما الذي يصبح أكثر أمانًا به، ولماذا لا يكفي ما هو أقل.
disclosures-form-recipients = مَن سيُخبَر؟
disclosures-form-recipients-hint = أقل عدد ممكن. واحدًا واحدًا: دور، أو خدمة، أو شخص مذكور بالاسم.
disclosures-form-recipient = مَن
disclosures-form-recipient-add = إضافة
disclosures-form-recipient-drop = إزالة { $name }
disclosures-form-fields = بماذا سيُخبَرون من هوية الطالب؟
disclosures-form-fields-hint = أقل قدر ممكن. لا يُعرض عند كشف الهوية إلا ما تحدده هنا، ولا يُعرض الباقي.
disclosures-form-consulted = مَن استشرت؟
disclosures-form-consulted-hint = يجب سؤال أحد الكبار قبل كسر السرية. يُذكر مَن، ومتى، وبماذا نصح.
disclosures-form-told = هل يعلم الطالب؟
disclosures-form-told-hint = يُحاوَل إخباره أولًا إن كان ذلك آمنًا: يمكنك الكتابة إليه من البلاغ. وتُدوَّن رغبته حتى حين تخالفها.
disclosures-form-told-told = نعم، أُخبر
disclosures-form-told-not-told = لا، لم يُخبَر
disclosures-form-wishes = ما رغبته؟
disclosures-form-why-not = لماذا لم يُخبَر؟
disclosures-form-why-not-hint = مثلًا: يزيد ذلك الخطر، أو لم يكن هناك وقت، أو يمنعه القانون. ومن دون سبب يجب إخباره.
disclosures-form-telling = متى يقرأ عن ذلك في «سجلّي»؟
disclosures-form-telling-hint = يعرض «سجلّي» للطلاب مَن اطّلع على ما يخصهم. وبعد الوقت الذي تختاره يعرض هذا أيضًا.
disclosures-telling-at-once = فور كشفها
disclosures-telling-week = بعد أسبوع
disclosures-telling-month = بعد 30 يومًا
disclosures-telling-quarter = بعد 90 يومًا
disclosures-telling-lifted = ليس قبل أن يسمح أحد المسؤولين
disclosures-form-note = ما سيقرؤه هناك
disclosures-form-note-hint = إلى الطالب، بكلمات واضحة: لماذا تم ذلك. ويقرأ أيضًا السبب، ومَن أُخبر، وبماذا.
disclosures-form-closed = هل هناك مَن يُمنع من قراءة هذا السجل؟
disclosures-form-closed-hint = يُحدَّد كل مَن قد ينظر في شكوى بشأنه. لا يُسلَّم إليه أبدًا، ولا حتى بصفة مدقق أو بعد تجديد شهادته.
disclosures-form-closed-none = لا يوجد غيركم في الفريق مَن يمكن أن يُسلَّم إليه.
disclosures-form-approver = مَن يقرر؟
disclosures-form-approver-hint = المسؤول الآخر. والنائب فقط عند غيابه: قد لا يكون البلاغ لدى النائب، فلا يمكنه مقارنة هذا السجل به.
disclosures-form-approver-out = يتعلق البلاغ بصاحب هذا الدور، وهو مستبعد من هذا: { $role }.
disclosures-form-review = قراءته كاملًا
disclosures-lack-ground = السبب
disclosures-lack-outline = ما حدث بإيجاز
disclosures-lack-aim = ما يحققه إخبار أحد
disclosures-lack-recipients = مَن سيُخبَر
disclosures-lack-fields = بماذا سيُخبَرون
disclosures-lack-consulted = مَن استشرت
disclosures-lack-told = هل يعلم الطالب
disclosures-lack-wishes = رغبة الطالب
disclosures-lack-why-not = لماذا لم يُخبَر
disclosures-lack-telling = متى يقرأ عن ذلك
disclosures-lack-note = ما سيقرؤه
disclosures-lack-approver = مَن يقرر

disclosures-review-title = قراءته كاملًا
disclosures-review-lead = هذا ما توقّعه. يصل إلى { $approver } وحده، مختومًا؛ ولا تستطيع الخدمة قراءته.
disclosures-review-change = تغيير شيء
disclosures-review-send = توقيع وإرسال
disclosures-review-send-title = توقيع هذا السجل؟
disclosures-review-send-why = يصبح مسجَّلًا من الآن. يمكنك سحبه إلى أن تُكشف الهوية، لا تغييره. وإن رُفض، فذلك نهائي لهذا السبب.
disclosures-review-send-yes = توقيع وإرسال

disclosures-one-title = إفصاح
disclosures-ground = السبب
disclosures-outline = الإيجاز
disclosures-aim = ما يُراد تحقيقه
disclosures-recipients = مَن سيُخبَر
disclosures-fields = ماذا من هويته
disclosures-consulted = مَن استُشير
disclosures-told = أُخبر الطالب
disclosures-told-told = نعم
disclosures-told-not-told = لا
disclosures-wishes = رغبته
disclosures-why-not = لماذا لم يُخبَر
disclosures-tell = يقرأ الطالب عن ذلك
disclosures-tell-at-once = فور كشفها
disclosures-tell-from = ابتداءً من { $date }
disclosures-tell-lifted = ليس قبل أن يسمح أحد المسؤولين
disclosures-closed = ممنوع عن
disclosures-closed-unknown = شخص لم يعد في القائمة
disclosures-closed-nobody = لا أحد
disclosures-requester = يطلب
disclosures-approver = يقرر
disclosures-field-telegram-id = رقم Telegram
disclosures-field-telegram-name = الاسم في Telegram
disclosures-field-name = الاسم
disclosures-field-phone = الهاتف
disclosures-field-place = مكان السكن أو الوجود
disclosures-field-someone = شخص يمكن الاتصال به
disclosures-record = السجل
disclosures-signed = وقّعه { $by } في { $date }.
disclosures-signed-certain = هذا مؤكد: معتمد من جذر هذه الخدمة.
disclosures-signed-former = معتمد من جذر هذه الخدمة، لكنه لم يعد في القائمة.

disclosures-decision = القرار
disclosures-decision-approve = موافقة
disclosures-decision-refuse = رفض
disclosures-reasons = الأسباب
disclosures-refused-final = هذا نهائي. لا يمكن الطلب مجددًا للسبب نفسه لهذا الطالب؛ والسجل الجديد يحتاج إلى سبب جديد.
disclosures-waits = طُلب من { $approver }. يصله إشعار لا يقول أكثر من أن هناك شيئًا.

disclosures-decide = القرار
disclosures-decide-lead = القرار بشأن ما حدث، لا بشأن مَن هو. لا أحد يعرف ذلك بعد.
disclosures-compare-fits = قارن هذا الجهاز السجل بالبلاغ: هو عن ذلك البلاغ وطالبه، والسبب هو المحدد، وليس لأحد ممن يستبعدهم البلاغ دور فيه. ومَن يطلب موجود في القائمة.
disclosures-compare-not-compared = أنت تنوب وليس لديك البلاغ. لم يتمكن هذا الجهاز من مقارنة السجل به: لا تعرف إن كان عن ذلك البلاغ والطالب، بهذا السبب، إلا من المسؤول الآخر. ومَن يطلب موجود في القائمة.
disclosures-compare-no-flag = ليس لدى هذا الجهاز البلاغ الذي يتعلق به السجل، فلا تمكن الموافقة عليه هنا. يمكنك رفضه.
disclosures-compare-mismatch = لا يطابق السجل البلاغ، أو أن مَن وقّعه ليس في القائمة. لا تمكن الموافقة عليه هنا. يمكنك رفضه؛ ويُرجى إخبار المسؤول الآخر وجهًا لوجه.
disclosures-compare-other-ground = سبب هذا السجل ليس من أسباب السياسة. لا تمكن الموافقة عليه هنا. يمكنك رفضه؛ ويُرجى سؤال المسؤول الآخر وجهًا لوجه.
disclosures-compare-no-policy = أسباب السياسة غير معروفة هنا بعد، فلا تمكن الموافقة عليه بعد. يمكنك رفضه.
disclosures-decide-reasons = أسبابك
disclosures-decide-reasons-hint = تبقى مع السجل، أيًّا كان قرارك.
disclosures-decide-lacking = تُكتب الأسباب أولًا.
disclosures-approve = موافقة
disclosures-approve-title = الموافقة على كشف هذه الهوية؟
disclosures-approve-why = يمكن لـ { $requester } عندئذ رؤية مَن هو الطالب، بقدر ما يقول السجل، ولا شيء غير ذلك. لا تراه أنت. وتبقى أسبابك الموقّعة.
disclosures-approve-yes = نعم، موافقة
disclosures-refuse = رفض
disclosures-refuse-title = رفضه؟
disclosures-refuse-why = الرفض نهائي: لا يمكن الطلب مجددًا للسبب نفسه لهذا الطالب.
disclosures-refuse-yes = نعم، رفض

disclosures-open = كشف الهوية
disclosures-open-lead = تمت الموافقة. عند كشفها يعرض هذا الجهاز ما يذكره السجل ولا شيء غيره.
disclosures-open-title = كشف مَن هو الطالب؟
disclosures-open-why = يُسجَّل أنك كشفتها مع الوقت، ولا يمكن التراجع عن ذلك. ويلزم ذكر ما تم خلال الأيام المحددة.
disclosures-open-yes = كشفها
disclosures-open-again = عرضها مجددًا
disclosures-open-again-lead = لا تُحفظ على هذا الجهاز. وعرضها مجددًا يُسجَّل أيضًا.
disclosures-identity = مَن هو الطالب
disclosures-identity-lead = ما يذكره السجل فقط. يزول عند قفل هذا المكتب.
disclosures-identity-nothing = لم يذكره الطالب

disclosures-complete = ما الذي تم
disclosures-complete-lead = يُذكر فور إتمامه. وإلى ذلك الحين يبقى هذا مفتوحًا.
disclosures-complete-due = الموعد حتى { $date }.
disclosures-complete-overdue = متأخر منذ { $date }.
disclosures-complete-done = ما الذي تم
disclosures-complete-by = مَن المسؤول
disclosures-complete-at = متى
disclosures-complete-passed = هل نُقل شيء؟
disclosures-complete-passed-yes = نعم
disclosures-complete-passed-no = لا، لم يُنقل شيء
disclosures-complete-recipients = مَن أُخبر
disclosures-complete-fields = بماذا أُخبر
disclosures-complete-lacking = يُذكر ما تم، ومَن المسؤول، ومتى، ومَن أُخبر بماذا.
disclosures-complete-send = توقيع وإتمام
disclosures-completion = ما الذي تم
disclosures-completion-nothing = لم يُنقل شيء.

disclosures-withdraw = سحبه
disclosures-withdraw-title = سحب هذا الإفصاح؟
disclosures-withdraw-why = لا يُكشف به شيء بعد ذلك. ويبقى مسجَّلًا أنه طُلب.
disclosures-withdraw-yes = نعم، سحب

disclosures-tell-change = تغيير متى يقرأ الطالب عن ذلك
disclosures-tell-shown = يمكن للطالب أن يقرأ عن ذلك في «سجلّي».
disclosures-tell-now = السماح له بالقراءة عنه الآن
disclosures-tell-now-title = السماح للطالب بالقراءة عنه؟
disclosures-tell-now-why = بعد كشفها يعرض له «سجلّي» أن هويته كُشفت، ولماذا، ومَن أُخبر. لا يمكن التراجع عن ذلك.
disclosures-tell-now-yes = نعم، السماح
disclosures-tell-later = اختيار وقت آخر

disclosures-auditor = المدقق
disclosures-auditor-lead = يمكن للمدقق قراءة هذا السجل والقرار وما تم، لا مَن هو الطالب ولا ما قاله البلاغ.
disclosures-auditor-let = السماح للمدقق بقراءة هذا
disclosures-auditor-let-title = السماح للمدقق بقراءة هذا؟
disclosures-auditor-let-why = يُختم لـ: { $names }. ويحتفظون بما قرؤوه.
disclosures-auditor-let-yes = ختمه لهم
disclosures-auditor-none = لا يوجد في القائمة مدقق يحق له قراءته.
disclosures-auditor-shut = ممنوع عن { $names }، كما يقول السجل.
disclosures-auditor-done = خُتم للمدقق.

disclosures-sheet = طباعة هذا السجل
disclosures-sheet-title = سجل إفصاح
disclosures-sheet-lead = صُنع على هذا الجهاز مما وُقّع. كل مَن لديه هذه الورقة يمكنه قراءتها: تُحفظ حيث تُحفظ أوراق الفريق.
disclosures-sheet-identity = وضع هوية الطالب على الورقة
disclosures-sheet-number = الرقم { $id }
disclosures-sheet-state = الحالة في { $date }: { $state }
disclosures-sheet-not = ليس على هذه الورقة مَن هو الطالب.

disclosures-problem-offline = لا يوجد اتصال. ما كتبته ما زال هنا؛ يُرجى إعادة المحاولة عند عودته.
disclosures-problem-failed = لم يقبله الخادم. ما كتبته ما زال هنا.
disclosures-problem-roster = تعذّر التحقق من قائمة الفريق أو انتهت مدتها، فلم يُوقَّع شيء. ما كتبته ما زال هنا.
disclosures-problem-mismatch = هناك ما لا يستقيم، فلم يتم شيء. يُرجى إخبار المسؤول الآخر وجهًا لوجه. ما كتبته ما زال هنا.
disclosures-problem-changed = تغيّر هذا في الأثناء. تعرض هذه الصفحة الحال الآن؛ وما كتبته ما زال هنا.
disclosures-problem-refused = رُفض هذا السبب لهذا الطالب من قبل، وذلك نهائي. السجل الجديد يحتاج إلى سبب جديد. ما كتبته ما زال هنا.
disclosures-problem-full = هناك حالات إفصاح كثيرة جدًا عن هذا الطالب. ما كتبته ما زال هنا.
disclosures-problem-gone = لم يعد هناك، أو ليس لك. ربما مُحي ما كان مختومًا منذ ذلك الحين.
disclosures-problem-told = يمكن للطالب أن يقرأ عنه بالفعل. لا يمكن التراجع عن ذلك.
disclosures-problem-stale = تغيّرت القائمة للتو. يُرجى إعادة المحاولة.
disclosures-problem-no-capsule = لا توجد هوية مختومة لهذا الطالب، أو لم تعد موجودة: لا يمكن لأحد كشف هويته.
disclosures-problem-no-flag = البلاغ الذي يتعلق به هذا غير مفتوح على هذا الجهاز. يُفتح الصندوق أولًا ثم تُعاد المحاولة.
