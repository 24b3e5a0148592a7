# My record: what a student agreed to, where their key is, and who is signed in. What stands on other screens
# too is in app.ftl.

record-title = سجلّي
record-consents = ما وافقت عليه
record-none = لا شيء بعد
record-withdraw = سحب موافقتي
record-withdraw-title = سحب موافقتك؟
record-withdraw-gone = إن كنت في الانتظار، يُلغى طلبك. وإن كنت في محادثة، تنتهي. يمكنك قراءة ما كُتب إلى أن يُتلف. تُحفظ بلاغات السلامة التي قُدّمت بالفعل.
record-withdraw-failed = لم يكتمل ذلك. يُرجى إعادة المحاولة حتى يكتمل.
record-withdraw-yes = نعم، سحبها
record-withdrawn = سحبت موافقتك. لن يكتب إليك أحد هنا الآن.
record-accesses = مَن اطّلع على ما يخصك
record-key = أين مفتاحك
record-again = مع من أتحدث مرة أخرى
record-noted = ما دوّنه العامل
record-copy = حفظ نسخة
lock-title = أقفل هذه الغرفة
lock-on = مفعّل
lock-off = غير مفعّل
record-erase = محو
record-signed-in = أين سجّلت دخولك
