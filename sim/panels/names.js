// The handle of a slider is what takes the focus, and its label is elsewhere: name it by that.

const NAMELESS = [
  ".widget-slider .noUi-handle",
  ".widget-play button",
  ".widget-readout[contenteditable]",
].join(", ");
// JupyterLab would take their arrow keys and Enter for the cell.
const KEYS_OF_THEIR_OWN = ".s26-form select, .s26-form button, .s26-form input";
const ICONS = [[".fa-play, .fa-pause", "Play or pause"], [".fa-stop", "Stop"]];

// The head of a fold takes no key by itself, and JupyterLab would take Enter for the cell.
function unfoldByKeys(head) {
  if (head.tabIndex >= 0) return;
  head.tabIndex = 0;
  head.setAttribute("role", "button");
  head.setAttribute("data-lm-suppress-shortcuts", "true");
  const tell = () => {
    const open = head.parentElement.classList.contains("jupyter-widget-Collapse-open");
    head.setAttribute("aria-expanded", String(open));
  };
  head.addEventListener("click", () => setTimeout(tell, 0));
  head.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    head.click();
  });
  tell();
}

function nameAll(panel) {
  panel.querySelectorAll(".jupyter-widget-Collapse-header").forEach(unfoldByKeys);
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
  render({ model, el }) {
    el.style.display = "none";
    let watcher = null;
    let waiting = null;
    const letGo = holdLine(model.widget_manager);
    const begin = () => {
      const panel = el.closest(".s26-page");
      if (!panel) {
        waiting = setTimeout(begin, 50); // it is put into the page after this
        return;
      }
      nameAll(panel);
      watcher = new MutationObserver(() => nameAll(panel));
      watcher.observe(panel, { childList: true, subtree: true });
    };
    waiting = setTimeout(begin, 0);
    return () => {
      letGo();
      clearTimeout(waiting);
      if (watcher) watcher.disconnect();
    };
  },
};
