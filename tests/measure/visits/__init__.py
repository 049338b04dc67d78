"""What a visitor waits for on several lines and devices, with prerendered copies off and on."""
