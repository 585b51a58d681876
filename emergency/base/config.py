"""Settings from the environment, each with a working default."""

import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from environs import Env

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024


class BadSetting(Exception):
    """A setting that the product cannot run with; the message says which and what to do."""


@dataclass(frozen=True)
class Settings:
    """What the process runs with; `instance` is the folder of the database, the files and the key."""

    instance: Path
    database_url: str
    files_url: str
    jobs_url: str
    secret_key: str
    host: str = "127.0.0.1"
    port: int = 5000
    demo: bool = True
    testing: bool = False
    trusted_proxies: int = 0
    upload_limit: int = 200 * MEGABYTE
    smtp_url: str = ""
    mail_from: str = ""
    site_url: str = ""


def read_settings(instance: Path | None = None) -> Settings:
    """The settings of this process. Raises BadSetting for a scheme that does not work yet."""
    if sys.flags.optimize:
        raise BadSetting("请不要用 python -O 运行：日历库依靠断言防止注入。")
    env = Env()
    folder = instance or Path(env.str("INSTANCE", str(ROOT / "instance")))
    folder.mkdir(parents=True, exist_ok=True)
    database_url = env.str("DATABASE_URL", f"sqlite:///{folder / 'emergency.db'}")
    files_url = env.str("FILES_URL", f"file://{folder / 'files'}")
    jobs_url = env.str("JOBS_URL", "sqlite://")
    _refuse_unknown("DATABASE_URL", database_url, ("sqlite://", "postgresql"))
    _refuse_unknown("FILES_URL", files_url, ("file://",))
    _refuse_unknown("JOBS_URL", jobs_url, ("sqlite://",))
    smtp_url, mail_from = env.str("SMTP_URL", ""), env.str("MAIL_FROM", "")
    if smtp_url:
        _refuse_unknown("SMTP_URL", smtp_url, ("smtp://", "smtps://", "smtp+starttls://"))
    if bool(smtp_url) is not ("@" in mail_from):
        raise BadSetting("SMTP_URL 和 MAIL_FROM（发件邮箱）要一起设置，或者都不设置。")
    return Settings(
        instance=folder,
        database_url=database_url,
        files_url=files_url,
        jobs_url=jobs_url,
        secret_key=env.str("SECRET_KEY", "") or kept_secret(folder / "secret-key"),
        host=env.str("HOST", "127.0.0.1"),
        port=env.int("PORT", 5000),
        demo=env.bool("DEMO", True),
        trusted_proxies=env.int("TRUSTED_PROXIES", 0),
        smtp_url=smtp_url,
        mail_from=mail_from,
        site_url=env.str("SITE_URL", "").rstrip("/"),
    )


def kept_secret(path: Path) -> str:
    """The key of this installation, made on first use and readable by its owner alone."""
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _refuse_unknown(name: str, url: str, schemes: tuple[str, ...]) -> None:
    if not url.startswith(schemes):
        raise BadSetting(f"{name} 的写法 {url.split(':')[0]}: 本版本还不支持，可用的是 {'、'.join(schemes)}")
