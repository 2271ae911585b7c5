// Two hosts know cells: a notebook in JupyterLab, and a page of ours under Voilà. Each can say whether
// all code is in sight, and bring it in sight or out of it.

function hostOf(el) {
  const notebook = el.closest(".jp-NotebookPanel .jp-Notebook");
  if (notebook) return inLab(notebook);
  const page = el.closest("#rendered_cells");
  return page && page.querySelector(".jp-CodeCell .highlight") ? inVoila() : null;
}

function inLab(notebook) {
  const folded = (cell) => cell.querySelector(".jp-InputPlaceholder") !== null;
  const cells = () => [...notebook.querySelectorAll(".jp-CodeCell")];
  return {
    place: notebook,
    shown: () => !cells().some(folded),
    show(wanted) {
      for (const cell of cells()) {
        if (folded(cell) === wanted) cell.querySelector(".jp-InputCollapser .jp-Collapser-child")?.click();
      }
    },
  };
}

function inVoila() {
  const page = document.body;
  return {
    place: page,
    shown: () => page.classList.contains("s26-code-shown"),
    show: (wanted) => page.classList.toggle("s26-code-shown", wanted),
  };
}

function scrollerOf(el) {
  for (let at = el.parentElement; at; at = at.parentElement) {
    const flows = /auto|scroll/.test(getComputedStyle(at).overflowY);
    if (flows && at.scrollHeight > at.clientHeight) return at;
  }
  return document.scrollingElement;
}

function render({ el }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "s26-code-button";
  button.hidden = true;
  button.dataset.lmSuppressShortcuts = "true"; // Enter is for the button, not for JupyterLab's cell
  el.append(button);

  let host = null;
  const tell = () => {
    const shown = host.shown();
    button.setAttribute("aria-expanded", String(shown));
    button.textContent = shown ? "Hide the code of this page" : "Show the code of this page";
  };
  // Cells may be folded one by one as well.
  const look = () => requestAnimationFrame(tell);

  button.addEventListener("click", () => {
    const before = button.getBoundingClientRect().top;
    host.show(!host.shown());
    requestAnimationFrame(() => {
      // What unfolds above must not push the button away from the hand.
      scrollerOf(button).scrollTop += button.getBoundingClientRect().top - before;
      tell();
    });
  });

  // A widget is made before it stands on its page: only there can it see where it is.
  const arrival = new ResizeObserver(() => {
    if (!el.isConnected || host) return;
    host = hostOf(el);
    if (!host) return;
    host.place.classList.add("s26-room");
    host.place.addEventListener("click", look);
    button.hidden = false;
    tell();
  });
  arrival.observe(el);

  return () => {
    arrival.disconnect();
    host?.place.removeEventListener("click", look);
  };
}

export default { render };
