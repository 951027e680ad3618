"""A release is made whole or not at all, and every change of a copy is found."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import brotli
import minisign
import pytest
from support.commands import run_lanpya
from support.project import Project
from support.releases import DAY, PASSWORD, ReleaseProject
from support.sampling import proof_only
from support.tampering import ARCHIVES, FOLDERS

from lanpya.releases.build import unpack
from lanpya.releases.local_copies import Archive, Folder, Release
from lanpya.releases.manifest import MANIFEST, SUMS, Manifest, manifest_of
from lanpya.releases.package import contents_of, signed, write_release
from lanpya.releases.reproduce import headers_of
from lanpya.releases.seen import Seen
from lanpya.releases.tree_diff import tree_differences
from lanpya.releases.verification import Copy, Verdict, verify
from lanpya.runtime.zip_archive import entries_of, zip_bytes

ON = date.fromisoformat(DAY)
TRIALS = 12  # of each kind of change, each at another place: 264 in all; a sample in make test
SAMPLE = 2
UNTOUCHED = 50


def key_of(made: ReleaseProject) -> minisign.PublicKey:
    return minisign.PublicKey.from_file(made.keys / "public.key")


def verdicts(copy: Copy, key: minisign.PublicKey, on: date = ON, seen: Seen | None = None) -> set[Verdict]:
    return {failure.verdict for failure in verify(copy, key, on, seen)[0]}


def run_verify(made: ReleaseProject, copy: object, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `lanpya verify` as a volunteer does, with a memory of its own unless the options name one."""
    given = [str(copy), "--key", str(made.keys / "public.key"), "--today", DAY, *options]
    with tempfile.TemporaryDirectory() as memory:
        return run_lanpya("verify", *given, env={"XDG_STATE_HOME": memory})


