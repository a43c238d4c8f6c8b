"""What the website must say, how the published policy must read, and where the Council speaks: real builds, then what is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from policy_checks.__main__ import main
from policy_checks.clauses import KEEPERS, kept, page, unaccounted
from policy_checks.model import Clause
from policy_checks.notices import NOT_AVAILABLE, built_as
from policy_checks.policy import parse_policy
from policy_checks.shown import page_shows
from tests.project import ROOT, findings, mkdocs, policy, project, write

SITE = ("docs", "hooks", "overrides", "registers", "mkdocs.yml", "policy.yml")
PINNED = policy().page_sha256
Stops = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the Council's own website, built and passed."""
    root = copied(tmp_path_factory.mktemp("council"))
    done = mkdocs(root)
    assert done.returncode == 0, done.stderr
    return root


def copied(root: Path) -> Path:
    """Return a copy of what the Council's website is made of."""
    for name in SITE:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    return root


@pytest.fixture
def council(built: Path, tmp_path: Path) -> Path:
    """Return a copy of the built website, to spoil."""
    return shutil.copytree(built, tmp_path / "council")


@pytest.fixture
def stops(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Stops:
    """Return a function that judges a website and its built pages, and returns check, clause and path of what is found.

    Links to websites that are not on the list, and yearly documents that a new website has not got, are advice and left out.
    """

    def stops(root: Path, *arguments: str) -> list[tuple[str, str, str]]:
        monkeypatch.chdir(root)
        capsys.readouterr()
        main(["check", *arguments, "--format", "json"])
        body = json.loads(capsys.readouterr().out)
        found = [(each["check"], each["clause"], each["path"]) for each in body["findings"]]
        return [each for each in found if each[0] not in {"commercial-link", "notices-yearly"}]

    return stops


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Replace words of a file, which must stand there."""
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_councils_own_website_says_all_that_the_policy_promises(council: Path, stops: Stops) -> None:
    assert stops(council, "--site", "site") == []


def test_a_notice_lost_from_the_template_refuses_the_build_and_names_the_clause(tmp_path: Path) -> None:
    root = copied(tmp_path)
    edit(root, "overrides/partials/footer.html", "not monitored 24/7", "watched")
    done = mkdocs(root)
    assert done.returncode == 1
    assert not (root / "site").exists()
    assert "mkdocs.yml\n" in done.stderr
    assert "The policy (C20) says: “The site is not monitored 24/7”." in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "clauses"),
    [
        ("not monitored 24/7", "watched", ["C20"]),
        ('<p>The site is not monitored', '<p hidden="">The site is not monitored', ["C20", "C21", "C23"]),
        ('<p>The site is not monitored', '<p style="display:none">The site is not monitored', ["C20", "C21", "C23"]),
        ('<p>The site is not monitored', '<p class="unseen">The site is not monitored', ["C20", "C21", "C23"]),
        ("not monitored 24/7", "<!-- not monitored 24/7 -->", ["C20"]),
        ("parishclerk", "clerk", ["C25"]),
    ],
    ids=["other words", "hidden", "not displayed", "hidden by a class", "in a comment", "another address"],
)  # fmt: skip
def test_what_every_page_lacks_is_told_once(
    council: Path, stops: Stops, old: str, new: str, clauses: list[str]
) -> None:
    for file in (council / "site").rglob("*.html"):
        page, foot, rest = file.read_text(encoding="utf-8").partition('<footer class="foot">')
        file.write_text(page + foot + rest.replace(old, new), encoding="utf-8")
    found = [each for each in stops(council, "--site", "site") if each[0] == "notices-missing"]
    assert found == [("notices-missing", clause, "mkdocs.yml") for clause in clauses]


def test_what_one_page_lacks_is_told_of_that_page(council: Path, stops: Stops) -> None:
    """At the page that it was written on, or at the built file where nobody wrote it."""
    edit(council, "site/news/index.html", "not monitored 24/7", "watched")
    edit(council, "site/404.html", "not monitored 24/7", "watched")
    found = stops(council, "--site", "site")
    assert ("notices-missing", "C20", "docs/news/index.md") in found
    assert ("notices-missing", "C20", "404.html") in found


@pytest.mark.parametrize(
    ("old", "clause"),
    [
        ("does not limit your legal rights", "C24"),
        ("not be considered as contacting the Council", "C24"),
        ("Monday to Friday", "C34"),
        ("report the matter to the Police", "C30"),
        ("A complaint about the Clerk is a matter for the Chair", "C30"),
        ("heavy workload", "C32"),
        ("subject to the Freedom of Information Act", "C39"),
    ],
)
def test_what_the_contact_page_lost_is_told_with_its_clause(council: Path, stops: Stops, old: str, clause: str) -> None:
    edit(council, "docs/contact.md", old, "…")
    edit(council, "site/contact/index.html", old, "…")
    assert ("notices-missing", clause, "docs/contact.md") in stops(council, "--site", "site")


def test_a_page_that_must_say_something_and_is_gone_is_told_at_the_settings(council: Path, stops: Stops) -> None:
    shutil.rmtree(council / "site" / "contact")
    (council / "docs" / "contact.md").unlink()
    found = stops(council, "--site", "site")
    assert ("notices-missing", "C34", "policy.yml") in found


def test_another_councils_template_may_say_it_anywhere_on_the_page(council: Path, stops: Stops) -> None:
    """In another order and other mark-up; a page that only leads elsewhere, and a file as it was written, need nothing."""
    for file in (council / "site").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        head, foot, rest = text.partition('<footer class="foot">')
        notices, end, tail = rest.partition("</footer>")
        file.write_text(
            f"{head.replace('<body>', f'<body><aside>{notices}</aside>')}{foot}{end}{tail}", encoding="utf-8"
        )
    moved = '<!doctype html><meta http-equiv="refresh" content="0; url=../news/"><title>Moved</title>'
    write(
        council, {"site/old/index.html": moved, "docs/plan.html": "<p>A plan.</p>", "site/plan.html": "<p>A plan.</p>"}
    )
    assert [each for each in stops(council, "--site", "site") if each[0] == "notices-missing"] == []


def test_nothing_is_missed_where_no_website_is_judged(tmp_path: Path, stops: Stops) -> None:
    """Pages alone, with the very policy.yml that promises so much."""
    root = project(tmp_path)
    shutil.copy(ROOT / "policy.yml", root)
    assert stops(root) == []


def test_a_built_site_without_settings_is_told_at_the_policy(tmp_path: Path, stops: Stops) -> None:
    root = project(tmp_path, {"docs/index.md": "# Home\n", "site/index.html": "<p>Home</p>"})
    shutil.copy(ROOT / "policy.yml", root)
    found = stops(root, "--site", "site")
    assert ("notices-missing", "C20", "policy.yml") in found


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("contact.md", ("contact/index.html", "contact.html")),
        ("index.md", ("index.html",)),
        ("news/README.md", ("news/index.html",)),
    ],
)
def test_where_a_page_is_built(name: str, files: tuple[str, ...]) -> None:
    assert built_as(name) == files


def test_an_address_is_shown_by_a_link_or_in_words_exactly() -> None:
    def addresses(html: str) -> frozenset[str]:
        page = page_shows(html.encode())
        assert page
        return page.addresses

    assert addresses('<p><a href="mailto:Clerk@Village.example?subject=x">Write</a></p>') == {"clerk@village.example"}
    assert addresses('<p><a href="mailto:clerk@village.example"></a></p>') == set()
    assert addresses("<p>(clerk<wbr>@village.example).</p>") == {"clerk@village.example"}
    assert addresses("") == set()


# The policy's own page


CHANGED = ("notices-policy", "C51", "docs/policies/social-media.md")


def test_a_changed_policy_is_refused_until_it_is_adopted_and_signed(council: Path, stops: Stops) -> None:
    """The sha256, the minute and the Chair's sign-off of this very text; one of them missing is not enough."""
    edit(council, "docs/policies/social-media.md", "Stay on topic.", "Stay on topic. Be brief.")
    assert CHANGED in stops(council)
    main(["adopted"])
    new = text_sha(council)
    edit(council, "policy.yml", PINNED, new)
    assert CHANGED in stops(council)
    edit(council, "registers/signoffs.yml", PINNED, new)
    assert CHANGED not in stops(council)
    edit(council, "policy.yml", f'minute: "{policy().minute}"', 'minute: ""')
    assert CHANGED in stops(council)


def text_sha(root: Path) -> str:
    """Return the digest of the policy's page."""
    from policy_checks.judge import text_digest

    return text_digest((root / "docs" / "policies" / "social-media.md").read_bytes())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- {office: Chair, moderates: true, account: \"\", from: 2024-01-01, until: null}", ""),
        ("- {office: Chair, moderates: true, account: \"\", from: 2024-01-01", "- {office: Chair, moderates: true, account: \"\", from: 2026-11-28"),
        ("- {office: Chair, moderates: true, account: \"\", from: 2024-01-01, until: null}", "- {office: Chair, moderates: true, account: \"\", from: 2024-01-01, until: 2026-11-26}"),
        ("signed_by: Chair", "signed_by: Mayor"),
    ],
    ids=["no such office", "not held yet", "not held any more", "another office signs"],
)  # fmt: skip
def test_the_policy_is_signed_by_whoever_holds_the_office_on_that_day(
    council: Path, stops: Stops, old: str, new: str
) -> None:
    edit(council, "policy.yml", old, new)
    assert CHANGED in stops(council)


