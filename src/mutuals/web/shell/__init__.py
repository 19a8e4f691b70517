"""What every page shares: the shell, the sentences, the pictures. It knows no page."""
