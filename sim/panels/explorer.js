// What the explorers share: making parts of the page, and dressing them in the colours of its theme.

function make(tag, name, where) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  where.append(made);
  return made;
}

// A control of which JupyterLab leaves Enter, the arrows and the letters alone.
function makeControl(tag, name, where) {
  const made = make(tag, name, where);
  made.dataset.lmSuppressShortcuts = "true";
  return made;
}

function makeRoot(el, name, label) {
  const root = make("div", `s26-explorer ${name}`, el);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", label);
  return root;
}

function makeButton(where, text, act, signal, title = "") {
  const made = makeControl("button", "", where);
  made.type = "button";
  made.textContent = text;
  made.title = title;
  made.addEventListener("click", act, { signal });
  return made;
}

function makeSlider(where, label, end, step) {
  const slider = makeControl("input", "", where);
  Object.assign(slider, { type: "range", min: 0, max: end, step });
  slider.setAttribute("aria-label", label);
  return slider;
}

// Diamonds over a slider, where somebody is let down: as shares of its length.
function setMarks(marks, shares) {
  marks.replaceChildren();
  for (const share of shares) make("span", "", marks).style.left = `${100 * share}%`;
}

function dressIn(root, colours) {
  root.style.colorScheme = colours.name; // for what the browser draws itself, such as sliders
  for (const name of ["paper", "ink", "quiet", "good", "poor"]) {
    root.style.setProperty(`--s26-${name}`, colours[name]);
  }
}
