"""One exploration on several workers, each of which holds a part of the known states."""
