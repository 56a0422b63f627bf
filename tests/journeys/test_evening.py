"""A whole evening through the keyboard, as an organizer does it: from a messy list to paper."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.keyboard import CLEAR, LISTS, name_list, new_event, pages, write_out
from tests.terminal import Terminal


def test_from_a_messy_list_to_a_printed_report(home: Path, tmp_path: Path) -> None:
    report, plan = tmp_path / "report.pdf", tmp_path / "plan.csv"
    with Terminal(home=home) as terminal:
        terminal.until("No events yet. Press n")
        new_event(terminal, "Gala")
        terminal.until("Import or type in the people.")
        _import_the_messy_list(terminal)
        _mark_vips(terminal)
        _add_a_rule(terminal)
        _set_tables_and_rounds(terminal)
        terminal.keys("5").until("Press p").keys("e", "up", "enter").until("effort quick")
        terminal.keys("p").until("The plan is made")
        _look_at_the_results(terminal)
        write_out(terminal, "e", 1, plan)
        write_out(terminal, "P", 0, report)
        terminal.keys("q")
        assert terminal.ended() == 0
    _expect_on_paper(report)
    assert len(plan.read_text("utf-8-sig").splitlines()) == 27
    with Terminal(home=home, environ={"LC_ALL": "fr_FR.UTF-8"}) as terminal:
        _find_everything_again_in_french(terminal)


def _import_the_messy_list(terminal: Terminal) -> None:
    name_list(terminal, LISTS / "messy-40.csv")
    terminal.until("Which row names the columns? Row 1 looks like it.").keys("enter")
    terminal.until("What does each column hold?").until("Last name").keys("enter")
    terminal.until("Rows with something wrong: 8. People who can be read: 26.")
    terminal.keys("down").until("“yves.hardy(at)example.org” is not an e-mail address")
    terminal.keys("enter").until("i imports the others").keys("i")
    terminal.until("Imported: 26 new, 0 changed, 0 taken off, 8 left out")
    terminal.until("26 in all")


def _mark_vips(terminal: Terminal) -> None:
    """One, and all that a filter shows; undone, and done again."""
    terminal.keys("/", "Audrey", "enter", "v").until("1 of 26 shown").keys("escape")
    terminal.until("26 in all").until(lambda t: "VIP  Audrey" not in t.text)
    terminal.keys("u").until("VIP  Audrey").keys("U").until(lambda t: "VIP  Audrey" not in t.text)
    terminal.keys("/", "Sylvie", "enter").until("2 of 26 shown").keys("V")
    terminal.until(lambda t: "VIP  Sylvie" not in t.text).keys("V").until("VIP  Sylvie Bailly")
    terminal.keys("escape").until("26 in all")


def _add_a_rule(terminal: Terminal) -> None:
    terminal.keys("3").until("Press n to add a rule").keys("n").until("apart")
    terminal.keys("2").until("Chosen: 0")
    terminal.keys("Thierry", "enter").until("Chosen: 1  Sylvie Thierry")
    terminal.keys("Bailly", "enter").until("Chosen: 2  Sylvie Bailly, Sylvie Thierry")
    terminal.keys("f2").until("apart   Sylvie Thierry, Sylvie Bailly")


def _set_tables_and_rounds(terminal: Terminal) -> None:
    terminal.keys("4").until("No tables. Press t").keys("t", CLEAR, "5 x 6", "enter")
    terminal.until("30 for 26 people; 4 free").keys("r", CLEAR, "4", "enter")
    terminal.until("Lasts 46 min.").keys("u").until("Lasts 1 h 10 min.").keys("U")
    terminal.until("Lasts 46 min.")


def _look_at_the_results(terminal: Terminal) -> None:
    terminal.keys("6").until("Round 1 of 4 · people seated: 26 · tables: 5")
    terminal.keys("n").until("Round 2 of 4").keys("i").until("26 in all")
    terminal.keys("m").until("2 people to a cell").keys("z").until("one cell for a pair")
    terminal.keys("right").until("Audrey Vallée and Sylvie Thierry")
    terminal.keys("r").until("Repeats only").keys("f").until("Gini").keys("v").until("VIPs")
    terminal.keys("c").until("Sylvie Thierry, Sylvie Bailly").keys("V").until("● current")


def _expect_on_paper(report: Path) -> None:
    text = "\n".join(pages(report))
    for wanted in ("Gala", "Audrey Vallée", "Étienne Buisson", "de la Tour; d'Auvergne"):
        assert wanted in text
    assert "Yves Hardy" not in text, "a row with something wrong was left out"


def _find_everything_again_in_french(terminal: Terminal) -> None:
    terminal.until("1 en tout").until("planifié").keys("enter").until("Limite atteinte")
    terminal.keys("2").until("26 en tout").keys("3").until("Sylvie Thierry, Sylvie Bailly")
    terminal.keys("6").until("Tour 1 sur 4").keys("q")
    assert terminal.ended() == 0


def test_from_a_workbook_to_printed_table_cards(home: Path, tmp_path: Path) -> None:
    cards = tmp_path / "cards.pdf"
    with Terminal(home=home) as terminal:
        terminal.until("No events yet. Press n")
        new_event(terminal, "Conference")
        name_list(terminal, LISTS / "conference-300.xlsx")
        terminal.until("The file has 2 sheets. “Inscrits” looks like the list.").keys("enter")
        terminal.until("Which row names the columns?").keys("enter")
        terminal.until("What does each column hold?").keys("enter")
        terminal.until("Every row can be read: 300 people.").keys("enter").until("300 in all")
        terminal.keys("4").until("No tables. Press t").keys("t", CLEAR, "50 x 6", "enter")
        terminal.until("300 for 300 people; 0 free").keys("r", CLEAR, "10", "enter")
        terminal.until("meets anybody twice  yes").keys("5").until("Press p").keys("p")
        terminal.until("Proved best: 7,500 meetings")
        terminal.keys("6").until("Round 1 of 10 · people seated: 300 · tables: 50")
        write_out(terminal, "P", 1, cards)
        terminal.keys("q")
        assert terminal.ended() == 0
    found = pages(cards)
    assert len(found) == 10 * 50 / 4
    assert "Round 10\nTable\n50\n" in "\n".join(found)
