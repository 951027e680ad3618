"""What the tests share: a small project to break, the shipped site built once, and a real browser."""

from __future__ import annotations

import functools
import gc
import http.server
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from support.bad_input import contents
from support.contributors import Clone, code_repository, copy_repository, hooked_repository, repository
from support.isolation import ELSEWHERE, Outside, apart, leftovers, memory_folder
from support.sampling import mark_tests, set_examples
from support.shared import copy_folder, make_once, shared_folder

from lanpya.content.library import Library
from lanpya.leaflets.typesetting import FONT
from lanpya.runtime.environment import CACHE
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, environment_with_fonts, find_chromium
from scripts.rigs.fault_server import FaultServer
from scripts.rigs.fault_server import serve as serve_and_fail

if TYPE_CHECKING:  # what only some tests need is imported where it is made: one file of tests starts at once
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize
    from support.releases import ReleaseProject

    from scripts.rigs.printed_glyphs import Glyphs

from support.project import EPOCH, ROOT, Project, copy_project, small_project

# Where no bytecode may be written, each of hundreds of commands would compile all of Lanpya again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_addoption(parser: pytest.Parser) -> None:
    """Long proofs run as samples unless `make proof` asks for the whole."""
    parser.addoption("--proof", action="store_true", help="run what tests only sample as a whole")


def pytest_configure(config: pytest.Config) -> None:
    """Let the tests work in memory, where that is possible and no other place is named."""
    set_examples(config.option.proof)
    if not config.option.basetemp and (memory := memory_folder()):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_collection_finish() -> None:
    """Let garbage collection pass over what is imported by now: it took a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(tryfirst=True)  # before -m selects by marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Set the mark `browser`, and leave what only `make proof` runs to it."""
    mark_tests(config, items)


