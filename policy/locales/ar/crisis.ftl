# كلمات جهات الاتصال في الأزمات. مسودة.
language-name = العربية

crisis =
    إن كنت في خطر الآن، أو كان غيرك في خطر، فيُرجى الاتصال بالرقم { $emergency }. للحديث في أي ساعة، يمكن الاتصال مجانًا بـ { $talk } على { $talk_number } أو إرسال { $write_word } إلى { $write_number }. الكتابة هنا لا تستدعي المساعدة.

crisis-more =
    جهات أخرى يمكنها المساعدة:
    { $more }

crisis-call = { $name }: { $number }
crisis-call-note = { $name }: { $number } ({ $note })
crisis-web = { $name }: { $page }
crisis-web-note = { $name }: { $page } ({ $note })

crisis-emergency-name = خدمات الطوارئ
crisis-hours-always = في أي وقت، مجانًا
crisis-hours-any = في أي وقت
