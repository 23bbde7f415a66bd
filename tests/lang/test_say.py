from __future__ import annotations

import pytest

from csplan.lang.say import language, say, say_many


def test_facts_stand_in_their_place() -> None:
    assert say("{team}: the work needs {need}", team="north", need="3 people") == "north: the work needs 3 people"


def test_a_fact_is_never_read_as_a_sentence() -> None:
    assert say("{name} is no team", name="{need} {0} %s") == "{need} {0} %s is no team"


def test_a_fact_that_is_missing_is_a_defect() -> None:
    with pytest.raises(KeyError, match="need"):
        say("the work needs {need}")


@pytest.mark.parametrize(("number", "said"), [(0, "0 teams"), (1, "1 team"), (1.5, "1.5 teams"), (2, "2 teams")])
def test_english_has_one_and_many(number: float, said: str) -> None:
    assert say_many(number, "{n} team", "{n} teams", n=number) == said


def test_another_language_is_a_catalogue_with_its_rule_of_plurals() -> None:
    chinese = {"{n} teams": "{n} 个团队", "{team} fits": "{team} 可行"}
    with language(lambda sentence: chinese.get(sentence, sentence), lambda _, forms: forms[1]):
        assert say_many(1, "{n} team", "{n} teams", n=1) == "1 个团队"
        assert say("{team} fits", team="north") == "north 可行"
        assert say("not in the catalogue") == "not in the catalogue"
    assert say("{team} fits", team="north") == "north fits"
