"""Error pages in Chinese, each with the id of its request."""

import errno
import sqlite3

from flask import Flask, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from emergency.base import database
from emergency.base.errors import (
    Conflict,
    DomainError,
    Forbidden,
    NoSpace,
    NotFound,
    Refusal,
    Repeated,
    TooMany,
)
from emergency.base.log import log_error
from emergency.base.web import SAFE_METHODS, way_back

TITLES = {
    400: "请求有误",
    403: "没有权限",
    404: "没有找到",
    405: "请求方式不对",
    409: "内容已被他人修改",
    413: "文件太大",
    422: "没有通过检查",
    429: "操作太频繁",
    500: "系统出错",
    507: "磁盘空间不足",
}
ADVICE = {
    400: "请返回上一页，刷新后重新提交。",
    403: "如确需办理，请联系系统管理员核对您的角色和管辖范围。",
    404: "请核对地址，或从导航重新进入。",
    405: "请返回上一页，使用页面上的按钮操作。",
    409: "请返回上一页刷新，核对最新内容后再提交；您填写的内容可在返回后继续修改。",
    413: "一次提交的文件合计不超过 200 MB，本次没有保存。请用浏览器的“后退”键回到表单，填写的文字还在；"
    "压缩扫描件（建议 200 dpi、灰度）或减少文件后重新选择。",
    422: "请返回上一页按提示修改后再提交。",
    429: "请稍等几分钟再试。",
    500: "本次操作没有保存。请稍后重试；再次出现时，请把下面的编号告诉系统管理员。",
    507: "请联系系统管理员清理磁盘；之后回到刚才的页面重新提交。",
}
STATUS = ((NotFound, 404), (Forbidden, 403), (Conflict, 409), (Refusal, 422), (TooMany, 429), (NoSpace, 507))


def install_faults(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(Repeated, _repeated)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def error_page(status: int, sentence: str | None = None) -> ResponseReturnValue:
    """The page of one status; works without a database."""
    values = {"status": status, "title": TITLES[status], "sentence": sentence, "advice": ADVICE[status]}
    back = "" if request.method in SAFE_METHODS else way_back()
    return render_template("errors/error.html", **values, back=back, request_id=g.get("request_id", "")), status


def _domain(error: DomainError) -> ResponseReturnValue:
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 422)
    return error_page(status, error.sentence)


def _repeated(error: Repeated) -> ResponseReturnValue:
    return redirect(error.location, 303)


def _forged(_error: CSRFError) -> ResponseReturnValue:
    return error_page(400, "页面停留太久或来源不明，表单没有提交。请返回刷新后重新提交。")


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    return error_page(status if status in TITLES else 400)


def _unforeseen(error: Exception) -> ResponseReturnValue:
    if database.is_writing():
        database.end_write(keep=False)
    if is_full(error):
        return error_page(507, NoSpace().sentence)
    log_error("fault", kind=type(error).__name__)
    return error_page(500)


def is_full(error: BaseException) -> bool:
    """Whether an error says that the disk is full."""
    if isinstance(error, OperationalError):
        original = error.orig
        return isinstance(original, sqlite3.OperationalError) and "full" in str(original)
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
