# A conversation that the server denies: what its student is shown.
denied-title = Our server does not show your conversation
denied = This phone knows of a letter or conversation of yours that was going on. Our server does not show it now, and nobody in it has signed that it ended. Your keys are kept on this phone. Try again; if it stays like this, tell the team.
denied-else = If you would rather not wait, you can write to us again.
