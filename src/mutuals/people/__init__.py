"""Who is who: addresses, the persons behind them, and what is not a person."""
