// A new screen of the game: whoever plays by keyboard goes on at its top, and its top is in sight.

export default {
  render({ model, el }) {
    el.style.display = "none";
    const game = () => el.closest(".s26-game");

    // JupyterLab would take letters, arrows and Enter for the cell.
    const keep = setTimeout(() => game()?.setAttribute("data-lm-suppress-shortcuts", "true"), 0);

    let waiting = 0;
    const turned = () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => (waiting = requestAnimationFrame(begin)));
    };
    const begin = () => {
      const here = game();
      const active = document.activeElement;
      if (!here || (active && active !== document.body && !here.contains(active) && !held())) return;
      const head = here.querySelector(".s26-head .widget-html-content, .s26-head");
      if (head) {
        head.tabIndex = -1;
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
      clearTimeout(keep);
      cancelAnimationFrame(waiting);
      model.off("change:turn", turned);
    };
  },
};
