"""What is written and shipped: whole or not at all."""
