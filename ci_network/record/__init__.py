"""What is recorded of an alliance: frozen, and already valid."""
