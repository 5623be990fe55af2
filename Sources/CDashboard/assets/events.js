// Follows the changes of a run until it is over. The browser connects again by itself, and says where it was.
export function follow(run, onChange, onEnd) {
  const source = new EventSource(`/api/v1/runs/${encodeURIComponent(run)}/events`);
  source.onmessage = (event) => onChange(JSON.parse(event.data));
  source.addEventListener("end", () => { source.close(); onEnd(); });
  return () => source.close();
}
