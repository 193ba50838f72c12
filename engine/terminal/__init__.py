"""The players: what they share (play.py, controller.py), one that goes line by line, and one with a full screen."""
