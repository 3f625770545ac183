"""One rule a file: its name, the fault that it speaks for, the words, the fixes; its docstring is its page.

`diagnose` turns a finding of the interpreter into a diagnostic. Rules know how to say a thing, not how it is shown.
`reading` finds places and names in the code, `fixes` writes edits: these two alone need LibCST, and only once there is
a finding. `catalogue` needs none of it, and imports a rule when it has something to say; `index` has all their names.
"""
