"""Downloads against a hub on loopback: whole, resumed, cut short, wrong, refused."""

from __future__ import annotations

import errno
import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from codegraph.errors import DiskError, DownloadError
from codegraph.models.download import Stated, fetch_file, stated_by
from tests.support.hub import Hub, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CONTENT = bytes(range(256)) * 5000
_CHECKSUM = hashlib.sha256(_CONTENT).hexdigest()


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving(Hub(_CONTENT)) as running:
        yield running


def _fetch(hub: Hub, target: Path, *, retries: int = 2, stated: Stated | None = None) -> str:
    url = f"{hub.url}/repo/resolve/main/file.gguf"
    stated = stated or stated_by(url, retries=retries, wait=_no_wait)
    return fetch_file(url, target, stated=stated, retries=retries, wait=_no_wait)


def _no_wait(_seconds: float) -> None:
    """Do not wait between attempts."""


def _gets(hub: Hub) -> list[str]:
    return [wanted for method, wanted in hub.requests if method == "GET"]


def test_a_whole_file_arrives_with_the_checksum_that_the_hub_states(hub: Hub, tmp_path: Path) -> None:
    target = tmp_path / "new" / "file.gguf"

    assert _fetch(hub, target) == _CHECKSUM
    assert target.read_bytes() == _CONTENT
    assert [path.name for path in target.parent.iterdir()] == ["file.gguf"]


def test_a_file_that_is_not_redirected_and_not_linked_arrives_too(hub: Hub, tmp_path: Path) -> None:
    hub.redirects, hub.states_nothing = False, True

    assert _fetch(hub, tmp_path / "file.gguf") == _CHECKSUM


def test_progress_counts_bytes_up_to_the_whole(hub: Hub, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    url = f"{hub.url}/x"

    fetch_file(url, tmp_path / "f", stated=stated_by(url), progress=lambda done, total: seen.append((done, total)))

    assert seen[-1] == (len(_CONTENT), len(_CONTENT))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_cut_connection_is_resumed_where_it_stopped(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = [100_000, 50_000]

    assert _fetch(hub, tmp_path / "file.gguf") == _CHECKSUM
    assert _gets(hub) == ["", "bytes=100000-", "bytes=150000-"]


def test_getting_further_each_time_does_not_use_up_the_attempts(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = [200_000] * 6

    assert _fetch(hub, tmp_path / "file.gguf", retries=1) == _CHECKSUM


def test_a_later_run_resumes_an_earlier_one(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = [70_000, 0, 0, 0]
    with pytest.raises(DownloadError) as caught:
        _fetch(hub, tmp_path / "file.gguf")
    assert "resumes" in caught.value.hint
    hub.cut_after.clear()
    hub.requests.clear()

    assert _fetch(hub, tmp_path / "file.gguf") == _CHECKSUM
    assert _gets(hub) == ["bytes=70000-"]


def test_a_partial_file_of_another_content_is_not_continued(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = [70_000, 0, 0, 0]
    with pytest.raises(DownloadError):
        _fetch(hub, tmp_path / "file.gguf")
    hub.cut_after.clear()
    hub.requests.clear()
    hub.content = _CONTENT[::-1]
    hub.checksum = hashlib.sha256(hub.content).hexdigest()

    assert _fetch(hub, tmp_path / "file.gguf") == hub.checksum
    assert _gets(hub) == [""]


def test_a_server_without_ranges_starts_over(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after, hub.ranges = [70_000], False

    assert _fetch(hub, tmp_path / "file.gguf") == _CHECKSUM


def test_a_wrong_checksum_leaves_no_model_behind(hub: Hub, tmp_path: Path) -> None:
    hub.checksum = "0" * 64

    with pytest.raises(DownloadError, match="is not what was stated"):
        _fetch(hub, tmp_path / "file.gguf")

    assert not (tmp_path / "file.gguf").exists()
    assert (tmp_path / "file.gguf.part").stat().st_size == 0


def test_a_file_longer_than_stated_is_refused(hub: Hub, tmp_path: Path) -> None:
    hub.stated_size = 1000

    with pytest.raises(DownloadError, match="is not what was stated"):
        _fetch(hub, tmp_path / "file.gguf")


def test_a_file_shorter_than_stated_fails_after_its_attempts(hub: Hub, tmp_path: Path) -> None:
    hub.stated_size = len(_CONTENT) + 1

    with pytest.raises(DownloadError, match=r"fewer bytes|cut short"):
        _fetch(hub, tmp_path / "file.gguf")


@pytest.mark.parametrize(("status", "hint"), [(404, "models add PATH"), (401, "account"), (403, "account")])
def test_a_refusal_is_final_and_says_what_to_do(hub: Hub, tmp_path: Path, status: int, hint: str) -> None:
    hub.statuses = [status]

    with pytest.raises(DownloadError, match=str(status)) as caught:
        _fetch(hub, tmp_path / "file.gguf")

    assert hint in caught.value.hint
    assert len(hub.requests) == 1


def test_a_busy_server_is_asked_again(hub: Hub, tmp_path: Path) -> None:
    hub.statuses = [503, 429]

    assert _fetch(hub, tmp_path / "file.gguf") == _CHECKSUM


def test_waits_grow_between_attempts(hub: Hub) -> None:
    hub.statuses = [503] * 9
    waits: list[float] = []

    with pytest.raises(DownloadError, match="503"):
        stated_by(f"{hub.url}/x", retries=7, wait=waits.append)

    assert waits == [1, 2, 4, 8, 16, 30, 30]


def test_nobody_listening_is_a_download_error() -> None:
    with serving(Hub(b"x")) as gone:
        url = gone.url

    with pytest.raises(DownloadError, match="ConnectError"):
        stated_by(f"{url}/x", retries=0)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/x", "nonsense", "http://[::bad/x"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(DownloadError):
        stated_by(url, retries=0)


def test_too_little_room_is_noticed_before_the_download(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

    with pytest.raises(DiskError, match="1000 are free"):
        _fetch(hub, tmp_path / "file.gguf")

    assert _gets(hub) == []


def test_a_disk_that_fills_up_meanwhile_is_a_disk_error(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("codegraph.models.download._write_block", full)

    with pytest.raises(DiskError, match="the disk is full"):
        _fetch(hub, tmp_path / "file.gguf")
