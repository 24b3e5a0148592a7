# Who else can help: what stands around the entries of policy/signposts. Plain and short. The entries' own
# words are in the directory; no number and no name is written here.

signposts-lead = These are not part of this service. What you look for stays on this phone.
signposts-lead-worker = You point the way; you don't advise. What you pick goes into your message, where you can still change it.
signposts-search = Search
signposts-search-hint = For example: money, night, doctor
signposts-found = { $count ->
        [one] One found
       *[other] { $count } found
    }
signposts-none = Nothing found. Try another word, or empty the search to see everything.
signposts-failed = The list could not be loaded.
signposts-hours = When:
signposts-languages = Not all of these are in your language. Those are in { $languages }.
signposts-country = In: { $country }
signposts-checked = Last checked: { $date }
signposts-unchecked = Nobody here has checked this yet: see the service's own page first.
signposts-outdated = Out of date: last checked on { $date }. See the service's own page first.
signposts-page = Open { $page }
signposts-insert = Put into the message
signposts-insert-what = Put into the message: { $name }

## How one stands in a message

signposts-card-hours = When: { $hours }
signposts-card-call = Call: { $number }
signposts-card-text = Text: { $number }
signposts-card-text-word = Text { $word } to: { $number }
signposts-card-page = Page: { $page }
signposts-card-old = I have not checked these details lately: please look at their own page first.
signposts-card-ways = Ways to reach { $name }

## Categories

signposts-category-listening = Somebody who listens
signposts-category-health = Health
signposts-category-university = At the university
signposts-category-safety = Safety
signposts-category-identity = Being yourself
signposts-category-loss = Loss
signposts-category-money = Money and rights
signposts-category-housing = Housing
signposts-category-abroad = From abroad, or abroad
signposts-category-other = Other
