"""Live workshops: a room of people votes from their phones, and the votes are kept safely.

`rooms` makes, finds and leads a workshop, `votes` takes answers, `tallies` counts them. All
three work on a `Database`; nothing here knows Streamlit, and nothing here is cached.
"""
