"""Run migrations inside the app: one connection, one transaction, up and down."""

from typing import Any, Literal

from alembic import context

from emergency.base.database import JsonText, UtcDateTime, db

engine = db.engine
metadata = db.metadata


def plain_type(kind: str, value: Any, _autogenerate: Any) -> str | Literal[False]:
    """Write our own column types as the plain ones beneath, so that old migrations outlive our code."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(value, JsonText):
        return "sa.Text()"
    return False


def run() -> None:
    """Migrate within a writing transaction, so that half a migration never stays."""
    with engine.connect().execution_options(writing=True) as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=True,
            render_item=plain_type,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
