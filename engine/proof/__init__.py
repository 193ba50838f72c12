"""Proof: explores every state that any player can reach, and says what holds in all of them."""
