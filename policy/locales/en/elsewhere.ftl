# Whom to call for somebody who is in another country. Numbers and names of services come from policy/crisis;
# the countries' names are here, by the names of those files. Nobody is told what is chosen.

crisis-place = Where are you?
crisis-place-here = Where this service is
crisis-place-kept = Your choice stays on this phone. The bot's chat goes on naming the numbers of where this service is.
crisis-place-other = Not in the list? Call the emergency number of the country you are in. This page lists crisis lines by country:
crisis-place-page = { $name }: open { $page }

crisis-place-AU = Australia
crisis-place-CA = Canada
crisis-place-DE = Germany
crisis-place-ES = Spain
crisis-place-FR = France
crisis-place-GB-ENG = England
crisis-place-GB-NIR = Northern Ireland
crisis-place-GB-SCT = Scotland
crisis-place-GB-WLS = Wales
crisis-place-IE = Ireland
crisis-place-IN = India
crisis-place-NL = Netherlands
crisis-place-NZ = New Zealand
crisis-place-US = United States
