"""Which circles a group falls into."""
