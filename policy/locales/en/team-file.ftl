# The team's file: trainings, the agreement as each signed it, certificates and their renewal, leaving; passing a
# holder's role on. Plain words, short sentences, calm. Only staff read this.

## The file

file-title = The team's file
file-open = The team's file
file-open-why = Trainings, agreements and certificates of everybody in the team. Coordinator and manager read it; everybody else their own page.
file-lead = What is kept of everybody in the team. Coordinator and manager read all of it, everybody else their own page.
file-lead-asked = What is kept of everybody in the team. Coordinator and manager read all of it, everybody else their own page. This service's policy asks for training: a worker without one that counts can't take new requests.
file-page-title = { $name }
file-whole = Show everybody's page, to print
file-left-title = No longer in the team
file-left = Left on { $date }
file-trouble-offline = No connection. Nothing was changed.
file-trouble-failed = That did not work. This page shows how it is now.
file-trouble-full = That did not work: there are as many as the service keeps, or somebody else has just changed it.
file-broken = { $count ->
        [one] One paper of theirs could not be checked on this device. It is not shown and counts for nothing here.
       *[other] { $count } papers of theirs could not be checked on this device. They are not shown and count for nothing here.
    }

file-certificates = Certificates
file-certificate = From { $from } until { $until }
file-certificate-none = Not certified yet
file-certificate-until = Certified until { $date }
file-certificate-over = Certificate ran out on { $date }

file-agreements = Confidentiality agreement
file-agreement = Version { $version }, signed on { $date }
file-agreement-back = Version { $version }, taken back on { $date }
file-agreed-yes = Agreement signed
file-agreed-no = Has not signed the new agreement

file-trainings = Training
file-trainings-none = None on record.
file-trained-yes = Trained
file-trained-no = No training that counts
file-training-when = On { $date }, by { $by }.
file-training-until = Counts until { $date }.
file-training-over = Counted until { $date }.
file-training-no-end = Does not run out.
file-training-unproven = It is not certain that a holder recorded this.
file-training-broken = One record could not be checked and is not shown.
file-training-add = Record a training
file-training-what = What was it?
file-training-what-hint = For example: Listening and signposting, two days
file-training-by = Who gave it?
file-training-done = When was it done?
file-training-last = Last day on which it counts
file-training-last-hint = Leave this empty if it does not run out.
file-training-record = Record it
file-training-drop = Remove
file-training-drop-title = Remove this training?
file-training-drop-why = Only if it was recorded by mistake. That it was removed stays in the list of accesses. If it was their only one, they can't take new requests until another is recorded.
file-training-certify = Their training
file-training-certify-why = It goes into the team's file. Without a training that counts they could not take requests.
file-training-certify-not = Coordinator or manager record it in the team's file. Without a training that counts they can't take requests.

file-leave = End their service
file-leave-lead = For somebody who leaves the team for good. For a pause, suspend them instead.
file-leave-title = End the service of { $name }?
file-leave-gone = Their access ends at once, on every device. Their certificate is revoked, and a roster without them is signed. Their keys are deleted here: what was sealed to them nobody opens any more, they neither. In their open conversations they can read and write no more.
file-leave-kept = This page of the file stays: their name, certificates, agreements and trainings. Students keep the name in conversations they had. They themselves keep nothing here; if they want a copy of their page, print it first. Whoever comes back is invited and checked anew.
file-leave-yes = Yes, end it

## One's own page

file-own = My page of the team's file
file-own-why = All that the team's file says about you. Coordinator and manager can read it, too; nobody else.
file-runs-out = Your certificate is good until { $date }. The coordinator renews it; there is nothing to do for you. If it ran out, you could take no new requests, and your open conversations would go on for two weeks.
file-ran-out = Your certificate ran out on { $date }. You can't take new requests until it is renewed. Your open conversations go on for two weeks after that day. Please tell the coordinator.
file-lacks-training = You can't take new requests right now: no training of yours that counts is on record. Your open conversations go on. Please talk to the coordinator.
file-lacking = You can't take new requests right now. What is missing stands on this page.
file-agreement-new = The confidentiality agreement has changed
file-agreement-new-why = Please read it and sign it before you take the next request. Your open conversations go on.
file-agreement-read = Read it
file-agreement-sign = I agree and sign
file-agreement-stale = That was not taken. The text on this page may be an older one: close the app, open it again and read it once more.

