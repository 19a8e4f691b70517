"""What several readers of chats and archives share: mechanisms, and no format.

A JSON file's values as a stream, names and moments made safe, whom a message in a chat
reaches, what its words do, and why a record was refused.
"""
