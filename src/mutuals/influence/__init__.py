"""What people did after contact, and who came before it."""
