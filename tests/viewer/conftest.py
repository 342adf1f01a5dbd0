"""Pages over a few runs, served and as one file, and a browser to open them in."""

from __future__ import annotations

import threading

import pytest
from hostile_run import hostile_run
from page_reader import TOOLS
from run_folders import many, verdict, write_run, write_score

from assay.viewer.server import Server
from assay.viewer.shelf import Shelf
from assay.viewer.static import write_page


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = tmp_path_factory.mktemp("runs")
    one = write_run(root / "one", many(250, 4), n=4)
    two = write_run(root / "two", many(240, 4, seed=8), n=4)
    later = [
        {"id": f"s{i}", "attempt": 0, "passed": i % 2 == 0, "score": float(i % 2 == 0)}
        | {"verdicts": [[verdict("later.kind", "pass" if i % 2 == 0 else "fail", "seen again")]]}
        for i in range(250)
    ]
    write_score(one, "strict", later)
    return {"one": one, "two": two, "hostile": hostile_run(root / "hostile")}


@pytest.fixture(scope="module")
def places(folders, tmp_path_factory):
    """Pages by (served or static, names of runs), made when first asked for."""
    made, servers = {}, []

    def place(how, *names):
        key = (how, *names)
        if key not in made:
            paths = [folders[name] for name in names]
            if how == "static":
                file = tmp_path_factory.mktemp("page") / "view.html"
                write_page(paths, file)
                made[key] = file.as_uri()
            else:
                server = Server(Shelf(paths))
                servers.append(server)
                threading.Thread(target=server.serve_forever, daemon=True).start()
                made[key] = server.url
        return made[key]

    yield place
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(params=["static", "served"])
def how(request):
    return request.param


@pytest.fixture(scope="module")
def browser():
    with TOOLS["Chromium"]() as tab:
        tab.prefer(reduced_motion="reduce")
        yield tab


@pytest.fixture
def tab(browser):
    browser.size(1280, 900)
    browser.errors.clear()
    yield browser
    assert browser.errors == []
