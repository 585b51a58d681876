"""Numbers in addresses: one that no row can have leads nowhere, instead of upsetting the database."""

from werkzeug.routing import IntegerConverter, ValidationError

LAST_NUMBER = 2**31 - 1


class RowNumber(IntegerConverter):
    """`<int:…>` for the number of a row; a longer one is an address that is not there (404)."""

    def to_python(self, value: str) -> int:
        """The number. Raises ValidationError, which reads as no such address."""
        if len(value) > len(str(LAST_NUMBER)) or int(value) > LAST_NUMBER:
            raise ValidationError
        return int(value)
