"""What a visitor waits for on several lines and devices, with snapshots off and on."""
