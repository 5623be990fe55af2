"""Calls over many kept-alive HTTP/1.1 connections at once, each of which sends its next call when the last one is answered."""
import asyncio
import time


def call(method, path, token, body=b""):
    """The bytes of one call."""
    head = (f"{method} /api/v1{path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n")
    return head.encode() + body


class Connection(asyncio.Protocol):
    """Works through calls, and notes how long each took. An answer that is no success is a failure of the benchmark."""

    def __init__(self, calls, times, done):
        self.calls, self.times, self.done = calls, times, done
        self.buffer = bytearray()

    def connection_made(self, transport):
        self.transport = transport
        self.next()

    def next(self):
        request = next(self.calls, None)
        if request is None:
            self.transport.close()
            if not self.done.done():
                self.done.set_result(None)
            return
        self.began = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data):
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self.buffer[:end]).lower()
        mark = head.find(b"content-length:")
        length = int(head[mark + 15:].split(b"\r\n", 1)[0]) if mark >= 0 else 0
        if len(self.buffer) < end + 4 + length:
            return
        if not head.startswith(b"http/1.1 2"):
            self.fail(f"{head.splitlines()[0].decode()}: {bytes(self.buffer[end + 4:])[:300].decode()}")
            return
        del self.buffer[:end + 4 + length]
        self.times.append(time.perf_counter() - self.began)
        self.next()

    def connection_lost(self, error):
        self.fail(f"the connection ended: {error}")

    def fail(self, reason):
        if not self.done.done():
            self.done.set_exception(SystemExit(reason))


def load(port, streams):
    """Works through each of `streams`, iterables of calls, over a connection of its own.

    Returns calls per second, and the times in seconds, shortest first."""

    async def everything():
        loop = asyncio.get_running_loop()
        times, ends = [], []
        for calls in streams:
            done = loop.create_future()
            ends.append(done)
            await loop.create_connection(lambda: Connection(iter(calls), times, done), "127.0.0.1", port)
        await asyncio.gather(*ends)
        return times

    began = time.perf_counter()
    times = sorted(asyncio.run(everything()))
    return len(times) / (time.perf_counter() - began), times


def percentile(times, share):
    """Milliseconds that `share` of the calls took at most."""
    return times[min(len(times) - 1, int(len(times) * share))] * 1000
