"""A headless Chromium to click, type and measure in, through its debugging protocol over two pipes: no
network, no packages.

    with Chromium(1400, 1000) as browser:
        browser.open(path)
        browser.click("#sites button")
        browser.evaluate("document.title")

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import json
import os
import pathlib
import select
import shutil
import subprocess
import tempfile
import time

PATIENCE = 120  # seconds for one answer: other processes may use the processors


class Trouble(Exception):
    pass


class Chromium:
    def __init__(self, width, height, dark=False, phone=False):
        self.size = (width, height)
        self.dark, self.phone = dark, phone
        self.messages = []  # events, in order
        self.buffer = b""
        self.number = 0

    # --- the process ---

    def __enter__(self):
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if not program:
            raise Trouble("no chromium: tests/bin/deps gcc report")
        self.folder = tempfile.mkdtemp()
        to_read, self.output = os.pipe()
        self.input, to_write = os.pipe()

        def streams():
            # The new descriptors may themselves be 3 or 4.
            a, b = os.dup(to_read), os.dup(to_write)
            os.dup2(a, 3)
            os.dup2(b, 4)

        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe",
                     "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                     "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self.folder}",
                     "--window-size=%d,%d" % self.size, "about:blank"]
        self.process = subprocess.Popen([program, *arguments], preexec_fn=streams, close_fds=False,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.session = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Performance.enable", timeDomain="threadTicks")
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(domain + ".enable")
        self.look(*self.size, self.dark, self.phone)
        return self

    def __exit__(self, *_):
        try:
            self.session = None
            self.ask("Browser.close")
        except Trouble:
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.input)
        os.close(self.output)
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- the protocol ---

    def receive(self, until):
        while b"\0" not in self.buffer:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.input], [], [], left)[0]:
                raise Trouble("chromium does not answer")
            data = os.read(self.input, 1 << 20)
            if not data:
                raise Trouble("chromium ended")
            self.buffer += data
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        data = json.dumps(request).encode() + b"\0"
        while data:
            data = data[os.write(self.output, data):]
        until = time.monotonic() + PATIENCE
        while True:
            message = self.receive(until)
            if message.get("id") == self.number:
                if "error" in message:
                    raise Trouble(f"{method}: {message['error']['message']}")
                return message["result"]
            self.messages.append(message)

    def events(self, method):
        return [message["params"] for message in self.messages if message.get("method") == method]

    # --- what a person does ---

    def look(self, width, height, dark=False, phone=False):
        """Sets the window's size and the system's preferences."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        self.ask("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def open(self, path):
        """Loads the page; seconds from the start of loading until it has been drawn."""
        self.messages.clear()
        self.ask("Page.navigate", url=pathlib.Path(path).resolve().as_uri())
        until = time.monotonic() + PATIENCE
        while not self.evaluate("document.documentElement?.dataset.ready === 'true' && document.readyState === 'complete'"):
            if time.monotonic() > until:
                raise Trouble("the page is never ready: " + "; ".join(self.errors()))
            time.sleep(0.05)
        return self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() / 1000))))")

    def evaluate(self, script):
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise Trouble(details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    def place(self, selector):
        """The middle of the element, after scrolling it into view."""
        found = self.evaluate("""(() => {
            const element = document.querySelector(%s);
            if (!element) return null;
            element.scrollIntoView({block: "nearest"});
            const box = element.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        })()""" % json.dumps(selector))
        if not found:
            raise Trouble(f"no element '{selector}'")
        return found

    def click(self, selector, times=1):
        x, y = self.place(selector)
        for kind in ("mousePressed", "mouseReleased") * times:
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=times)

    def type(self, text):
        self.ask("Input.insertText", text=text)

    def press(self, key):
        code = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "ArrowRight": 39, "ArrowLeft": 37, "Tab": 9}.get(key)
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, **({"windowsVirtualKeyCode": code} if code else {}), **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    def wait(self, script, seconds=20):
        until = time.monotonic() + seconds
        while not self.evaluate(script):
            if time.monotonic() > until:
                raise Trouble(f"never holds: {script}")
            time.sleep(0.03)

    def screenshot(self, path, selector=None):
        clip = {}
        if selector:
            box = self.evaluate("(() => { const b = document.querySelector(%s).getBoundingClientRect(); return [b.x + scrollX, b.y + scrollY, b.width, b.height]; })()" % json.dumps(selector))
            clip = {"clip": dict(zip(("x", "y", "width", "height"), box), scale=1), "captureBeyondViewport": True}
        data = self.ask("Page.captureScreenshot", format="png", **clip)["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    # --- what went wrong ---

    def errors(self):
        """The errors on the page's console, exceptions, and what its policy blocked."""
        found = [event["exceptionDetails"].get("exception", {}).get("description", event["exceptionDetails"]["text"])
                 for event in self.events("Runtime.exceptionThrown")]
        found += [" ".join(str(a.get("value", a.get("description"))) for a in event["args"])
                  for event in self.events("Runtime.consoleAPICalled") if event["type"] in ("error", "assert")]
        found += [event["entry"]["text"] for event in self.events("Log.entryAdded") if event["entry"]["level"] == "error"]
        return found

    def requests(self):
        return [event["request"]["url"] for event in self.events("Network.requestWillBeSent")]

    def processor_time(self):
        """Processor seconds of the page's main thread since it began to load."""
        metrics = {m["name"]: m["value"] for m in self.ask("Performance.getMetrics")["metrics"]}
        return metrics["TaskDuration"]
