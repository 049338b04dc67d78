"""The Map page: settings, player, legend and the list that does what the map does."""
