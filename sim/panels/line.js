// The line to the kernel, taken up again after a while away. JupyterLab waits up to half a minute
// between its tries and gives up for good after two; who is back moves sliders that nobody hears.

const PATIENCE = 10000; // milliseconds that one try is given
const LOOK_AGAIN = 3000;
const SIGNS_OF_LIFE = ["online", "focus", "pointerdown", "keydown"];

function isLost(kernel) {
  return !!kernel && !kernel.isDisposed && kernel.connectionStatus !== "connected";
}

// Returns what ends it.
function holdLine(manager) {
  let lostAt = null; // JupyterLab has the first try
  const takeUpAgain = () => {
    const kernel = manager.kernel;
    if (document.hidden || !isLost(kernel)) return;
    if (Date.now() - (kernel.s26TriedAt || 0) < PATIENCE) return; // by another panel, perhaps
    kernel.s26TriedAt = Date.now();
    kernel.reconnect().catch(() => {}); // the next look tries again
  };
  const looking = setInterval(() => {
    lostAt = isLost(manager.kernel) ? lostAt ?? Date.now() : null;
    if (lostAt !== null && Date.now() - lostAt >= PATIENCE) takeUpAgain();
  }, LOOK_AGAIN);
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, takeUpAgain, true);
  document.addEventListener("visibilitychange", takeUpAgain);
  return () => {
    clearInterval(looking);
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, takeUpAgain, true);
    document.removeEventListener("visibilitychange", takeUpAgain);
  };
}
