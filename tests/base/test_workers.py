"""Workers: each task's outcome comes back, and one that goes wrong costs nothing but itself."""

import os

import pytest
import worker_tasks
from worker_tasks import halve, known, misbehave

from emergency.base.workers import Bounds, Done, Failed, work

BOUNDS = Bounds(memory=300_000_000, seconds=2)


def outcomes(function, tasks, jobs=2):
    return sorted(work(function, tasks, jobs, BOUNDS), key=lambda ended: str(ended.task))


def test_every_task_is_done_once():
    assert outcomes(halve, range(10), jobs=3) == [Done(number, number / 2) for number in range(10)]


def test_nothing_to_do_is_nothing_done():
    assert outcomes(halve, []) == []


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("refuse", "这一份不能打印。"),
        ("die", "意外终止"),
        ("dawdle", "超过规定时间"),
        ("eat", "内存"),
        ("break", "程序错误：ZeroDivisionError"),
    ],
)
def test_one_that_goes_wrong_is_told_and_the_others_are_done(how, told):
    failed, good = outcomes(misbehave, [how, "zzz"])
    assert isinstance(failed, Failed) and told in failed.sentence and not failed.full
    assert good == Done("zzz", "zzz")


def test_a_full_disk_is_marked_as_such():
    (failed,) = outcomes(misbehave, ["full"])
    assert isinstance(failed, Failed) and failed.full


def test_tasks_are_drawn_only_as_workers_get_free():
    drawn = []
    ended = work(halve, (drawn.append(number) or number for number in range(50)), 2, BOUNDS)
    next(ended)
    assert len(drawn) <= 4
    ended.close()


@pytest.mark.parametrize(("heir", "told"), [(False, []), (True, ["drawn before"])])
def test_only_an_heir_has_what_the_parent_did_before(monkeypatch, heir, told):
    monkeypatch.setattr(worker_tasks, "KNOWN", ["drawn before"])
    assert list(work(known, [1], 1, BOUNDS, heir=heir)) == [Done(1, told)]


def test_a_setting_of_the_moment_reaches_the_processes(monkeypatch):
    list(work(halve, [1], 1, BOUNDS))
    monkeypatch.setenv("PRINT_VARIANT", "pdf/ua-1")
    assert list(work(os.getenv, ["PRINT_VARIANT"], 1, BOUNDS)) == [Done("PRINT_VARIANT", "pdf/ua-1")]
