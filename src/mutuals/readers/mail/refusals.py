"""Why a message is no interaction, as a code and in a sentence."""

NO_HEADERS = "no_headers"
HEADERS_TOO_LONG = "headers_too_long"
DRAFT = "draft"
NO_FROM = "no_from"
OWN_RECORD = "own_record"
NO_DATE = "no_date"
BAD_DATE = "bad_date"
DATE_OUT_OF_RANGE = "date_out_of_range"
BAD_MESSAGE = "bad_message"
TOO_DEEP = "too_deep"
TOO_LARGE = "too_large"

REASONS = {
    NO_HEADERS: "There is no mail header here.",
    HEADERS_TOO_LONG: "The headers are longer than 1 MB.",
    DRAFT: "It is a draft, which nobody was sent.",
    OWN_RECORD: "It is what the mail program keeps of the folder itself.",
    NO_FROM: "It names no sender with an address.",
    NO_DATE: "It has no date.",
    BAD_DATE: "Its date cannot be read.",
    DATE_OUT_OF_RANGE: "Its date lies before 1970 or in the future.",
    BAD_MESSAGE: "Its headers cannot be understood.",
    TOO_DEEP: "Its headers are nested too deeply.",
    TOO_LARGE: "Its headers need too much memory.",
}


class UnusableError(ValueError):
    """A message that is no interaction; its text is one of the codes above."""