## Neither passphrase nor kit

file-kit-neither = No kit either? Then nobody can open this desk any more, we neither. Tell the coordinator today: they end this account and invite you anew, with new keys. As a worker you lose your notes and what you had not sent; your conversations are no longer yours. A holder's role can be passed to your new keys by the other two, each with their half.

## Renewing

renew-title = Renew certificates
renew-open = Renew certificates
renew-open-why = { $count ->
        [0] Nobody's certificate runs out within six weeks.
        [one] One certificate runs out within six weeks.
       *[other] { $count } certificates run out within six weeks.
    }
renew-lead = Once a term: everybody who goes on gets a new certificate for the same keys. Their eight words were compared when they came; nobody has to compare them again. Leave out who does not go on.
renew-days-hint = Holders get three years, auditors a month.
renew-go = { $count ->
        [0] Nobody is chosen
        [one] Renew one certificate
       *[other] Renew { $count } certificates
    }
renew-done = { $count ->
        [0] None was renewed.
        [one] One certificate was renewed, and the roster is signed.
       *[other] { $count } certificates were renewed, and the roster is signed.
    }

## A holder changes

succession-title = A holder changes
succession-open = A holder changes
succession-open-why = When coordinator, manager or deputy leave, fall ill, or lost passphrase and kit.
succession-lead = A successor gets keys of their own; new concerns and requests are sealed to these. To read what was there before they also need the role's earlier keys. Whoever leaves passes them on; where that person is gone, the other two each give half, and only the successor's device puts the halves together.
succession-holds = { $name } holds this role.
succession-holds-me = You hold this role.
succession-nobody = Nobody holds this role right now. New requests are shut until somebody does.
succession-begin = Somebody else takes it over
succession-set-up = { $name } has set up and waits to be checked.
succession-coordinator-checks = The coordinator compares eight words with them and certifies them.
succession-certified = { $name } is certified for this role and has not taken it over yet.
succession-root = The coordinator certifies holders with the service's root. If the coordinator is gone, manager and deputy put the root together from their two halves: one gives theirs, the other puts them together, certifies the successor and passes the root on. It stays on that desk only until then.
succession-root-give = Give my half of the root to the { $role }
succession-root-given = A half of the root was given. It goes on at the other desk.
succession-root-restore = Put the root together
succession-keys-all = All earlier keys of the role are passed on.
succession-keys-lacking = { $count ->
        [one] One earlier key is not passed on yet.
       *[other] { $count } earlier keys are not passed on yet.
    }
succession-give-whole = Pass my keys on
succession-give-whole-why = They can then read what this role could read, from the beginning on.
succession-give-half = Give my half
succession-give-half-why = Your half says nothing alone. With the other holder's half their device has the keys of the one before. That you opened your half is on record.
succession-given = You gave what you have. The other holder gives the rest.
succession-theirs = When your keys are passed on, your successor takes over on their own desk. Your access ends with that.
succession-take = Take the role over
succession-take-for = Make { $name } { $role } now
succession-take-title = { $role }: { $name }?
succession-take-gone = The access of { $name } ends for good, on every device, and what is sealed from now on is not sealed to them. What they read they may remember. Letters to students that they began end with it.
succession-take-lacking = Not all earlier keys are passed on. Without them nobody in this role can read what was sealed before. They can be passed on later only by whoever still has them.
succession-take-yes = Yes, now
succession-trouble-offline = No connection. Nothing was changed.
succession-trouble-failed = That did not work. This page shows how it is now.
succession-trouble-unproven = The backup that the server showed is not one that a holder of this role made, so nothing was given. Please tell the others in person.
