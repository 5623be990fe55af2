import { bytes, segment } from "./api.js";

const mostOutputs = 40;
const largest = 64 * 1024;

// What counts of what a step measured: what its newest attempt did, or the step that its outputs come from.
export const seriesOf = (step, attempt = step.attempts.at(-1)) => step.cachedMetrics ?? attempt?.metrics ?? [];

// The numbers of a run by name: the last value of what a step measured, `train.loss`, and those in JSON outputs,
// `evaluate.metrics.accuracy`.
export async function metricsOf(run, steps) {
  const outputs = steps.flatMap((step) => Object.entries(step.outputs).filter(([, artifact]) => artifact.kind === "json" && artifact.size < largest).map(([name]) => [step.step, name])).slice(0, mostOutputs);
  const found = new Map();
  await Promise.all(outputs.map(async ([step, output]) => {
    try {
      const content = await bytes(`/runs/${segment(run)}/steps/${segment(step)}/outputs/${segment(output)}/content`);
      collect(JSON.parse(new TextDecoder().decode(content)), `${step}.${output}`, found);
    } catch { /* an output that is gone has no numbers */ }
  }));
  for (const step of steps) for (const { name, points } of seriesOf(step)) found.set(`${step.step}.${name}`, points.at(-1).value);
  return new Map([...found].sort(([left], [right]) => left.localeCompare(right)));
}

function collect(value, name, found) {
  if (typeof value === "number") found.set(name, value);
  else if (value && typeof value === "object" && !Array.isArray(value)) for (const [key, inner] of Object.entries(value)) collect(inner, `${name}.${key}`, found);
}