def test_the_first_and_the_last_day_of_the_office_count(council: Path, stops: Stops) -> None:
    edit(council, "policy.yml", "office: Chair, moderates: true, account: \"\", from: 2024-01-01, until: null", "office: Chair, moderates: true, account: \"\", from: 2026-11-27, until: 2026-11-27")  # fmt: skip
    assert CHANGED not in stops(council)


def test_a_policy_that_is_not_published_is_told_at_the_settings(council: Path, stops: Stops) -> None:
    (council / "docs" / "policies" / "social-media.md").unlink()
    assert ("notices-policy", "C51", "policy.yml") in stops(council)


def test_a_council_that_has_pinned_nothing_yet_is_advised(council: Path, stops: Stops) -> None:
    edit(council, "policy.yml", PINNED, "")
    assert ("notices-unpinned", "C51", "docs/policies/social-media.md") in stops(council)


def test_a_clause_that_is_not_in_the_policy_and_a_channel_that_it_does_not_name_are_told(
    council: Path, stops: Stops
) -> None:
    edit(council, "policy.yml", 'words: "Stay on topic."', 'words: "Stay off topic."')
    edit(council, "policy.yml", "channels: {", "channels: {instagram: true, youtube: false, ")
    found = stops(council)
    assert ("notices-quotation", "C18", "policy.yml") in found
    assert [each for each in found if each[0] == "notices-channels"] == [("notices-channels", "C04", "policy.yml")]


