"""usage: throttled.py PROGRAM CHROMIUM

Measures what a visitor with a slow telephone waits for: a network with a delay of 150 ms and 1.6 Mbit/s, and a processor
of a quarter of this machine's speed. Each page is opened with an empty cache, five times, and the median counts. Exits
with 1 if a figure is above its bar.
"""

import statistics
import sys
import tempfile

from docs import start
from playwright.sync_api import sync_playwright

PAGES = ["/en/", "/nb/members", "/en/members?topic=climate", "/nb/members/asker", "/en/topics/climate", "/en/areas", "/en/search?q=health"]
ROUNDS = 5
LCP_MS, LONG_TASK_MS, BYTES, REQUESTS = 1200, 50, 30_000, 3
BYTES_A_SECOND = 1_600_000 / 8

# The observers exist before the page does. A layout shift within half a second of an input isn't counted by browsers.
OBSERVERS = """
window.seen = {lcp: 0, shift: 0, longest: 0};
const observe = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true});
observe('largest-contentful-paint', entry => seen.lcp = entry.startTime);
observe('layout-shift', entry => { if (!entry.hadRecentInput) seen.shift += entry.value; });
observe('longtask', entry => seen.longest = Math.max(seen.longest, entry.duration));
"""


def visit(browser, url):
    """Returns the time of the largest paint, the layout shift, the longest task, bytes and requests."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    received = {"bytes": 0, "requests": 0}

    def loaded(event):
        received["bytes"] += event["encodedDataLength"]

    def asked(event):
        # The icon is for the browser's window, and isn't needed to show the page.
        received["requests"] += "icon" not in event["request"]["url"]

    protocol.on("Network.loadingFinished", loaded)
    protocol.on("Network.requestWillBeSent", asked)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 150, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND})
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(OBSERVERS)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(1500)
    seen = page.evaluate("seen")
    context.close()
    return seen["lcp"], seen["shift"], seen["longest"], received["bytes"], received["requests"]


def main():
    program, chromium = sys.argv[1:3]
    missed = 0
    with tempfile.TemporaryDirectory() as data:
        server, origin = start(program, data)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                visit(browser, origin + PAGES[0])
                for path in PAGES:
                    rounds = [visit(browser, origin + path) for _ in range(ROUNDS)]
                    lcp, shift, longest, size, requests = (statistics.median(column) for column in zip(*rounds))
                    good = (0 < lcp <= LCP_MS and shift == 0 and longest <= LONG_TASK_MS and size <= BYTES
                            and requests <= REQUESTS)
                    missed += not good
                    print(f"{'ok    ' if good else 'MISSED'} {path}: largest paint {lcp:.0f} ms, layout shift {shift:.3f}, "
                          f"longest task {longest:.0f} ms, {size:.0f} bytes, {requests:.0f} requests")
        finally:
            server.terminate()
            server.wait()
    print(f"bars: {LCP_MS} ms, 0, {LONG_TASK_MS} ms, {BYTES} bytes, {REQUESTS} requests")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
