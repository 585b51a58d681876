"""Rooms import only from floors strictly below, files only from steps before them."""

from building import FLOORS, PACKAGE, Module, floor_of, modules, room_of


def house_imports(module: Module) -> list[str]:
    return [name for name in module.imports if name.startswith("emergency.")]


def test_every_room_has_a_floor():
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - {"migrations"}
    assert rooms <= set(FLOORS), "give the new room a floor in tests/house/building.py"


def test_rooms_import_only_from_floors_below():
    wrong = [
        f"{module} imports {name}"
        for module in modules()
        for name in house_imports(module)
        if room_of(name) != module.room and floor_of(room_of(name)) >= floor_of(module.room)
    ]
    advice = "reach an upper room through a slot of base/slots.py, a neighbour through a room below:\n"
    assert not wrong, advice + "\n".join(wrong)


def test_nobody_below_the_roof_imports_the_application():
    wrong = [str(module) for module in modules() if module.room and "emergency" in module.imports]
    assert not wrong, "use flask.current_app instead of the package itself:\n" + "\n".join(wrong)


def test_files_of_a_room_import_only_from_steps_before():
    steps = {module.name: module.step for module in modules()}
    wrong = [
        f"{module} imports {name}"
        for module in modules()
        for name in house_imports(module)
        if room_of(name) == module.room
        and module.step is not None
        and (other := steps.get(name)) is not None
        and other > module.step
    ]
    assert not wrong, "the steps are rules/facts, models, queries, actions, forms, views:\n" + "\n".join(wrong)


def test_no_two_files_import_each_other():
    graph = {module.name: house_imports(module) for module in modules()}
    done: set[str] = set()

    def walk(name: str, trail: list[str]) -> None:
        assert name not in trail, "a circle of imports: " + " -> ".join([*trail, name])
        if name not in done:
            for other in graph.get(name, []):
                walk(other, [*trail, name])
            done.add(name)

    for name in graph:
        walk(name, [])
