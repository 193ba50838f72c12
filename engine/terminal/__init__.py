"""The players: what is shared between them (model), one that only prints (plain), one with a comfortable prompt."""
