"""Run sheets and the briefs made from the views of the app."""
