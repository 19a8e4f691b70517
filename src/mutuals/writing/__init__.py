"""How archives of many kinds write the same things: names, numbers, moments, rows."""
