# بأي الطرق يمكن الوصول إلى الطالب (R5).

ways-ask = كيف يمكننا الوصول إليك؟
ways-ask-why = يمكننا أن نرسل إليك رسالة في Telegram تقول «لديك تحديث» فقط، ولا شيء غير ذلك. إذا رفضت فلن تُرسل أي رسالة: لن يخبرك شيء عندما يجيب أحد، وعليك أن تنظر هنا بنفسك.
ways-ask-yes = يمكنكم مراسلتي في Telegram
ways-ask-no = أرجو عدم مراسلتي
ways-ask-later = ليس الآن
ways-ask-change = يمكنك تغيير هذا في «سجلّي» في أي وقت.
ways-ask-asking = يسألك Telegram الآن.
ways-ask-refused = لا يسمح لنا Telegram بمراسلتك. يمكنك النظر هنا بنفسك.
ways-ask-on = رسالة في Telegram
ways-ask-off = بلا رسائل

ways-outside = إذا كان لا بد من الوصول إليك خارج هذا التطبيق، فما المناسب لك؟
ways-outside-why = يبقى هذا مع رقمك وعنوانك: من يحق له أن يراهما يرى هذا أيضًا.
ways-call = مكالمة على هاتفي
ways-voicemail = رسالة صوتية إذا لم أُجب
ways-text = رسالة نصية
ways-letter = رسالة بريدية إلى مكان سكني
ways-none = لا شيء من هذا. هنا فقط

ways-said = المناسب لهم
ways-said-call = مكالمة
ways-said-voicemail = رسالة صوتية
ways-said-text = رسالة نصية
ways-said-letter = رسالة بريدية
ways-said-none = لا شيء من هذا. في الغرفة فقط
ways-said-nothing = لم يقولوا
