import { get, segment } from "./api.js";

const beat = 1000;

// Yields what an attempt printed, in parts, to `onLines`; asks again each second until `finish` was called and all was read.
// It is the only place that knows how logs are had from the server.
export class LogSource {
  constructor(run, step, attempt, onLines, onFailure) {
    this.address = `/runs/${segment(run)}/steps/${segment(step)}/attempts/${attempt}/log`;
    Object.assign(this, { onLines, onFailure, next: 0, isLast: false, isClosed: false });
    this.read();
  }

  async read() {
    clearTimeout(this.timer);
    this.isReading = true;
    const wasLast = this.isLast;
    try {
      let part;
      do {
        part = await get(`${this.address}?after=${this.next}`);
        if (this.isClosed) return;
        this.next = part.next;
        if (part.lines.length) this.onLines(part.lines);
      } while (part.lines.length);
    } catch (error) {
      if (!this.isClosed) this.onFailure(error);
      if (error.status === 404) return;
    } finally {
      this.isReading = false;
    }
    if (!this.isClosed && !wasLast) this.timer = setTimeout(() => this.read(), beat);
  }

  // Nothing more is printed: what is there is read once more.
  finish() {
    if (this.isLast) return;
    this.isLast = true;
    if (!this.isReading) this.read();
  }

  close() { this.isClosed = true; clearTimeout(this.timer); }
}
