"""Plans: what must be done so that an account is as the spec says, in an order that would be accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelang.deploy.plan import Operation, plan, references
from pipelang.deploy.resources import Join, Json, Ref, Resource


def nothing(_: Resource, __: Mapping[str, Resource]) -> Iterable[Resource]:
    return ()


def thing(address: str, parent: str | None = None, after: tuple[str, ...] = (), **attributes: Json) -> Resource:
    return Resource("thing", address, None, attributes, parent=parent, after=after)


def steps(operations: Iterable[Operation]) -> list[str]:
    return [f"{operation.action} {operation.resource.address}" for operation in operations]


def account(*resources: Resource) -> dict[str, Resource]:
    return {resource.address: resource for resource in resources}


class TestSteps:
    def test_empty_account_gets_everything_in_the_order_of_the_spec(self) -> None:
        made = plan([thing("b", name="Б"), thing("a", name="А")], {}, nothing)
        assert steps(made) == ["create b", "create a"]
        assert made[0].live is None and made[0].before == {} and made[0].after == {"name": "Б"}

    def test_only_what_differs_is_updated(self) -> None:
        live = account(thing("a", name="А", sort=1), thing("b", name="Б"))
        (only,) = plan([thing("a", name="А", sort=2), thing("b", name="Б")], live, nothing)
        assert (only.action, only.before, only.after) == ("update", {"sort": 1}, {"sort": 2})
        assert only.live == live["a"]

    def test_attributes_that_the_spec_does_not_set_are_left_alone(self) -> None:
        assert plan([thing("a", name="А")], account(thing("a", name="А", colour="red")), nothing) == ()

    def test_attribute_that_the_account_lacks_is_set(self) -> None:
        (only,) = plan([thing("a", name="А")], account(thing("a")), nothing)
        assert (only.before, only.after) == ({"name": None}, {"name": "А"})

    def test_identity_is_never_compared(self) -> None:
        wanted = Resource("thing", "a", None, {"name": "А"}, identity={"code": "new"})
        assert (
            plan([wanted], account(Resource("thing", "a", None, {"name": "А"}, identity={"code": "old"})), nothing)
            == ()
        )

    def test_what_the_spec_has_no_use_for_is_deleted_last_children_first(self) -> None:
        live = account(thing("p"), thing("p.1", parent="p"), thing("p.2", parent="p"))
        assert steps(plan([thing("a")], live, nothing)) == ["create a", "delete p.2", "delete p.1", "delete p"]

    def test_children_are_deleted_before_their_parent_in_whatever_order_they_were_read(self) -> None:
        live = account(thing("p.1", parent="p"), thing("p"), thing("p.2", parent="p"))
        order = steps(plan([], live, nothing))
        assert order.index("delete p") > max(order.index("delete p.1"), order.index("delete p.2"))


class TestOrder:
    @pytest.mark.parametrize(
        "first",
        [
            thing("first", parent="second"),
            thing("first", after=("second",)),
            thing("first", link=Ref("second")),
            thing("first", link=Join(("C", Ref("second"), ":1"))),
            thing("first", deep=({"a": [1, {"b": Ref("second", "code")}]},)),
            Resource("thing", "first", None, {}, identity={"in": Ref("second")}),
        ],
        ids=["parent", "after", "ref", "join", "deep ref", "ref in identity"],
    )
    def test_every_kind_of_dependency_goes_first(self, first: Resource) -> None:
        assert steps(plan([first, thing("second")], {}, nothing)) == ["create second", "create first"]

    def test_dependency_stands_right_before_its_first_dependent(self) -> None:
        wanted = [thing("a"), thing("b", link=Ref("z")), thing("c"), thing("z")]
        assert steps(plan(wanted, {}, nothing)) == ["create a", "create z", "create b", "create c"]

    def test_what_is_not_in_the_spec_is_no_dependency(self) -> None:
        assert steps(plan([thing("a", parent="elsewhere", after=("gone",), link=Ref("me"))], {}, nothing)) == [
            "create a"
        ]

    def test_a_circle_of_dependencies_ends(self) -> None:
        made = plan([thing("a", link=Ref("b")), thing("b", link=Ref("a"))], {}, nothing)
        assert sorted(steps(made)) == ["create a", "create b"]

    def test_long_chains(self) -> None:
        chain = [thing(f"t{number}", after=(f"t{number + 1}",)) for number in range(5000)]
        assert steps(plan(chain, {}, nothing))[0] == "create t4999"

    def test_references_in_order(self) -> None:
        value = {"a": Ref("1"), "b": [Join(("x", Ref("2"))), (Ref("3", "code"),)], "c": "Ref"}
        assert [ref.address for ref in references(value)] == ["1", "2", "3"]


class TestBrings:
    @staticmethod
    def of_a_pipeline(resource: Resource, _: Mapping[str, Resource]) -> Iterable[Resource]:
        """A new pipeline comes with a stage that we want, and with one that we do not."""
        if resource.address == "p":
            yield thing("p.new", parent="p", name="Первый контакт")
            yield thing("p.extra", parent="p", name="Лишний")

    def test_what_comes_by_itself_is_updated_not_created(self) -> None:
        wanted = [thing("p"), thing("p.new", parent="p", name="Заявка")]
        made = plan(wanted, {}, self.of_a_pipeline)
        assert steps(made) == ["create p", "update p.new", "delete p.extra"]
        assert made[1].before == {"name": "Первый контакт"}

    def test_what_comes_as_it_should_needs_nothing(self) -> None:
        wanted = [thing("p"), thing("p.new", parent="p", name="Первый контакт"), thing("p.extra", parent="p")]
        assert steps(plan(wanted, {}, self.of_a_pipeline)) == ["create p"]

    def test_nothing_comes_with_what_was_there(self) -> None:
        assert steps(plan([thing("p")], account(thing("p")), self.of_a_pipeline)) == []


# ---- laws, on an account that is a plain table

names = st.sampled_from([f"n{number}" for number in range(8)])
values = st.one_of(st.none(), st.booleans(), st.integers(0, 3), st.text("аб", max_size=2), st.just(("a", 1)))


@st.composite
def desired(draw: st.DrawFn) -> list[Resource]:
    """Resources whose dependencies form no circle: each may only need those with a greater name."""
    chosen = draw(st.lists(names, unique=True))
    made: list[Resource] = []
    for address in draw(st.permutations(chosen)):
        later = st.sampled_from([name for name in chosen if name > address] or ["elsewhere"])
        attributes: dict[str, Json] = draw(st.dictionaries(st.sampled_from("xyz"), values, max_size=3))
        if draw(st.booleans()):
            attributes["link"] = draw(
                st.one_of(st.builds(Ref, later), st.builds(lambda to: Join(("a", Ref(to))), later))
            )
        parent = draw(st.none() | later)
        after = tuple(draw(st.lists(later, max_size=2)))
        made.append(thing(address, parent, after, **attributes))
    return made


@st.composite
def live(draw: st.DrawFn) -> dict[str, Resource]:
    chosen = draw(st.lists(names, unique=True))
    return account(*(thing(name, **draw(st.dictionaries(st.sampled_from("xyz"), values))) for name in chosen))


@st.composite
def brought(draw: st.DrawFn) -> dict[str, list[Resource]]:
    return draw(
        st.dictionaries(names, st.lists(st.builds(lambda name, x: thing(name, x=x), names, values), max_size=2))
    )


def applied(
    operations: Iterable[Operation], start: Mapping[str, Resource], comes: Mapping[str, list[Resource]]
) -> dict[str, dict[str, Json]]:
    """The account after the operations; what a CRM would refuse fails."""
    state = {address: dict(resource.attributes) for address, resource in start.items()}
    for operation in operations:
        address = operation.resource.address
        if operation.action == "create":
            assert address not in state, "created although it is there"
            state[address] = dict(operation.after)
            for extra in comes.get(address, ()):
                state.setdefault(extra.address, dict(extra.attributes))
        elif operation.action == "update":
            assert {key: state[address].get(key) for key in operation.after} == operation.before
            state[address].update(operation.after)
        else:
            del state[address]
    return state


def needs(resource: Resource) -> set[str]:
    found = {ref.address for value in (resource.attributes, resource.identity) for ref in references(value)}
    return found | set(resource.after) | ({resource.parent} if resource.parent else set())


class TestLaws:
    @given(desired(), live(), brought())
    def test_applied_plan_gives_what_is_desired(
        self, wanted: list[Resource], there: dict[str, Resource], comes: dict[str, list[Resource]]
    ) -> None:
        operations = plan(wanted, there, lambda resource, _: comes.get(resource.address, ()))
        state = applied(operations, there, comes)
        assert state.keys() == {resource.address for resource in wanted}
        for resource in wanted:
            assert {key: state[resource.address].get(key) for key in resource.attributes} == resource.attributes

    @given(desired(), live())
    def test_dependencies_before_dependents(self, wanted: list[Resource], there: dict[str, Resource]) -> None:
        order = [operation.resource for operation in plan(wanted, there, nothing) if operation.action != "delete"]
        place = {resource.address: number for number, resource in enumerate(order)}
        for resource in order:
            assert all(place[need] < place[resource.address] for need in needs(resource) if need in place)

    @given(desired())
    def test_nothing_to_do_where_all_is_as_desired(self, wanted: list[Resource]) -> None:
        assert plan(wanted, account(*wanted), nothing) == ()

    @given(desired(), live())
    def test_second_plan_is_empty(self, wanted: list[Resource], there: dict[str, Resource]) -> None:
        state = applied(plan(wanted, there, nothing), there, {})
        now = account(*(thing(address, **attributes) for address, attributes in state.items()))
        assert plan(wanted, now, nothing) == ()

    @given(desired(), live())
    def test_deletions_come_last(self, wanted: list[Resource], there: dict[str, Resource]) -> None:
        actions = [operation.action == "delete" for operation in plan(wanted, there, nothing)]
        assert actions == sorted(actions)

    @given(desired(), live())
    def test_same_input_same_plan(self, wanted: list[Resource], there: dict[str, Resource]) -> None:
        assert plan(wanted, there, nothing) == plan(iter(wanted), dict(there), nothing)
