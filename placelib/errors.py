"""Every error a visitor or a script may see: what was given, the rule, the remedy."""

from __future__ import annotations


class PlaceError(Exception):
    """A sentence a visitor can read: what was given, the rule it broke, what to do next."""


class UnknownArea(PlaceError):
    """The code is in none of the sources."""

    def __init__(self, text: str) -> None:
        """Name the code that was given, cut short in case it is hostile."""
        super().__init__(
            f"“{clip(text)}” is not a place we know. A place has a nine-character code such as "
            "E08000012. Search by name instead."
        )


class NotAPlacePage(PlaceError):
    """The area exists in the figures, but nobody lives their local politics in it."""

    def __init__(self, name: str, kind: str) -> None:
        """Say which area was asked for and what kind it is."""
        super().__init__(
            f"{name} is {kind}: its figures are used here, but it has no page of its own. "
            "Choose a council, combined authority, region or nation."
        )


class UnknownIndicator(PlaceError):
    """The indicator is not in the catalogue."""

    def __init__(self, text: str) -> None:
        """Name the indicator that was given, cut short in case it is hostile."""
        super().__init__(
            f"“{clip(text)}” is not an indicator we hold. Indicators are listed on the page "
            "Data and methods. Choose one from the list."
        )


class UnknownUpload(PlaceError):
    """A view asks for a measure of a file that this visit does not have, or no longer."""

    def __init__(self) -> None:
        """Say why it is not here and how to get it."""
        super().__init__(
            "This view shows a measure of an uploaded file. An upload is seen by the visit that "
            "made it alone, and ends with it. Open the page Quick view and choose the file there."
        )


class SharedUpload(RuntimeError):
    """A fault of ours: a result that all visitors share was about to hold figures of an upload."""

    def __init__(self) -> None:
        """Say the rule and the remedy to whoever reads the log."""
        super().__init__(
            "an upload was read while a shared result was built: give the builder the slug of the "
            "uploaded measure, or a view that says is_uploaded, among its arguments"
        )


class BadPeriod(PlaceError):
    """The text is not a period in the publisher's notation."""

    def __init__(self, text: str) -> None:
        """Show the text and the notation that is expected."""
        super().__init__(
            f"“{clip(text)}” is not a period. Periods are a day (2024-06-30) or a start and a "
            "length (2022-01-01/P3Y). Correct the source row."
        )


class NoDatabase(PlaceError):
    """The bundled database is missing or cannot be read."""

    def __init__(self, name: str, why: str) -> None:
        """Name the file (not its folder) and say what is wrong with it."""
        super().__init__(
            f"The figures cannot be shown: the data file {name} {why}. "
            "Put the file from the repository back, or rebuild it with make data."
        )


class TooLongForCode(PlaceError):
    """The address has more characters than a QR code can hold."""

    def __init__(self, length: int) -> None:
        """Say how long the address is."""
        super().__init__(
            f"This view's address has {length:,} characters, more than a QR code can hold. Copy "
            "the link instead, or leave out some of the chosen places."
        )


class NoPicture(PlaceError):
    """A chart could not be drawn outside a browser."""

    def __init__(self, why: str) -> None:
        """Say why, as the end of a sentence."""
        super().__init__(
            f"The picture could not be made: {why}. A picture is drawn from a chart of this app "
            "within a minute, one after another. Try again in a minute."
        )


class NoCatalogue(NoDatabase):
    """The figures lie elsewhere, and that place cannot be reached."""

    def __init__(self) -> None:
        """Say so without the address, which may hold a password."""
        PlaceError.__init__(
            self,
            "The figures cannot be shown: the place that BEND_DATA names cannot be reached or "
            "read. Try again in a minute; whoever runs this app should check that place and its "
            "extension of DuckDB.",
        )


class BadScorecard(PlaceError):
    """The link or the file is not a scorecard."""

    def __init__(self, why: str) -> None:
        """Say what is wrong with it."""
        super().__init__(
            f"This scorecard cannot be opened: {why}. Open one that was saved here, or set one up "
            "on the page Scorecard."
        )


class BadRunSheet(PlaceError):
    """The link or file is no run sheet, or asks for what this app does not have."""

    def __init__(self, what: str) -> None:
        """Say what is wrong with it, as a sentence without its full stop."""
        super().__init__(
            f"This run sheet cannot be used: {what}. A run sheet is a list of views of this app, "
            "saved by this app. Open another one, or start from the default."
        )


class FullRunSheet(BadRunSheet):
    """There is no more room in a run sheet."""

    def __init__(self, why: str) -> None:
        """Say why, as a sentence without its full stop."""
        PlaceError.__init__(
            self,
            f"The view was not added: {why}. Remove a view on the page Run sheet, or start another "
            "run sheet.",
        )


class BuildStopped(PlaceError):
    """A check on the data failed, so nothing was replaced."""


def clip(text: str, longest: int = 40) -> str:
    """Text a visitor gave, on one line and cut short, fit to be repeated to them."""
    flat = "".join(character for character in text if character.isprintable())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
