"""The row reader on Step Functions, for files that outgrow one machine: a small tried example.

``decisions/0026-files-beyond-one-machine.md`` says at what size that is, and what it costs.
"""