def reproduce(folder: Path, key: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `lanpya reproduce` as somebody does who does not believe a release."""
    return run_lanpya("reproduce", folder, "--key", key, "--today", DAY, env=variables)


def test_a_release_has_all_its_parts_and_says_what_it_is(released: ReleaseProject) -> None:
    folder = released.dist / "lanpya-1.1.0"
    names = {path.name for path in folder.iterdir()}
    archives = {"lanpya-1.1.0.zip", "lanpya-1.1.0-source.tar"}
    assert names == {"site"} | archives | {f"{name}.minisig" for name in archives}
    manifest = json.loads((folder / "site" / MANIFEST).read_text(encoding="utf-8"))
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=released.root, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert manifest.pop("tools")["mkdocs"] == "1.6.1"
    assert manifest == {
        "version": "1.1.0",
        "sequence": 2,
        "edition": DAY,
        "expires": "2026-12-01",
        "commit": head,
    }
    assert not list(released.dist.glob(".*"))


def test_the_list_of_files_is_one_that_sha256sum_checks(released: ReleaseProject) -> None:
    folder = released.dist / "lanpya-1.1.0" / "site"
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", SUMS],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_what_is_compressed_unpacks_to_the_file_beside_it(released: ReleaseProject) -> None:
    folder = released.dist / "lanpya-1.1.0" / "site"
    pages = sorted(folder.rglob("*.html"))
    assert pages
    for path in pages:
        packed = path.with_name(f"{path.name}.br").read_bytes()
        assert brotli.decompress(packed) == path.read_bytes()
        unpacked = subprocess.run(
            ["gzip", "--decompress", "--stdout", f"{path}.gz"], capture_output=True, check=True
        ).stdout
        assert unpacked == path.read_bytes()


@proof_only
@pytest.mark.slow
def test_the_same_commit_and_key_give_the_same_release(released: ReleaseProject, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(released.root, tmp_path / "again")
    again = ReleaseProject(Project(tmp_path / "again"), released.keys)
    (again.dist / "lanpya-1.1.0").rename(before)
    result = again.release(PYTHONHASHSEED="7", TZ="Pacific/Kiritimati", LANPYA_CACHE=str(tmp_path / "cache"))
    assert result.returncode == 0, result.stderr
    assert tree_differences(before, again.dist / "lanpya-1.1.0") == []
    assert not (tmp_path / "cache").exists()  # a release is made anew


def test_minisign_of_debian_and_the_release_agree(released: ReleaseProject, tmp_path: Path) -> None:
    folder = released.dist / "lanpya-1.1.0"
    public = released.keys / "public.key"
    signed = [
        folder / "site" / SUMS,
        folder / "site" / MANIFEST,
        *folder.glob("*.zip"),
        *folder.glob("*.tar"),
    ]
    assert len(signed) == 4
    for path in signed:
        result = subprocess.run(
            ["minisign", "-V", "-p", public, "-m", path], capture_output=True, text=True, check=True
        ).stdout
        assert f"release 1.1.0 number 2 edition 2026-11-23 until 2026-12-01\tfile:{path.name}\n" in result
    # the other way: a key of minisign, and a signature that it makes
    subprocess.run(
        ["minisign", "-G", "-W", "-p", tmp_path / "public.key", "-s", tmp_path / "secret.key"],
        capture_output=True,
        check=True,
    )
    own = ReleaseProject(released.project, tmp_path)
    copy = tmp_path / "site"
    shutil.copytree(folder / "site", copy)
    assert run_verify(own, copy).returncode == Verdict.FALSE
    for name in (SUMS, MANIFEST):
        signature = (copy / f"{name}.minisig").read_text(encoding="utf-8")
        comment = signature.split("\n")[2].split(": ", 1)[1]
        command = ["minisign", "-S", "-s", tmp_path / "secret.key", "-t", comment, "-m", copy / name]
        subprocess.run(command, capture_output=True, check=True)
    result = run_verify(own, copy)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.proof
@pytest.mark.slow
def test_a_key_of_minisign_with_a_password_signs_a_release(unreleased: ReleaseProject, proof: bool) -> None:
    if not proof:
        pytest.skip("takes ten seconds: minisign asks much of who guesses a password")
    for name in ("secret.key", "public.key"):
        (unreleased.keys / name).unlink()
    subprocess.run(
        ["minisign", "-G", "-p", unreleased.keys / "public.key", "-s", unreleased.keys / "secret.key"],
        input=f"{PASSWORD}\n{PASSWORD}\n",
        text=True,
        capture_output=True,
        check=True,
    )
    result = unreleased.release()
    assert result.returncode == 0, result.stderr
    assert run_verify(unreleased, unreleased.dist / "lanpya-1.0.0").returncode == 0


@pytest.mark.proof
def test_copies_that_no_one_changed_pass(released: ReleaseProject, tmp_path: Path, proof: bool) -> None:
    key, folder = key_of(released), released.dist / "lanpya-1.1.0"
    for number in range(UNTOUCHED if proof else 5):
        copied = tmp_path / str(number)
        shutil.copytree(folder, copied)
        assert verdicts(Folder(copied / "site"), key) == set()
        assert verdicts(Release(copied, key), key) == set()
        assert verdicts(Archive(copied / "lanpya-1.1.0.zip"), key) == set()
        shutil.rmtree(copied)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        shutil.unpack_archive(folder / "lanpya-1.1.0.zip", tmp_path / "unpacked")
        assert verdicts(Folder(Path("unpacked")), key) == set()


@pytest.mark.proof
@pytest.mark.parametrize("change", FOLDERS, ids=lambda change: change.__name__)
def test_every_change_of_a_folder_is_found(
    change: Callable[[Path, random.Random], None], released: ReleaseProject, tmp_path: Path, proof: bool
) -> None:
    key, folder = key_of(released), released.dist / "lanpya-1.1.0" / "site"
    for trial in range(TRIALS if proof else SAMPLE):
        copied = tmp_path / str(trial) / "site"
        shutil.copytree(folder, copied)
        change(copied, random.Random(f"{change.__name__} {trial}"))  # noqa: S311
        assert verdicts(Folder(copied), key), f"trial {trial}"


@pytest.mark.proof
@pytest.mark.parametrize("change", ARCHIVES, ids=lambda change: change.__name__)
def test_every_change_of_an_archive_is_found(
    change: Callable[[Path, random.Random], None], released: ReleaseProject, tmp_path: Path, proof: bool
) -> None:
    key, folder = key_of(released), released.dist / "lanpya-1.1.0"
    for trial in range(TRIALS if proof else SAMPLE):
        copied = tmp_path / f"{trial}.zip"
        shutil.copy(folder / "lanpya-1.1.0.zip", copied)
        change(copied, random.Random(f"{change.__name__} {trial}"))  # noqa: S311
        assert verdicts(Archive(copied), key), f"trial {trial}"
    result = run_verify(released, copied)
    assert result.returncode in (Verdict.CHANGED, Verdict.FALSE)
    assert result.stdout.startswith("Do not use this copy")


def test_an_older_list_or_manifest_in_a_newer_copy_is_found(released: ReleaseProject, tmp_path: Path) -> None:
    for number, names in enumerate([(MANIFEST,), (SUMS,), (MANIFEST, SUMS)]):
        copied = tmp_path / str(number)
        shutil.copytree(released.dist / "lanpya-1.1.0" / "site", copied)
        for name in names:
            for part in (name, f"{name}.minisig"):
                shutil.copy(released.dist / "lanpya-1.0.0" / "site" / part, copied)
        found = verdicts(Folder(copied), key_of(released), seen=Seen(2, ""))
        assert found == ({Verdict.OLD} if len(names) == 2 else {Verdict.CHANGED, Verdict.OLD}), names


def verified_with(name: str, folder: Path) -> list[tuple[Verdict, str]]:
    """Return what is wrong with a copy whose signed list has that name, for a file that lies beside it."""
    pair = minisign.KeyPair.generate()
    manifest = Manifest("1.0.0", 1, ON, ON, "0" * 40, {})
    files = signed({"index.html": b"inside", name: b"outside"}, manifest, pair.secret_key)
    copy = folder / "copy" / "en"
    copy.mkdir(parents=True)
    (folder / "copy" / "outside").write_bytes(files.pop(name))
    for own, content in files.items():
        (copy / own).write_bytes(content)
    failures, *_ = verify(Folder(copy), pair.public_key, ON, None)
    return [(failure.verdict, failure.says) for failure in failures]


@pytest.mark.parametrize(
    "name",
    [
        *("../outside", "../en/../outside", "a/../../outside", "..", "../", "/outside", "//outside", ""),
        *("./index.html", ".", "a/./b", "a//b", "a/"),
        *("..\\outside", "a\\..\\..\\outside", "\\outside", "C:/outside", "C:outside", "index.html:outside"),
        *(".. /outside", "../ ", ".../outside", ". ./outside"),  # Windows drops dots and spaces at the end
        *("a\0b", "a\nb", "a\rb", "a\x1fb", "a\x85b", "a\u2028b"),
    ],
)
def test_a_list_with_a_name_that_leads_out_of_the_copy_is_refused_whole(name: str, tmp_path: Path) -> None:
    [(verdict, says)] = verified_with(name, tmp_path)
    assert verdict is Verdict.CHANGED
    assert says.startswith("The list of files is signed, but cannot be read: SHA256SUMS")


def test_a_name_of_dots_that_leads_nowhere_is_a_name(tmp_path: Path) -> None:
    for number, name in enumerate(("..a", "a..b", ".well-known/a", "a b")):
        found = verified_with(name, tmp_path / str(number))
        assert found == [(Verdict.CHANGED, f"{name} is missing.")]


def test_no_signed_file_passes_under_the_name_of_another(released: ReleaseProject, tmp_path: Path) -> None:
    made = released.dist / "lanpya-1.1.0"
    archive, source = "lanpya-1.1.0.zip", "lanpya-1.1.0-source.tar"
    for one, other in ((source, archive), (archive, source)):
        copied = tmp_path / one
        shutil.copytree(made, copied)
        for ending in ("", ".minisig"):
            shutil.copy(made / (one + ending), copied / (other + ending))
        result = run_verify(released, copied)
        assert result.returncode == Verdict.CHANGED, result.stdout
        assert f"The signature beside {other} was made for the file {one}." in result.stdout
    copied = tmp_path / "site"
    shutil.copytree(made / "site", copied)
    for ending in ("", ".minisig"):
        shutil.copy(copied / (MANIFEST + ending), copied / (SUMS + ending))
    result = run_verify(released, copied)
    assert result.returncode == Verdict.FALSE
    assert f"The signature beside {SUMS} was made for the file {MANIFEST}." in result.stdout


def test_a_signature_that_names_no_file_is_not_enough(released: ReleaseProject, tmp_path: Path) -> None:
    pair = minisign.KeyPair.generate()
    (tmp_path / "public.key").write_bytes(bytes(pair.public_key))
    own = ReleaseProject(released.project, tmp_path)
    copied = tmp_path / "lanpya-1.1.0"
    shutil.copytree(released.dist / "lanpya-1.1.0", copied)
    comment = "release 1.1.0 number 2 edition 2026-11-23 until 2026-12-01"  # as earlier releases have it

    def sign(path: Path, comment: str) -> None:
        words = {"trusted_comment": comment, "untrusted_comment": "signature from minisign secret key"}
        path.with_name(f"{path.name}.minisig").write_bytes(
            bytes(pair.secret_key.sign(path.read_bytes(), **words)) + b"\n"
        )

    paths = [copied / "site" / SUMS, copied / "site" / MANIFEST, *copied.glob("*.zip"), *copied.glob("*.tar")]
    for path in paths:
        sign(path, comment)
    result = run_verify(own, copied)
    assert result.returncode == Verdict.FALSE
    assert f"The signature beside {SUMS} does not say for which file it was made" in result.stdout
    for path in paths[:2]:
        sign(path, f"{comment}\tfile:{path.name}")
    result = run_verify(own, copied)
    assert result.returncode == Verdict.CHANGED
    assert "lanpya-1.1.0.zip does not say for which file it was made" in result.stdout
    sign(paths[0], f"{comment.replace('1.1.0', '1.2.0')}\tfile:{SUMS}")
    assert f"{SUMS} is signed, but belongs to another release." in run_verify(own, copied).stdout


@pytest.mark.parametrize(
    ("name", "right"),
    [("lanpya-1.1.0.zip", True), ("lanpya-1.2.0.zip", False), ("notes (1).zip", True)],
)
def test_an_archive_has_no_name_of_another_release(
    name: str, right: bool, released: ReleaseProject, tmp_path: Path
) -> None:
    shutil.copy(released.dist / "lanpya-1.1.0" / "lanpya-1.1.0.zip", tmp_path / name)
    result = run_verify(released, tmp_path / name)
    assert result.returncode == (0 if right else Verdict.CHANGED), result.stdout
    assert right or f"It is named {name}, but contains lanpya-1.1.0.zip." in result.stdout


def test_a_source_archive_is_no_archive_of_the_site(released: ReleaseProject, tmp_path: Path) -> None:
    made = released.dist / "lanpya-1.1.0"
    for ending in ("", ".minisig"):
        shutil.copy(made / f"lanpya-1.1.0-source.tar{ending}", tmp_path / f"lanpya-1.1.0.zip{ending}")
    result = run_verify(released, tmp_path / "lanpya-1.1.0.zip")
    assert result.returncode == Verdict.CHANGED
    assert "not packed as a release packs it" in result.stdout


@pytest.mark.parametrize("files", [{}, {"a": b""}, {"ဖိုင်.html": b"a", "b/c": bytes(70_000), "b": b"x" * 9}])
def test_what_is_packed_is_found_where_it_is(files: dict[str, bytes]) -> None:
    content = zip_bytes(files, zipfile.ZIP_STORED)
    entries = entries_of(io.BytesIO(content))
    assert list(entries) == sorted(files)
    for name, entry in entries.items():
        assert content[entry.offset : entry.offset + entry.size] == files[name]
    for at in range(len(content)):
        if not any(entry.offset <= at < entry.offset + entry.size for entry in entries.values()):
            changed = bytearray(content)
            changed[at] ^= 1
            with pytest.raises(ValueError, match="differs from what a release has there"):
                entries_of(io.BytesIO(changed))


@pytest.mark.parametrize(
    "what", ["another archive", "archive of another release", "archive gone", "file beside", "source changed"]
)
def test_what_is_beside_the_site_is_held_too(what: str, released: ReleaseProject, tmp_path: Path) -> None:
    copied, older = tmp_path / "copied", released.dist / "lanpya-1.0.0"
    shutil.copytree(released.dist / "lanpya-1.1.0", copied)
    source = copied / "lanpya-1.1.0-source.tar"
    if what == "another archive":
        (copied / "lanpya-1.1.0.zip").write_bytes(b"no archive")
    elif what == "archive of another release":
        shutil.copy(older / "lanpya-1.0.0-source.tar", source)
        shutil.copy(older / "lanpya-1.0.0-source.tar.minisig", copied / f"{source.name}.minisig")
    elif what == "archive gone":
        source.unlink()
    elif what == "file beside":
        (copied / "README.html").touch()
    else:
        source.write_bytes(source.read_bytes() + b"\0")
    result = run_verify(released, copied)
    assert result.returncode == Verdict.CHANGED, result.stdout


def test_verify_remembers_the_newest_and_reports_an_older_one(
    released: ReleaseProject, tmp_path: Path
) -> None:
    seen = tmp_path / "new" / "seen.json"
    newer, older = released.dist / "lanpya-1.1.0", released.dist / "lanpya-1.0.0"
    assert run_verify(released, older, "--seen", str(seen)).returncode == 0
    assert run_verify(released, newer, "--seen", str(seen)).returncode == 0
    cached_bytes = seen.read_text(encoding="utf-8")
    result = run_verify(released, older, "--seen", str(seen))
    assert result.returncode == Verdict.OLD
    assert "number 1; you have already seen number 2" in result.stdout
    assert seen.read_text(encoding="utf-8") == cached_bytes
    assert run_verify(released, newer, "--seen", str(seen)).returncode == 0


def test_a_broken_memory_is_reported_and_not_written_over(released: ReleaseProject, tmp_path: Path) -> None:
    seen = tmp_path / "seen.json"
    seen.write_text("{", encoding="utf-8")
    result = run_verify(released, released.dist / "lanpya-1.1.0", "--seen", str(seen))
    assert result.returncode == 2
    assert str(seen) in result.stderr
    assert seen.read_text(encoding="utf-8") == "{"


def test_two_releases_of_one_number_are_reported(released: ReleaseProject) -> None:
    key, folder = key_of(released), Folder(released.dist / "lanpya-1.1.0" / "site")
    assert verdicts(folder, key, seen=Seen(2, "0" * 64)) == {Verdict.OLD}


def test_a_release_counts_until_its_last_day(released: ReleaseProject) -> None:
    folder = released.dist / "lanpya-1.1.0"
    last = manifest_of((folder / "site" / MANIFEST).read_text(encoding="utf-8")).expires
    assert run_verify(released, folder, "--today", str(last)).returncode == 0
    result = run_verify(released, folder, "--today", str(last + timedelta(days=1)))
    assert result.returncode == Verdict.EXPIRED
    assert f"until {last}" in result.stdout


def test_where_to_report_is_in_security_txt_until_the_release_expires(released: ReleaseProject) -> None:
    text = (released.dist / "lanpya-1.1.0" / "site" / ".well-known" / "security.txt").read_text(
        encoding="utf-8"
    )
    assert text.splitlines() == [
        "Contact: https://notes.example-site.net/report",
        "Expires: 2026-12-02T00:00:00Z",
        "Preferred-Languages: my, en",
        "Canonical: https://notes.example-site.net/.well-known/security.txt",
    ]


@pytest.mark.proof
@pytest.mark.slow
def test_private_contacts_and_recalled_leaflets_are_on_released_pages(
    unreleased: ReleaseProject, proof: bool
) -> None:
    """Neither has an effect on the other; private contacts are not in the source of the release."""
    recalled = unreleased.project.docs / "data" / "withdrawn.yml"
    recalled.write_text("- leaflet: 2\n  says: {my: မှားတယ်။, en: A day was wrong.}\n", encoding="utf-8")
    tag_again(unreleased)
    private = unreleased.keys / "contacts.yml"
    private.write_text(
        "- id: hidden-line\n  channel: telegram\n  name: {my: တိတ်တိတ်, en: Quiet line}\n"
        "  address: https://t.me/quiet_line\n  verified: 2026-11-15\n  verified_by: [editor-c, editor-d]\n"
        "  expires: 2026-11-28\n",
        encoding="utf-8",
    )
    result = unreleased.release(LANPYA_CONTACTS=str(private))
    assert result.returncode == 0, result.stderr
    folder = unreleased.dist / "lanpya-1.0.0"
    assert b"quiet_line" in (folder / "site" / "en" / "19.html").read_bytes()
    assert b"quiet_line" not in (folder / "lanpya-1.0.0-source.tar").read_bytes()
    assert "leaflet-withdrawn" in result.stdout
    assert "A day was wrong." in (folder / "site" / "en" / "22.html").read_text(encoding="utf-8")
    assert "until 2026-11-28" in result.stdout
    assert "quiet" not in result.stdout.lower()
    if proof:
        again = reproduce(folder, unreleased.keys / "public.key")
        assert again.returncode == 1, again.stderr
        assert "\nen/19.html: not the same\n" in again.stdout
        assert "\nen/2.html" not in again.stdout
        assert "LANPYA_CONTACTS is not set" in again.stdout
        again = reproduce(folder, unreleased.keys / "public.key", LANPYA_CONTACTS=str(private))
        assert again.returncode == 0, again.stdout


@pytest.mark.slow
def test_what_is_signed_and_not_of_its_source_is_found(released: ReleaseProject, tmp_path: Path) -> None:
    made, forged = released.dist / "lanpya-1.1.0", tmp_path / "lanpya-1.1.0"
    files = contents_of(made / "site")
    manifest = manifest_of(files[MANIFEST].decode())
    files["en/2.html"] = files["en/2.html"].replace(b"<h1>", b"<p>Call 0900 first.<h1>")
    own = {name for name in files if name.startswith((SUMS, MANIFEST))}
    pair = minisign.KeyPair.generate()
    forged.mkdir()
    whole = signed({name: files[name] for name in files.keys() - own}, manifest, pair.secret_key)
    source = (made / "lanpya-1.1.0-source.tar").read_bytes()
    write_release(whole, source, manifest, pair.secret_key, forged)
    key = tmp_path / "public.key"
    key.write_bytes(bytes(pair.public_key))
    result = reproduce(forged, key)
    assert result.returncode == 1, result.stderr
    assert "en/2.html: not the same\n    +<p>Call 0900 first.\n" in result.stdout
    assert "en/2.html.gz: decompressed, it is not en/2.html" in result.stdout
    assert "\n2.html" not in result.stdout
    assert "is not a whole release" in reproduce(forged / "site", key).stderr
    (forged / "lanpya-1.1.0-source.tar").write_bytes(source + b"\0")
    result = reproduce(forged, key)
    assert result.returncode == 2
    assert "only signed releases are built" in result.stderr


@pytest.mark.parametrize("old", [True, False])
def test_a_release_of_either_age_says_itself_how_it_is_served(
    old: bool, released: ReleaseProject, tmp_path: Path
) -> None:
    """Until version 0.1 there was scripts/server_config.py, which took its project from its own place."""
    made = released.dist / "lanpya-1.1.0"
    with tarfile.open(made / "lanpya-1.1.0-source.tar") as source:
        unpack(source, tmp_path)
    tree = tmp_path / "lanpya-1.1.0"
    if old:
        command = tree / "scripts" / "server_config.py"
        command.parent.mkdir()
        command.write_text(
            "import sys; from pathlib import Path; import lanpya\n"
            "root = Path(__file__).resolve().parent.parent\n"
            "assert Path(lanpya.__file__).is_relative_to(root)\n"
            "print(sys.argv[1:], (root / 'mkdocs.yml').is_file())",
            encoding="utf-8",
        )
    headers = headers_of(tree)
    assert headers == (b"['headers'] True\n" if old else (made / "site" / "_headers").read_bytes())
    (tree / "mkdocs.yml").unlink()
    (tree / "scripts").mkdir(exist_ok=True)
    (tree / "scripts" / "server_config.py").write_text("raise SystemExit('no guides')", encoding="utf-8")
    with pytest.raises(ValueError, match="no guides"):
        headers_of(tree)


def no_key(made: ReleaseProject) -> dict[str, str]:
    return {"LANPYA_SECRET_KEY": ""}


def no_such_key(made: ReleaseProject) -> dict[str, str]:
    (made.keys / "secret.key").unlink()
    return {}


def public_key(made: ReleaseProject) -> dict[str, str]:
    return {"LANPYA_SECRET_KEY": str(made.keys / "public.key")}


def wrong_password(made: ReleaseProject) -> dict[str, str]:
    (made.keys / "password").write_text("another\n", encoding="utf-8")
    return {}


def no_password(made: ReleaseProject) -> dict[str, str]:
    return {"LANPYA_PASSWORD_FILE": ""}


def changed_file(made: ReleaseProject) -> dict[str, str]:
    (made.project.docs / "en" / "guide.md").open("a", encoding="utf-8").write("\nMore.\n")
    return {}


def new_file(made: ReleaseProject) -> dict[str, str]:
    (made.project.docs / "en" / "new.md").touch()
    return {}


def other_tag(made: ReleaseProject) -> dict[str, str]:
    made.git("tag", "--delete", "v1.0.0")
    made.git("tag", "v1.0.1")
    return {}


def no_tag(made: ReleaseProject) -> dict[str, str]:
    made.commit()
    return {}


def whole_there(made: ReleaseProject) -> dict[str, str]:
    (made.dist / "lanpya-1.0.0" / "site").mkdir(parents=True)
    (made.dist / "lanpya-1.0.0" / "site" / SUMS).touch()
    return {}


def half_there(made: ReleaseProject) -> dict[str, str]:
    (made.dist / "lanpya-1.0.0" / "site").mkdir(parents=True)
    return {}


def half_made(made: ReleaseProject) -> dict[str, str]:
    (made.dist / ".making-abc").mkdir(parents=True)
    return {}


def tag_again(made: ReleaseProject) -> dict[str, str]:
    made.git("tag", "--delete", "v1.0.0")
    made.commit("v1.0.0")
    return {}


def sample(made: ReleaseProject) -> dict[str, str]:
    made.project.edit("docs/data/contacts.yml", "expires: 2026-12-01", "expires: 2026-12-01\n  example: true")
    return tag_again(made)


def address_of_nobody(made: ReleaseProject) -> dict[str, str]:
    made.project.configure(lambda config: config.update(site_url="https://example.org/"))
    return tag_again(made)


def report_to_nobody(made: ReleaseProject) -> dict[str, str]:
    made.project.configure(lambda config: config["extra"].update(report="https://example.org/report"))
    return tag_again(made)


def key_in_the_clone(made: ReleaseProject) -> dict[str, str]:
    (made.root / "site").mkdir(exist_ok=True)
    shutil.copy(made.keys / "secret.key", made.root / "site")
    return {"LANPYA_SECRET_KEY": str(made.root / "site" / "secret.key")}


def password_in_the_clone(made: ReleaseProject) -> dict[str, str]:
    (made.root / "site").mkdir(exist_ok=True)
    shutil.copy(made.keys / "password", made.root / "site")
    return {"LANPYA_PASSWORD_FILE": str(made.root / "site" / "password")}


def contacts_in_the_clone(made: ReleaseProject) -> dict[str, str]:
    (made.root / "site").mkdir(exist_ok=True)
    (made.root / "site" / "contacts.yml").write_text("[]\n", encoding="utf-8")
    return {"LANPYA_CONTACTS": str(made.root / "site" / "contacts.yml")}


def key_in_git(made: ReleaseProject) -> dict[str, str]:
    shutil.copy(made.keys / "secret.key", made.project.docs / "signing")
    return tag_again(made)


def no_number(made: ReleaseProject) -> dict[str, str]:
    made.version("v1.4.1")
    return {}


def older_number(made: ReleaseProject) -> dict[str, str]:
    made.version("1.10.0")
    made.version("1.9.0")
    return {}


def no_source_for_others(made: ReleaseProject) -> dict[str, str]:
    path = made.project.docs / "data" / "contacts.yml"
    path.rename(made.keys / "contacts.yml")
    path.write_text("[]\n", encoding="utf-8")
    return {"LANPYA_CONTACTS": str(made.keys / "contacts.yml")} | tag_again(made)


def sample_without_contacts(made: ReleaseProject) -> dict[str, str]:
    return sample(made)


MADE_WRONG = {
    key_in_the_clone: "LANPYA_SECRET_KEY names a file in this folder",
    password_in_the_clone: "LANPYA_PASSWORD_FILE names a file in this folder",
    contacts_in_the_clone: "LANPYA_CONTACTS names a file in this folder",
    key_in_git: "docs/signing is a secret key, and in git",
    no_number: "pyproject.toml:2: the version is 'v1.4.1'. Write three numbers",
    older_number: "pyproject.toml:2: the version is 1.9.0, but v1.10.0 already exists",
    no_source_for_others: "no one could reproduce this release",
    sample_without_contacts: "the file that LANPYA_CONTACTS names, but it is not set",
    no_key: "LANPYA_SECRET_KEY is not set",
    no_such_key: "secret.key cannot be read (No such file or directory)",
    public_key: "is not a secret key of minisign",
    wrong_password: "wrong password",
    no_password: "the password cannot be read",
    changed_file: "docs/en/guide.md: changed",
    new_file: "docs/en/new.md: changed, or not in git",
    other_tag: "pyproject.toml:2: the version is 1.0.0, but this commit has the tag v1.0.1",
    no_tag: "but this commit has no tag",
    whole_there: "already exists",
    half_there: "is not a complete release",
    half_made: "was not finished",
    sample: "contact-sample",
    address_of_nobody: "site_url: https://example.org/ reaches no one",
    report_to_nobody: "report: https://example.org/report reaches no one",
}
TOGETHER = (  # what can be wrong in one release, to be reported at once
    (sample, address_of_nobody, report_to_nobody, key_in_git, half_there, half_made, no_such_key),
    (new_file, other_tag, whole_there, no_key),
    (sample_without_contacts, no_tag, wrong_password),
    (key_in_the_clone, password_in_the_clone, contacts_in_the_clone, no_number),
    (older_number, public_key, changed_file),
    (no_source_for_others, no_password),
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try together what can be wrong in one release; make proof tries each alone too."""
    if "spoilers" in metafunc.fixturenames:
        alone = [(spoil,) for spoil in MADE_WRONG] if metafunc.config.getoption("--proof") else []
        metafunc.parametrize("spoilers", [*TOGETHER, *alone])


@pytest.mark.proof
@pytest.mark.slow
def test_nothing_is_signed_and_nothing_overwritten_when_something_is_wrong(
    spoilers: tuple[Callable[[ReleaseProject], dict[str, str]], ...], unreleased: ReleaseProject
) -> None:
    variables: dict[str, str] = {}
    for spoil in spoilers:
        variables |= spoil(unreleased)
    before = sorted(unreleased.root.rglob("*"))
    result = unreleased.release(**variables)
    assert result.returncode == 1, result.stdout + result.stderr
    for spoil in spoilers:
        assert MADE_WRONG[spoil] in result.stderr
    assert "nothing was signed" in result.stderr
    assert PASSWORD not in result.stderr
    assert sorted(unreleased.root.rglob("*")) == before


def test_everything_that_can_be_wrong_is_tried() -> None:
    assert {spoil for spoilers in TOGETHER for spoil in spoilers} == set(MADE_WRONG)


@pytest.mark.parametrize("name", ["secret.key", "password"])
def test_what_is_no_public_key_is_reported(name: str, released: ReleaseProject) -> None:
    given = str(released.keys / name)
    result = run_verify(released, released.dist / "lanpya-1.1.0", "--key", given)
    assert result.returncode == 2
    assert f"{given} is not a public key of minisign" in result.stderr
    assert ("it is a secret key" in result.stderr) == (name == "secret.key")


KEYS: dict[str, Callable[[str], str]] = {
    "with a mark of the order of bytes": lambda text: "\ufeff" + text,
    "its line alone": lambda text: text.splitlines()[1],
    "its line alone, with marks": lambda text: "\ufeff" + text.splitlines()[1] + "\r\n\r\n",
    "with the ends of lines of another system": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("kind", KEYS)
def test_a_key_is_read_as_an_editor_saves_it(kind: str, released: ReleaseProject, tmp_path: Path) -> None:
    key = tmp_path / "key.pub"
    written = (released.keys / "public.key").read_text(encoding="utf-8")
    key.write_text(KEYS[kind](written), encoding="utf-8", newline="")
    result = run_verify(released, released.dist / "lanpya-1.1.0", "--key", str(key))
    assert result.returncode == 0, result.stderr


def test_a_key_is_read_as_somebody_pastes_it(released: ReleaseProject, tmp_path: Path) -> None:
    line = (released.keys / "public.key").read_text(encoding="utf-8").splitlines()[1]
    shutil.copy(released.dist / "lanpya-1.1.0" / "lanpya-1.1.0.zip", tmp_path / "copy.ZIP")
    assert run_verify(released, tmp_path / "copy.ZIP", "--key", f" {line}\n").returncode == 0


@pytest.mark.parametrize("text", ["", "untrusted comment: a\n", "RWQ\nRWQ\n", "\xff"])
def test_what_is_no_key_is_reported(text: str, released: ReleaseProject, tmp_path: Path) -> None:
    (tmp_path / "key.pub").write_text(text, encoding="latin-1")
    result = run_verify(released, released.dist / "lanpya-1.1.0", "--key", str(tmp_path / "key.pub"))
    assert result.returncode == 2
    assert "is not a public key of minisign" in result.stderr


def test_a_memory_that_cannot_be_written_changes_no_verdict(released: ReleaseProject, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for seen in ("/proc/nothing/seen.json", str(tmp_path / "file" / "seen.json")):
        result = run_verify(released, released.dist / "lanpya-1.1.0", "--seen", seen)
        assert result.returncode == 0, result.stderr
        assert "Complete and signed" in result.stdout
        assert f"{seen}: this release cannot be remembered" in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:99999/", "http://127.0.0.1/?m=1", "HTTP://127.0.0.1/#a"]
)
def test_what_is_no_address_of_a_copy_is_reported(address: str, released: ReleaseProject) -> None:
    result = run_verify(released, address)
    assert result.returncode == 2
    assert "The check could not run" in result.stderr
    assert "address" in result.stderr or "is at an" in result.stderr


def test_what_was_found_stays_found_when_the_memory_is_full(released: ReleaseProject) -> None:
    class Full(Folder):
        def digest(self, name: str, signed: str) -> str:
            if name == "index.html":
                raise MemoryError
            return super().digest(name, signed) if name != "19.html" else "0"

    found, *_ = verify(Full(released.dist / "lanpya-1.1.0" / "site"), key_of(released), ON, None)
    assert [failure.says for failure in found] == [
        "19.html is not what was signed.",
        "The rest was not verified: it takes too much memory.",
    ]


@pytest.mark.parametrize("given", ["no-such-folder", "pyproject.toml", ""])
def test_what_is_no_copy_is_reported(given: str, released: ReleaseProject) -> None:
    result = run_verify(released, given)
    assert result.returncode == 2
    assert given in result.stderr
