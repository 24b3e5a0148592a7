# ما يقرؤه العامل عند تقديم بلاغ. مسودة.

concern-raise = تقديم بلاغ
concern-go-on = متابعة بلاغك
concern-progress = عن { $name } · الخطوة { $at } من { $of }
concern-next = التالي
concern-send = إرسال إلى هذين الشخصين
concern-discard = التخلص من هذا
concern-discard-title = التخلص من هذا؟
concern-discard-why = يزول ما اخترته وكتبته هنا. لم يُرسَل شيء.
concern-discard-yes = نعم، التخلص منه
concern-too-long = هذا أطول من اللازم بمقدار { $over } حرفًا، بما فيه الرسائل المقتبسة.
concern-trouble-unchecked = لم يتمكن هذا الجهاز من التحقق من هوية مسؤول التنسيق ومسؤول الإدارة، فلم يُرسَل شيء. ما كتبته ما زال هنا. يُرجى إعادة المحاولة أو إخبار أحدهما وجهًا لوجه.
concern-trouble-refused = لم تقبله الخدمة. ما كتبته ما زال هنا. يُرجى إعادة المحاولة أو إخبار مسؤول التنسيق أو مسؤول الإدارة وجهًا لوجه.

concern-danger-title = هل هناك مَن هو في خطر الآن؟
concern-danger-lead = الطالب أو غيره أو أنت.
concern-danger-yes = نعم، الآن
concern-danger-no = لا، ليس الآن
concern-danger-unsure = عند الشك، الاختيار نعم. ويمكنك الرجوع.
concern-called-title = الاتصال أولًا
concern-called-lead = يُرجى الاتصال بالرقم { $emergency }، أو بأمن الجامعة إن كان ذلك في حرمها. الآن، ثم الكتابة هنا. إرسال هذا لا يستدعي أحدًا.
concern-called-no-number = يُرجى الاتصال بخدمات الطوارئ، أو بأمن الجامعة إن كان ذلك في حرمها. الآن، ثم الكتابة هنا. إرسال هذا لا يستدعي أحدًا.
concern-called = بمن اتُّصل، ومَن اتصل، وكيف؟
concern-called-hint = مثلًا: اتصلت الساعة 21:10، وهم يرسلون شخصًا. وإن لم يمكن الاتصال بأحد، فيُرجى ذكر السبب.

concern-ground-title = ما سبب قلقك؟
concern-ground-lead = يُختار الأقرب. ليس عليك أن تكون على يقين: يقرر الشخصان اللذان يقرآنه.
concern-ground-loading = جارٍ السؤال عن الأسباب التي تعرفها السياسة
concern-said-title = ما قيل
concern-quotes = بكلماته
concern-quotes-hint = يُختار المهم فقط. تُرسَل كما كُتبت تمامًا. والأحدث أولًا.
concern-said = بكلماتك
concern-said-hint = ما حدث وما يقلقك. يمكن تركه فارغًا إن كانت كلماته تقول ذلك.
concern-wants-title = ماذا يريد؟
concern-wants = ما يريد الطالب أن يحدث
concern-wants-hint = وكذلك مَن لا يريد إخباره. إن لم تعرف، يمكن تركه فارغًا أو ذكر ذلك.
concern-told-title = هل يعلم؟
concern-told-lead = إن كان ذلك آمنًا، يُخبَر أولًا: بما يقلقك، وبأنك تخبر شخصين في الفريق، وبالسبب. لا تحتاج إلى إذنه.
concern-told = ما قلته له، وما قاله
concern-told-hint = أو لماذا لم تخبره.

concern-holder-title = هل يتعلق بأحد الشخصين اللذين يقرآنه؟
concern-holder-lead = تصل البلاغات إلى مسؤول التنسيق ومسؤول الإدارة.
concern-holder-name = { $role }: { $name }
concern-about-neither = لا، لا يتعلق بأي منهما
concern-about-neither-why = يصل إلى كليهما.
concern-about-coordinator-why = لا يصل إليه ولا يُخبَر بوجوده. يصل إلى مسؤول الإدارة والنائب.
concern-about-manager-why = لا يصل إليه ولا يُخبَر بوجوده. يصل إلى مسؤول التنسيق والنائب.

concern-review-title = قراءته مرة أخرى
concern-review-to = يصل إلى
concern-review-late = إن لم يؤكده أي منهما في الوقت المحدد، يمكن للنائب فتحه. ويُسجَّل ذلك.
concern-review-left-out = لا يصل إلى: { $role }.
concern-review-what = هذا ما يقرآنه
concern-review-danger = خطر الآن
concern-review-called = بمن اتُّصل
concern-review-ground = السبب
concern-review-quotes = بكلماته
concern-review-said = بكلماتك
concern-review-wants = ما يريده الطالب
concern-review-told = ما قيل للطالب
concern-review-nothing = لم يُكتب شيء
concern-review-inside = وفيه أيضًا المحادثة التي يتعلق بها، ووقت كتابته، واسمك بصفتك مَن قدّمه. ليس فيه اسم الطالب ما لم تكتبه.
concern-review-after =
    يُقفل لهذين الشخصين على هذا الجهاز. بعد إرساله لا يمكنك قراءته أو تغييره؛ لا ترى إلا أنه أُرسل ووصل.
    لا تخبر الخدمة الطالب، ولا يُدرج في سجلّه.

concern-waiting-title = لم يُرسَل بعد
concern-waiting = لا يوجد اتصال، فلم يصل بلاغك إلى أحد بعد. يُرجى إبقاء هذه الصفحة مفتوحة: يُرسَل فور توفّر الاتصال. إن كان لا يحتمل الانتظار، فيُرجى إخبار مسؤول التنسيق أو مسؤول الإدارة وجهًا لوجه، والاتصال إن كان أحد في خطر.
concern-sent-title = بلاغك في الطريق
concern-state-asking = أُرسل. لم يمكن السؤال بعد إلى أين وصل.
concern-state-sent = أُرسل. لم يؤكده أحد بعد؛ تُظهر هذه الصفحة متى يؤكده أحد.
concern-state-received = وصل. أكّده أحدهما وهو يتابعه الآن.
concern-state-gone = لم يعد محفوظًا.
concern-state-unsent = لم يُرسَل بعد.
concern-sent-after =
    فعلت الصواب. ليس عليك أن تحمل هذا وحدك: ما يحدث بعد ذلك شأن مَن يقرآنه.
    ما دامت المحادثة مفتوحة يمكنك متابعة الحديث كما كان. وإن ساء شيء، فالاتصال، ثم تقديم بلاغ من جديد.
concern-sent-back = رجوع

concern-list-title = البلاغات التي قدّمتها
concern-list-why = متى فقط، وإلى أين وصل كل منها. لا يُحفظ هنا ما كتبته.
concern-short-asking = أُرسل
concern-short-unsent = لم يُرسَل بعد
concern-short-sent = أُرسل
concern-short-received = وصل
concern-short-gone = لم يعد محفوظًا

concern-ended = لم تعد الخدمة تدرج هذه المحادثة ضمن محادثاتك. أُنهيت، أو يواصلها شخص آخر، أو أن الخدمة مخطئة: ولا يُقال لهذا الجهاز أيّها. لا يمكنك فتحها حتى تُدرج من جديد، وعندئذ تستمر من حيث كانت.
concern-ended-worried = إن أقلقك شيء فيها، فيُرجى تقديم بلاغ الآن ما دام بإمكانك اقتباس ما كُتب.
concern-ended-leave = مغادرتها
