"""Finds the system's Chromium, for tests and measurements; nothing published needs it."""

import os
import shutil
from pathlib import Path

from lanpya.runtime.environment import CHROMIUM

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# the lists below the address bar: Chromium draws them anew for each tab, which takes twice as long as a page
_SUGGESTIONS = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
FLAGS = (
    "--no-sandbox",  # it must also run as root, as in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # otherwise it contacts hosts of its maker
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_SUGGESTIONS)}",
)
# Chromium heeds the last list alone, so what Playwright switches off is here again (a test compares)
_PLAYWRIGHT_DISABLES = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
    *("msForceBrowserSignIn", "msEdgeUpdateLaunchServicesPreferredVersion"),
)
PLAYWRIGHT_FLAGS = (*FLAGS, f"--disable-features={','.join((*_SUGGESTIONS, *_PLAYWRIGHT_DISABLES))}")


def find_chromium() -> str | None:
    """Return the path in LANPYA_CHROMIUM, else that of the first Chromium or Chrome on the path, or None."""
    return os.environ.get(CHROMIUM) or next(filter(None, map(shutil.which, NAMES)), None)


def environment_with_fonts(folder: Path, *fonts: Path) -> dict[str, str]:
    """Return an environment in which a browser finds only the fonts in these folders.

    Writes a configuration of fontconfig and its cache into `folder`.
    """
    named = "".join(f"<dir>{path}</dir>" for path in fonts)
    config = folder / "fonts.conf"
    config.write_text(
        f"<fontconfig>{named}<cachedir>{folder / 'cache'}</cachedir></fontconfig>", encoding="utf-8"
    )
    return {**os.environ, "FONTCONFIG_FILE": str(config)}
