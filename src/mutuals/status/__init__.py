"""The status game: followers, likes, reach. No outcome ever enters here."""
