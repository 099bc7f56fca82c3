"""The search port, our own analysis and query language, and the engines behind them."""
