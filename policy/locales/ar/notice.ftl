# ما يقرؤه الطالب ويوافق عليه قبل كتابة أي شيء. مسودة.
notice-title = قبل أن تكتب

notice-part-private =
    ما هو خاص
    يقفل هاتفك ما تكتبه في غرفتك الخاصة قبل إرساله. لا يفتحه إلا أنت والطالب العامل الذي يردّ عليك. ولا تستطيع هذه الخدمة قراءته.
    يرى العاملون الذين يمكنهم الرد بطاقة قصيرة: عن ماذا، إن ذكرت ذلك، وهل أنت دون 18 عامًا، والاسم الذي تختاره. لا تُسلَّم رسالتك إلا لمن يردّ عليك. ويمكنك تسمية عاملين تفضّل عدم التحدث إليهم.

notice-part-people =
    إلى مَن تكتب
    العامل في Peer Link طالب تدرّب على الاستماع وعلى إرشادك إلى مواضع المساعدة. لا يقدّم النصح. { $team }

notice-part-concerns =
    إن قلق عليك مَن يتحدث معك
    يمكنه تقديم بلاغ سلامة إلى شخصين مذكورين بالاسم في الفريق. لا تُدرج بلاغات السلامة في «سجلّي»، وتُحفظ حتى إن محوت غرفتك.

notice-part-identity =
    مَن أنت
    حسابك في Telegram، وكل ما تختار أن تعطينا إياه كاسمك، مقفل عليه. يجب أن يوافق شخصان مذكوران بالاسم قبل فتحه. ولا يستطيع أحدهما وحده فتحه. ولا يراه مَن يتحدث معك ما لم تشاركه.

notice-part-telegram =
    ما يراه Telegram
    يمكن لـ Telegram أن يرى أنك تستخدم هذا البوت وأن يقرأ كل ما يُكتب في محادثته، لذلك يُرجى الكتابة في غرفتك الخاصة فقط. وإن كنت تحفظ مفتاحك في Telegram، فقد يفتح غرفتك مَن يصل إلى حسابك في Telegram.

notice-part-kept =
    كم من الوقت
    نحفظ غرفتك مدة { $retention_days ->
        [one] يوم واحد
        [two] يومين
        [few] { NUMBER($retention_days, useGrouping: 0) } أيام
       *[other] { NUMBER($retention_days, useGrouping: 0) } يومًا
    } بعد انتهائها، مقفلة كما كانت، ثم نتلفها. { $after_degree ->
        [on] وإن قلت لنا متى تنتهي دراستك حفظناها حتى سنة بعد ذلك بدلًا من هذه المدة. والقول اختياري. وقبل ذلك
       *[off] قبل ذلك
    } يمكنك حفظ نسخة منها أو محوها بنفسك في «سجلّي». ويمكنك التوقف في أي وقت.

notice-part-under-18 =
    أن يكون عمرك دون 18 عامًا ليس مدعاة للقلق في ذاته ولا يُبلَّغ به أحد. لا يردّ عليك إلا مَن تدرّبوا على ذلك. وإن لم يوجد أحد منهم الآن، لا يُقدَّم طلب، ونريك مَن يمكنه المساعدة غيرنا.

notice-part-policy =
    السياسة
    هذه هي الصيغة القصيرة لسياسة السرية لدى { $union }، الإصدار { $policy }. يمكنك قراءتها كاملة قبل الموافقة وفي أي وقت.

notice-adult =
    { notice-part-private }

    { notice-part-people }

    { $limits }

    { notice-part-concerns }

    { notice-part-identity }

    { notice-part-telegram }

    { notice-part-kept }

    { notice-part-policy }

notice-under-18 =
    { notice-part-private }

    { notice-part-people }

    { $limits_under_18 }
    { notice-part-under-18 }

    { notice-part-concerns }

    { notice-part-identity }

    { notice-part-telegram }

    { notice-part-kept }

    { notice-part-policy }

notice-agree = موافقة
notice-adult-choice = عمري 18 عامًا أو أكثر
notice-under-18-choice = عمري دون 18 عامًا
notice-policy = قراءة السياسة كاملة
notice-policy-title = سياسة السرية
