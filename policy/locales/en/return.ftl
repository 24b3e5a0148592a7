# Coming back without the key: what only the screen for it says (app.ftl has what stands elsewhere, too).
return-title = Welcome back
return-lost = This phone no longer has the key to your room, or was signed out.
return-refused = The key to your room is on this phone, but our server does not accept it. You may have signed this phone out, or the server is wrong. Nothing on this phone was thrown away.
return-unsure = Telegram did not say whether it keeps the key to your room. Before you start anew, close this page and open it again.
return-words = If you kept twelve words, type them here.
return-words-label = Your twelve words
return-words-unknown = “{ $word }” is not one of the words. Check the spelling.
return-words-wrong = Those words do not open a room. Check them and their order.
return-open = Open my room
return-anew = Start anew
return-anew-why = If the words are lost too, nobody can open the old room, not even us. It is closed, and you can write a new letter.
return-refused-anew = Starting anew closes the old room and throws away the key on this phone. Do it only if you are sure: afterwards nobody can open the old room, not even us.
return-anew-title = Close the old room and start anew?
return-anew-gone = What was written there can no longer be read by you. This cannot be undone.
return-anew-yes = Yes, start anew
