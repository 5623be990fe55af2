// Follows Server-Sent Events at an address of the interface until their end. The browser connects again by itself, and says
// where it was. A page that cannot be seen lets go, since a browser opens few connections to a server, and goes on after the
// last event when it is seen again.
// `onFailure` is told a problem, or nothing when the server answered with an error.
export function follow(address, { after, onEvent, onEnd, onFailure }) {
  let last = after;
  let source;
  const open = () => {
    source = new EventSource(`/api/v1${address}${last === undefined ? "" : `?after=${encodeURIComponent(last)}`}`);
    source.onmessage = (event) => {
      last = event.lastEventId || last;
      onEvent(JSON.parse(event.data));
    };
    source.addEventListener("end", () => { close(); onEnd(); });
    source.addEventListener("problem", (event) => { close(); onFailure(JSON.parse(event.data)); });
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      close();
      onFailure();
    };
  };
  const see = () => {
    if (document.hidden) source?.close();
    else if (!source || source.readyState === EventSource.CLOSED) open();
  };
  const close = () => {
    source?.close();
    document.removeEventListener("visibilitychange", see);
  };
  document.addEventListener("visibilitychange", see);
  see();
  return close;
}
