# الحديث مع العامل نفسه مجددًا، والإيقاف المؤقت. مسودة.

again-title = هل تودّ الحديث مع { $name } مجددًا؟
again-why = إن أجبتما كلاكما بنعم، أمكنك أن تطلب { $name } أولًا حين تكتب في المرة القادمة. لا يُخبَر { $name } بما تقوله هنا، ولا تُخبَر أنت بما قال. وإن أجبت بنعم ولم يُعرض عليك ذلك، فقد لا يكون قد أجاب بعد، أو يكون قد غادر.
again-yes = نعم
again-no = لا
again-said-yes = أجبت بنعم. إن أجاب { $name } بذلك أيضًا، أمكنك أن تطلبه أولًا حين تكتب مجددًا.
again-said-no = أجبت بلا. لا يُخبَر أحد بذلك.
again-change = تغيير جوابي
again-first = من يقرأها أولًا
again-first-who = من ينبغي أن يقرأها أولًا؟
again-first-everybody = أول من يكون متاحًا
again-first-one = { $name } أولًا
again-first-named = { $name } الذي تحدثت معه
again-else = إن لم يأخذها { $name }
again-else-day = بعد يوم تصير للجميع
again-else-days = بعد ثلاثة أيام تصير للجميع
again-else-shift = إن لم يكن { $name } هنا تصير للجميع فورًا
again-else-wait = أنتظر { $name }
again-else-hint = إن لم يستطع { $name } أخذها أصلًا، صارت للجميع. ويمكنك أن تسأل الجميع في أي وقت وأنت تنتظر.
again-wait-after = يُسأل أولًا من تحدثت معه. وإن لم يستطع أخذها، أو في { $time } على أبعد تقدير، يُسأل الجميع.
again-wait-shift = يُسأل أولًا من تحدثت معه ما دام هنا. وإن لم يستطع أخذها يُسأل الجميع.
again-wait-wait = يُسأل من تحدثت معه. وإن لم يستطع أخذها أصلًا يُسأل الجميع.
again-wait-over = انقضى الوقت المخصص لمن تحدثت معه: يُسأل الجميع الآن.
again-wait-here = هو هنا حتى { $time }.
again-wait-next = يكون هنا في المرة القادمة { $time }.
again-wait-none = لا يُعرف متى يكون هنا في المرة القادمة.
again-wait-everybody = اسأل الجميع الآن
again-for-you = لك
again-for-you-why = شخص تحدثت معه يطلبك أولًا.
again-desk-title = لم تعد محادثتك مع { $name } مدرجة. هل تودّ الحديث معه مجددًا؟
again-desk-why = إن أجبتما كلاكما بنعم، أمكنه أن يطلبك أولًا في مرة أخرى. لا يُخبَر بما تقوله، ولا تُخبَر أنت بما قال.
again-desk-said = مع من تودّ الحديث مجددًا
again-desk-yes = { $name }: نعم
again-desk-no = { $name }: لا
again-desk-back = سحب الجواب
again-pause-open = أحتاج إلى بضعة أيام
again-pause-title = بضعة أيام من دون هذا
again-pause-why = لا تصلك إشعارات عن هذه المحادثة حتى ذلك الحين، ولا يسأل أحد لماذا أنت صامت. يرى { $name } إلى متى، ولا شيء غير ذلك. ويمكنك أن تكتب، وأن تعود في أي وقت.
again-pause-days = إلى متى؟
again-pause-go = إيقاف مؤقت
again-pause-until = متوقفة حتى { $date }.
again-pause-end = المتابعة الآن
again-pause-desk = متوقفة حتى { $date }.
again-pause-for = { $days ->
        [two] يومان
       *[other] { $days } أيام
    }
again-mine-lead = إجاباتك بعد انتهاء محادثة. تُحفظ لكي تتمكن من طلب العامل نفسه أولاً. لا يُخبَر بها أي عامل، ولا ترى الخدمة «نعم» إلا حيث قالها الطرفان.
again-mine-none = لم تُجب عن أحد.
again-mine-yes = { $name }: نعم
again-mine-no = { $name }: لا
again-mine-back = التراجع
