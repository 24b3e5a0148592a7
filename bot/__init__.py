"""The process: configuration, logs, wiring, server and the peerlink command. No rules live here."""
