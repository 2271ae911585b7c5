// A new screen of the game: whoever plays by keyboard goes on at its top, and its top is in sight.

export default {
  render({ model, el }) {
    el.style.display = "none";
    const game = () => el.closest(".s26-game");

    // JupyterLab takes arrows and Enter for the cell, unless the very control says that it does not.
    let keeping = 0;
    let watcher = null;
    const mark = () => {
      const controls = game().querySelectorAll("select, button, input, [tabindex]");
      for (const one of controls) one.setAttribute("data-lm-suppress-shortcuts", "true");
    };
    const keep = () => {
      if (!game()) {
        keeping = requestAnimationFrame(keep); // it is put into the page after this
        return;
      }
      mark();
      watcher = new MutationObserver(mark);
      watcher.observe(game(), { childList: true, subtree: true });
    };
    keep();

    let waiting = 0;
    let pressed = null;
    const turned = () => {
      pressed = document.activeElement;
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => (waiting = requestAnimationFrame(begin)));
    };
    const begin = () => {
      const here = game();
      const active = document.activeElement;
      if (here?.contains(active) && active !== pressed) return; // a quick hand has gone on already
      if (!here || (active && active !== document.body && !here.contains(active) && !held())) return;
      const head = here.querySelector(".s26-head .widget-html-content, .s26-head");
      if (head) {
        head.tabIndex = -1;
        head.setAttribute("data-lm-suppress-shortcuts", "true");
        head.focus({ preventScroll: true });
      }
      if (here.getBoundingClientRect().top < above(here)) here.scrollIntoView({ block: "start" });
    };
    // What was pressed is gone with its screen; JupyterLab then has the focus on the cell.
    const held = () => document.activeElement.contains(game());
    // Where the part of the page begins that scrolls.
    const above = (here) => {
      let box = here.parentElement;
      while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
      return box ? box.getBoundingClientRect().top : 0;
    };

    model.on("change:turn", turned);
    return () => {
      cancelAnimationFrame(keeping);
      watcher?.disconnect();
      cancelAnimationFrame(waiting);
      model.off("change:turn", turned);
    };
  },
};
