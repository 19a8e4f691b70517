"""What archives of many kinds have in common: mechanisms, and no format.

A JSON file's values as a stream; lines and CSV rows in any encoding; names, numbers,
pages and moments made safe; whom a message in a chat reaches, what its words do, and
why a record was refused.
"""
