"""The language server: a thin room. An editor asks about a place; the engine's rooms answer.

`texts` keeps what is open in the editor, `desk` a story under work; `server` joins them to the editor. The other files
answer one kind of question each, from the syntax tree and the index of names.
"""
