// The line to the kernel, taken up again after a while away. JupyterLab tries for two minutes, ever
// more seldom, and then gives up for good; who comes back later moves sliders that nobody hears.

const PATIENCE = 10000; // milliseconds that one try is given
const LOOK_AGAIN = 3000;
const SIGNS_OF_LIFE = ["online", "focus", "pointerdown", "keydown"];

function takeUpAgain(kernel) {
  const since = Date.now() - (kernel.s26TriedAt || 0);
  if (kernel.isDisposed || kernel.connectionStatus === "connected" || since < PATIENCE) return;
  kernel.s26TriedAt = Date.now();
  kernel.reconnect().catch(() => {}); // the next look tries again
}

// Returns what ends it.
function holdLine(manager) {
  const onLife = () => {
    if (manager.kernel && !document.hidden) takeUpAgain(manager.kernel);
  };
  const looking = setInterval(() => {
    if (manager.kernel?.connectionStatus === "disconnected") onLife();
  }, LOOK_AGAIN);
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, onLife, true);
  document.addEventListener("visibilitychange", onLife);
  return () => {
    clearInterval(looking);
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, onLife, true);
    document.removeEventListener("visibilitychange", onLife);
  };
}
