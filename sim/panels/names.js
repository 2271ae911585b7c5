// The handle of a slider is what takes the focus, and its label is elsewhere: name it by that.

const NAMELESS = [
  ".widget-slider .noUi-handle",
  ".widget-play button",
  ".widget-readout[contenteditable]",
].join(", ");
// JupyterLab would take their arrow keys and Enter for the cell.
const KEYS_OF_THEIR_OWN = ".s26-form select, .s26-form button, .s26-form input";
const ICONS = [[".fa-play, .fa-pause", "Play or pause"], [".fa-stop", "Stop"]];

function nameAll(panel) {
  for (const one of panel.querySelectorAll(KEYS_OF_THEIR_OWN)) {
    one.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  for (const one of panel.querySelectorAll(NAMELESS)) {
    if (one.getAttribute("aria-label")) continue;
    const row = one.closest(".widget-slider, .widget-play");
    const label = row && row.querySelector(".widget-label");
    const icon = ICONS.find(([place]) => one.querySelector(place));
    const name = (label && label.textContent.trim()) || one.title || (icon && icon[1]);
    if (name) one.setAttribute("aria-label", name);
    if (one.matches(".widget-readout")) one.setAttribute("role", "textbox");
  }
}

export default {
  render({ el }) {
    el.style.display = "none";
    let watcher = null;
    const begin = () => {
      const panel = el.closest(".s26-page");
      if (!panel) return;
      nameAll(panel);
      watcher = new MutationObserver(() => nameAll(panel));
      watcher.observe(panel, { childList: true, subtree: true });
    };
    const waiting = setTimeout(begin, 0); // it is put into the page after this
    return () => {
      clearTimeout(waiting);
      if (watcher) watcher.disconnect();
    };
  },
};