@pytest.mark.parametrize("status", [0, 1, 2])
def test_the_adopted_text_is_told_by_its_sha256(
    council: Path, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = council / "docs" / "policies" / "social-media.md"
    if status == 1:
        file.write_text("# Another\n", encoding="utf-8")
    if status == 2:
        file.unlink()
    monkeypatch.chdir(council)
    assert main(["adopted"]) == status
    assert (PINNED in capsys.readouterr().out) is (status == 0)


# How we keep this policy


def test_no_clause_is_unaccounted_for() -> None:
    assert list(unaccounted(policy())) == []
    assert {name[:3] for name in policy().clauses} == {f"C{number:02}" for number in range(1, 53)}


def test_a_clause_that_nothing_keeps_and_a_keeper_that_does_not_exist_are_told() -> None:
    text = (ROOT / "policy.yml").read_text(encoding="utf-8")
    broken = text.replace('outside: "an aim for the Council as a whole"', 'kept_by: ["the weather"]', 1)
    broken = broken.replace('    outside: "a judgement for the Council each time"\n', "")
    assert list(unaccounted(parse_policy(broken.encode()))) == ["C01: the weather", "C03"]


def test_every_keeper_is_used_and_every_notice_is_kept_by_its_check() -> None:
    used = {keeper for clause in policy().clauses.values() for keeper in clause.kept_by}
    assert KEEPERS.keys() <= used
    promising = [clause for clause in policy().clauses.values() if clause.notices]
    assert all("notices-missing" in clause.kept_by for clause in promising)


def test_the_page_is_published_and_says_of_each_clause_what_keeps_it(built: Path) -> None:
    html = (built / "site" / "policies" / "how-we-keep-this-policy" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="../social-media/#{name.casefold()}"' in html for name in policy().clauses)
    text = (ROOT / "docs" / policy().page).read_text(encoding="utf-8")
    assert page(policy(), text).count("\n[C") == len(policy().clauses)
    assert PINNED in html


def test_a_policy_that_is_not_pinned_is_said_to_be_so() -> None:
    text = (ROOT / "policy.yml").read_text(encoding="utf-8").replace(PINNED, "").replace(policy().minute, "")
    made = page(parse_policy(text.encode()), 'Our policy, <a id="c02"></a>as it is.')
    assert ("\nC01 " in made, "\n[C02](social-media.md#c02) " in made) == (True, True)
    assert "`not recorded yet`" in made
    assert "19 November 2019. Before" in made


def test_what_keeps_a_clause_is_said_in_sentences() -> None:
    assert kept(Clause("w", ("conduct-threat", "the record"), "people decide")).startswith(
        "Stopped: conduct threat. Sign-offs"
    )


# Channels


@pytest.mark.parametrize(
    ("channels", "address", "found"),
    [
        ("{facebook: true}", "https://www.facebook.com/village.example", []),
        (
            "{facebook: https://facebook.com/village.example}",
            "https://m.facebook.com/village.example",
            ["notices-channel"],
        ),
        ("{facebook: https://facebook.com/village.example}", "https://www.facebook.com/Village.Example/", []),
        (
            "{facebook: https://facebook.com/village.example}",
            "https://www.facebook.com/other.example",
            ["notices-channel"],
        ),
        ("{facebook: false}", "https://www.facebook.com/village.example", ["notices-channel"]),
        ("{twitter: true}", "https://x.com/village", []),
        ("{website: true}", "https://x.com/village", ["notices-channel"]),
        ("{website: true}", "https://x.com/intent/post", []),
        ("{website: true}", "https://notx.com/village", []),
    ],
)
def test_a_link_to_an_account_must_be_one_of_the_channels(
    tmp_path: Path, stops: Stops, channels: str, address: str, found: list[str]
) -> None:  # fmt: skip
    root = project(tmp_path, {"docs/a.md": f"# A\n\n[See]({address})\n"})
    line = next(each for each in (root / "policy.yml").read_text("utf-8").split("\n") if each.startswith("channels:"))
    edit(root, "policy.yml", line, f"channels: {channels}")
    assert [each[0] for each in stops(root)] == found


def test_an_account_that_is_only_named_is_no_link() -> None:
    assert findings("# A\n\nWe are on instagram.com/village\n") == []


def test_a_page_that_is_withheld_is_not_missed_a_second_time(council: Path, stops: Stops) -> None:
    """So that everything else is published."""
    (council / "docs" / "contact.md").unlink()
    page = council / "site" / "contact" / "index.html"
    text = page.read_text(encoding="utf-8")
    head, _, rest = text.partition("<main")
    page.write_text(f"{head}<main><p>{NOT_AVAILABLE}</p></main>{rest.partition('</main>')[2]}", encoding="utf-8")
    assert not [each for each in stops(council, "--site", "site") if each[0] == "notices-missing"]
