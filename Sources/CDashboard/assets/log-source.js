import { get, segment } from "./api.js";
import { follow } from "./events.js";

// Yields what an attempt prints to `onLines`, in parts, while it is printed. It is the only place that knows how logs are had from
// the server: as a stream through all attempts of the step.
export class LogSource {
  constructor(run, step, attempt, { onLines, onEnd, onFailure }) {
    const address = `/runs/${segment(run)}/steps/${segment(step)}`;
    let lines = [];
    const deliver = () => {
      const known = lines;
      lines = [];
      if (known.length && !this.isClosed) onLines(known);
    };
    this.leave = follow(`${address}/logs/stream`, {
      after: `${attempt}.0`,
      onEvent: (line) => {
        if (line.attempt !== attempt) { this.leave(); deliver(); onEnd(); return; }
        if (lines.push(line) === 1) requestAnimationFrame(deliver);
      },
      onEnd: () => { deliver(); onEnd(); },
      // Why a stream does not begin is told to ordinary calls only.
      onFailure: (problem) => (problem ? onFailure(problem.detail, problem.reason) : get(`${address}/attempts/${attempt}/log`).catch((error) => { if (!this.isClosed) onFailure(error.message, error.details?.reason); })),
    });
  }

  close() {
    this.isClosed = true;
    this.leave();
  }
}
