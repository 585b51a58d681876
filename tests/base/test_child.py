"""A bounded process answers, or says in one Chinese sentence why not; the caller always lives on."""

import pkgutil

import hostile_tasks as tasks
import pytest

from emergency.base import child
from emergency.base.child import Answer, Failure, Limits, Trouble


def test_it_returns_what_the_function_returns(tmp_path):
    file = tmp_path / "甲.bin"
    file.write_bytes(b"12345")
    assert child.run(tasks.count_bytes, {"path": str(file)}) == Answer(5)


def test_a_file_that_eats_memory_is_named_so():
    assert child.run(tasks.eat_memory, None).trouble is Trouble.MEMORY


def test_a_loop_ends_with_its_processor_time():
    assert child.run(tasks.spin, None, Limits(cpu_seconds=1)) == Failure(Trouble.TIME, "processor time")


def test_a_wait_ends_with_the_wall_clock():
    outcome = child.run(tasks.sleep_for_ever, None, Limits(wall_seconds=1))
    assert outcome == Failure(Trouble.TIME, "wall clock")


def test_a_segmentation_fault_kills_only_the_child():
    assert child.run(tasks.crash, None) == Failure(Trouble.DEATH, "SIGSEGV")


def test_a_silent_exit_is_a_death():
    assert child.run(tasks.leave, None) == Failure(Trouble.DEATH, "exit status 7")


def test_what_a_library_prints_does_not_spoil_the_answer():
    assert child.run(tasks.chatter, None) == Answer("好")


def test_garbage_in_place_of_the_answer_is_refused():
    assert child.run(tasks.spoil_the_answer, None).trouble is Trouble.GARBAGE


def test_an_endless_answer_is_cut_off():
    assert child.run(tasks.flood, None) == Failure(Trouble.GARBAGE, "too long")


def test_an_error_gives_its_name_and_never_its_text():
    assert child.run(tasks.quote_the_file, None) == Failure(Trouble.ERROR, "ValueError")


def test_it_may_write_only_what_it_was_allowed(tmp_path):
    path = {"path": str(tmp_path / "out")}
    assert child.run(tasks.write_much, path).trouble is Trouble.ERROR
    assert child.run(tasks.write_much, path, Limits(written=20_000)) == Answer(None)


def test_it_sees_no_secret_of_the_server(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    assert "SECRET_KEY" not in child.run(tasks.show_environment, None).value


def test_it_does_not_carry_the_web_app_along(tmp_path, monkeypatch):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/__init__.py").write_text("opened = True")
    (tmp_path / "shop/room.py").write_text("import shop\ndef look(_): return hasattr(shop, 'opened')")
    monkeypatch.syspath_prepend(tmp_path)
    look = pkgutil.resolve_name("shop.room:look")
    assert look(None) is True
    assert child.run(look, None) == Answer(False)


def test_too_many_at_a_time_are_asked_to_wait(monkeypatch):
    monkeypatch.setattr(child.ROOMS, "_value", 0)
    assert child.run(tasks.count_bytes, {}, Limits(wall_seconds=0.1)).trouble is Trouble.BUSY


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_a_sentence_with_a_remedy(trouble):
    assert "请" in Failure(trouble).sentence