@pytest.fixture(scope="session")
def proof(request: pytest.FixtureRequest) -> bool:
    """Whether everything is to be tried, not a sample."""
    return bool(request.config.getoption("--proof"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try every shipped leaflet, or a sample: the model guide, the longest one, a booklet."""
    if "leaflet" in metafunc.fixturenames:
        from support.leaflets import LEAFLETS, SAMPLE  # not earlier: it reads this module

        chosen = LEAFLETS if metafunc.config.getoption("--proof") else SAMPLE
        metafunc.parametrize("leaflet", chosen, ids=lambda leaflet: leaflet.url[6:-4])


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small project of three pages in two languages."""
    made = make_once(shared_folder(tmp_path_factory) / "small", small_project)
    return Project(copy_folder(made, tmp_path / "project"))


@pytest.fixture(scope="session")
def _sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[Path, bytes]]:
    project = small_project(tmp_path_factory.mktemp("sources") / "project")
    docs = {project.docs / name: content for name, content in contents(project.docs).items()}
    settings = project.root / "mkdocs.yml"
    return project, {settings: settings.read_bytes(), **docs}


@pytest.fixture
def sources(_sources: tuple[Project, dict[Path, bytes]]) -> Iterator[Project]:
    """The small project, for tests that change nothing of it but docs/ and mkdocs.yml, which are restored."""
    project, before = _sources
    yield project
    known = {*before, *(parent for path in before for parent in path.parents)}
    for path in sorted(project.docs.rglob("*")):
        if path.is_symlink() or (path not in known and path.exists()):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for path, content in before.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_bytes(content)
    assert {path.name for path in project.root.iterdir()} == {"docs", "hooks", "mkdocs.yml", "overrides"}


@pytest.fixture
def clone(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """The small project as a repository with one commit, made with a no-reply address and in UTC."""
    made = make_once(shared_folder(tmp_path_factory) / "repository", repository)
    return copy_repository(made, tmp_path / "clone")


@pytest.fixture(scope="session")
def _code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_once(shared_folder(tmp_path_factory) / "code-repository", code_repository)


@pytest.fixture
def code_clone(_code: Path, tmp_path: Path) -> Clone:
    """The same with the code of the product, to run it from there."""
    return copy_repository(_code, tmp_path / "code-clone")


@pytest.fixture
def hooked(_code: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """The same with .venv, with `make hooks` done, and with two branches beside main."""
    make = functools.partial(hooked_repository, _code)
    return copy_repository(make_once(shared_folder(tmp_path_factory) / "hooked", make), tmp_path / "hooked")


@pytest.fixture(scope="session", autouse=True)
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing outside the folder of this run is changed: homes and temporary files are in it, too."""
    before = Outside(ROOT)
    with pytest.MonkeyPatch.context() as patch:
        for name in ELSEWHERE:
            patch.delenv(name, raising=False)
        for name, value in apart(tmp_path_factory.getbasetemp(), ROOT).items():
            patch.setenv(name, value)
        patch.setattr(tempfile, "tempdir", None)
        yield
    assert before.changes() == []


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep only what tests that failed have made."""
    factory = session.config._tmp_path_factory  # type: ignore[attr-defined]
    base: Path | None = factory._basetemp
    if base and base.exists() and "PYTEST_XDIST_WORKER" not in os.environ:
        for path in list(leftovers(base)):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()


@pytest.fixture(scope="session", autouse=True)
def shared_cache(tmp_path_factory: pytest.TempPathFactory, outside: None) -> None:
    """What one test's build laid out, no other lays out again; every run starts with nothing."""
    os.environ[CACHE] = str(shared_folder(tmp_path_factory) / "cache")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped guides, built once for all workers."""

    def build(target: Path) -> None:
        built = copy_project(target, ROOT / "docs").build(start_python=True)
        assert built.returncode == 0, built.stdout + built.stderr

    return make_once(shared_folder(tmp_path_factory) / "shipped", build) / "site"


@pytest.fixture
def unreleased(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> ReleaseProject:
    """The small project with one tagged commit, ready for its first release, and keys beside it."""
    from support.releases import copy_release_project  # not earlier: it reads this module

    return copy_release_project(shared_folder(tmp_path_factory), tmp_path / "own")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project, built once for all workers: to be read, or copied."""

    def build(target: Path) -> None:
        built = small_project(target).build()
        assert built.returncode == 0, built.stdout + built.stderr

    return Project(make_once(shared_folder(tmp_path_factory) / "small-site", build))


@pytest.fixture(scope="session")
def hebrew_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with Hebrew and Shan, which have no leaflets, built once for all workers."""

    def build(target: Path) -> None:
        from support.hebrew import multilingual_project  # not earlier: few tests need it

        built = multilingual_project(target).build()
        assert built.returncode == 0, built.stdout + built.stderr

    return Project(make_once(shared_folder(tmp_path_factory) / "hebrew-site", build))


@pytest.fixture
def built_project(small_site: Project, tmp_path: Path) -> Project:
    """The small project with its site, to be changed and built again."""
    return Project(copy_folder(small_site.root, tmp_path / "project"))


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> ReleaseProject:
    """The small project with two releases, for all workers."""
    from support.releases import released_project  # not earlier: it reads this module

    return released_project(shared_folder(tmp_path_factory))


@pytest.fixture(scope="session")
def editions(site: Path) -> dict[str, Path]:
    """The shipped guides, those of a week later, and once so that the site takes copies back."""
    from scripts.rigs.trial_sites import RELEASE_TIMES, build_sites

    target, later = site.parent.parent / "editions", ("newer", "withdrawn")
    with FileLock(f"{target}.lock"):
        if not target.exists():
            build_sites(target, later)
    assert str(RELEASE_TIMES["earlier"]) == EPOCH
    return {"earlier": site, **{name: target / name / "site" for name in later}}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives Chromium; there can be one in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The system's Chromium, with the Burmese font that the project ships."""
    folder = tmp_path_factory.mktemp("fonts")
    fonts = environment_with_fonts(folder, ROOT / "overrides" / "fonts", Path("/usr/share/fonts"))
    chromium = playwright.chromium.launch(
        executable_path=_program(), args=list(PLAYWRIGHT_FLAGS), env=dict(fonts)
    )
    yield chromium
    chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A function that opens fresh profiles, 360 pixels wide by default, closed after the test."""
    opened: list[BrowserContext] = []

    def make(width: int = 360, height: int = 640, **options: object) -> BrowserContext:
        viewport = {"width": width, "height": height}
        opened.append(browser.new_context(viewport=viewport, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@pytest.fixture
def profile(context: Callable[..., BrowserContext]) -> BrowserContext:
    """One fresh profile."""
    return context()


@pytest.fixture(scope="session")
def _tabs(browser: Browser) -> Callable[[bool], Page]:
    """A function that returns a tab with scripts or one without, the same one again while it is open."""
    tabs: dict[bool, Page] = {}

    def tab(javascript: bool) -> Page:
        if javascript not in tabs or tabs[javascript].is_closed():
            viewport: ViewportSize = {"width": 360, "height": 640}
            tabs[javascript] = browser.new_context(
                viewport=viewport, java_script_enabled=javascript
            ).new_page()
        tabs[javascript].goto("about:blank")  # or only the part behind the # might change
        tabs[javascript].set_viewport_size({"width": 360, "height": 640})
        tabs[javascript].emulate_media(media="null", color_scheme="null")
        return tabs[javascript]

    return tab


@pytest.fixture
def reader(_tabs: Callable[[bool], Page]) -> Page:
    """A tab for tests that only read pages: a new one costs more than most of them.

    What keeps, listens or sets a clock takes a fresh profile.
    """
    return _tabs(True)


@pytest.fixture
def plain_reader(_tabs: Callable[[bool], Page]) -> Page:
    """The same without scripts."""
    return _tabs(False)


@pytest.fixture
def server(site: Path) -> Iterator[FaultServer]:
    """A server of the shipped site that fails on demand."""
    with serve_and_fail(site) as running:
        yield running


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped guides as read."""
    from support.leaflets import SHIPPED  # not earlier: reading it takes a second

    return SHIPPED


@pytest.fixture(scope="session")
def glyphs() -> Glyphs:
    """The glyphs of the font that leaflets are printed with."""
    from scripts.rigs.printed_glyphs import Glyphs

    return Glyphs(ROOT / "overrides" / FONT)


@pytest.fixture(scope="session")
def remembering_browser(browser: Browser) -> Iterator[Browser]:
    """Chromium with its back/forward cache, which Playwright switches off by default."""
    chromium = browser.browser_type.launch(
        executable_path=_program(),
        args=list(PLAYWRIGHT_FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield chromium
    chromium.close()


def _program() -> str:
    program = find_chromium()
    if not program:
        pytest.exit("The tests need Chromium; make test installs or names it.", returncode=1)
    return program


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer an unknown address with the site's own page."""
        page = Path(self.directory) / "404.html"
        content = page.read_bytes() if page.exists() else b""
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on this machine and returns its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
