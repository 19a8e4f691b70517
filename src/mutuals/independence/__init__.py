"""What choices go by: the own taste, the crowd, friends; and who begins things."""
