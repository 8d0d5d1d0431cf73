"""Rules about how deals end and go on: outcomes, reasons, tunnels (R3xx)."""
