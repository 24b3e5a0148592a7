"""The Telegram chat: commands in, content-free answers out. What people type is never kept here."""
