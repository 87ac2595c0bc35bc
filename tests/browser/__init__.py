"""What a browser makes of the cards and of the preview page."""
