"""What an editor can ask of the server: one function for each request of the protocol, by what it is about."""
