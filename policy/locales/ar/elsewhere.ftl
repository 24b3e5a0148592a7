# A draft. What the words are for: policy/locales/en/elsewhere.ftl.

crisis-place = أين أنت؟
crisis-place-here = حيث توجد هذه الخدمة
crisis-place-kept = يبقى اختيارك على هذا الهاتف. تظل محادثة البوت تذكر أرقام المكان الذي توجد فيه هذه الخدمة.
crisis-place-other = ليس في القائمة؟ يُرجى الاتصال برقم الطوارئ في البلد الذي أنت فيه. تعرض هذه الصفحة خطوط الأزمات حسب البلد:
crisis-place-page = { $name }: فتح { $page }

crisis-place-AU = أستراليا
crisis-place-CA = كندا
crisis-place-DE = ألمانيا
crisis-place-ES = إسبانيا
crisis-place-FR = فرنسا
crisis-place-GB-ENG = إنجلترا
crisis-place-GB-NIR = أيرلندا الشمالية
crisis-place-GB-SCT = اسكتلندا
crisis-place-GB-WLS = ويلز
crisis-place-IE = أيرلندا
crisis-place-IN = الهند
crisis-place-NL = هولندا
crisis-place-NZ = نيوزيلندا
crisis-place-US = الولايات المتحدة
