"""The addresses take turns: who asks a hundred times has nobody wait for more than one of them."""

from types import SimpleNamespace

import pytest

from skillpath.web.fair_turns import Turn, Turns, _client


def told(turns: Turns) -> str:
    """Who is taken out until there is nothing to take, letter by letter; nobody is done meanwhile."""
    taken = ""
    while len(turns):
        taken += turns.popleft().client
    return taken


def waiting(clients: str, *, most: int) -> Turns:
    turns = Turns(most=most)
    for client in clients:
        turns.append(Turn(SimpleNamespace(), turns, client))
    return turns


@pytest.mark.parametrize(
    ("came", "most", "taken"),
    [("aaaab", 9, "abaaa"), ("aabbc", 9, "abcab"), ("aaaab", 2, "aba"), ("aaa", 1, "a"), ("", 1, "")],
)
def test_the_addresses_take_turns_and_none_has_more_than_its_share(came: str, most: int, taken: str) -> None:
    assert told(waiting(came, most=most)) == taken


def test_who_is_answered_makes_room_for_its_next() -> None:
    turns = waiting("aaab", most=1)
    first = turns.popleft()
    assert (first.client, turns.popleft().client, len(turns)) == ("a", "b", 0)
    turns.over("a")
    assert (len(turns), turns.popleft().client, len(turns)) == (1, "a", 0)


@pytest.mark.parametrize(
    ("came_from", "proxy", "said", "client"),
    [
        ("192.0.2.1", "", "198.51.100.7", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.9", "198.51.100.7", "192.0.2.1"),
        ("192.0.2.9", "192.0.2.9", "forged, 198.51.100.7", "198.51.100.7"),
        ("192.0.2.9", "192.0.2.9", None, "192.0.2.9"),
    ],
)
def test_only_the_named_proxy_says_who_asks(
    came_from: str, proxy: str, said: str | None, client: str
) -> None:
    headers = {} if said is None else {"X_FORWARDED_FOR": said}
    channel = SimpleNamespace(addr=(came_from, 1), requests=[SimpleNamespace(headers=headers)])
    assert _client(channel, proxy) == client
