// A form: questions with choices, texts and numbers, each with its label. What is filled in is
// `values`, by the name of the field; a fault stands under its field.

function made(kind, name, text, more = {}) {
  const one = document.createElement(kind);
  if (name) one.className = name;
  if (text !== undefined) one.textContent = text;
  Object.assign(one, more);
  // Arrow keys and Enter are for the form, not for JupyterLab's cells.
  if (["input", "select"].includes(kind)) one.dataset.lmSuppressShortcuts = "true";
  return one;
}

const HOW = {
  choice(field, id, change) {
    const box = made("fieldset", "s26-field s26-choice");
    const words = made("legend", "", field.label);
    const row = made("div", "s26-options");
    for (const [value, label] of field.options) {
      const option = made("label");
      const button = made("input", "", undefined, { type: "radio", name: id, value });
      button.addEventListener("change", () => change(value));
      option.append(button, made("span", "", label));
      row.append(option);
    }
    box.append(words, row);
    const put = (value) => {
      for (const one of row.querySelectorAll("input")) one.checked = one.value === value;
    };
    return { box, put, marked: box };
  },
  select(field, id, change) {
    const box = made("div", "s26-field");
    const words = made("label", "", field.label, { htmlFor: id });
    const select = made("select", "", undefined, { id });
    for (const [value, label] of field.options) select.append(made("option", "", label, { value }));
    select.addEventListener("change", () => change(select.value));
    box.append(words, select);
    return { box, put: (value) => (select.value = value), marked: select };
  },
  text(field, id, change) {
    const box = made("div", "s26-field");
    const words = made("label", "", field.label, { htmlFor: id });
    const input = made("input", "", undefined, { id, type: "text", autocomplete: "off" });
    input.placeholder = field.hint || "";
    if (field.options.length) {
      const list = made("datalist", "", undefined, { id: `${id}-known` });
      for (const [value] of field.options) list.append(made("option", "", undefined, { value }));
      input.setAttribute("list", list.id);
      box.append(list);
    }
    // What is being typed is nobody else's until it is done.
    let typing = false;
    input.addEventListener("input", () => (typing = true));
    input.addEventListener("change", () => {
      typing = false;
      change(input.value);
    });
    input.addEventListener("blur", () => (typing = false));
    box.append(words, input);
    const put = (value) => {
      if (!typing) input.value = value;
    };
    return { box, put, marked: input };
  },
  // A figure: a text, and "I do not know" beside it.
  figure(field, id, change) {
    const one = HOW.text(field, id, change);
    const unknown = made("label", "s26-unknown");
    const tick = made("input", "", undefined, { type: "checkbox" });
    tick.setAttribute("aria-label", `I do not know: ${field.label}`);
    unknown.append(tick, made("span", "", "I do not know"));
    tick.addEventListener("change", () => change(tick.checked ? "unknown" : ""));
    one.box.classList.add("s26-figure");
    one.box.append(unknown);
    const put = (value) => {
      tick.checked = value === "unknown";
      one.marked.disabled = tick.checked;
      one.put(tick.checked ? "" : value);
    };
    return { ...one, put };
  },
  check(field, id, change) {
    const box = made("div", "s26-field");
    const words = made("label", "s26-unknown");
    const tick = made("input", "", undefined, { id, type: "checkbox" });
    words.append(tick, made("span", "", field.label));
    tick.addEventListener("change", () => change(tick.checked ? "yes" : ""));
    box.append(words);
    return { box, put: (value) => (tick.checked = value === "yes"), marked: tick };
  },
};

export default {
  render({ model, el }) {
    // Every form is a module of its own, and may be shown twice: a counter would not do.
    const mine = `s26-form-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    const root = made("div", "s26-form");
    el.append(root);
    let rows = new Map();

    // The kernel is told of each choice by itself, and says how many it has heard. What it sends
    // back is older than a choice that it has not heard yet, and does not undo it.
    let told = 0;
    let unheard = new Map();

    const change = (name, value) => {
      told += 1;
      unheard.set(name, told);
      model.send({ from: mine, number: told, name, value });
    };

    const fill = () => {
      const heard = model.get("heard")[mine] ?? 0;
      const values = model.get("values");
      for (const [name, number] of unheard) if (number <= heard) unheard.delete(name);
      for (const [name, row] of rows) if (!unheard.has(name)) row.put(values[name] ?? "");
    };

    const blame = () => {
      const faults = model.get("faults");
      for (const [name, row] of rows) {
        const told = faults[name] || "";
        if (row.fault.textContent !== told) row.fault.textContent = told;
        if (told) row.marked.setAttribute("aria-invalid", "true");
        else row.marked.removeAttribute("aria-invalid");
      }
    };

    const build = () => {
      const held = document.activeElement;
      const at = root.contains(held) ? held.closest("[data-field]")?.dataset.field : null;
      rows = new Map();
      unheard = new Map();
      root.replaceChildren();
      let group = "";
      for (const field of model.get("fields")) {
        if (field.group !== group) {
          group = field.group;
          const [head, ...lines] = group.split("\n");
          if (head) root.append(made("p", "s26-group", head));
          for (const line of lines) root.append(made("p", "s26-hint", line));
        }
        const id = `${mine}-${field.name}`;
        const row = HOW[field.kind](field, id, (value) => change(field.name, value));
        row.box.dataset.field = field.name;
        if (field.hint && field.kind !== "text" && field.kind !== "figure") {
          row.box.append(made("p", "s26-hint", field.hint));
        }
        row.fault = made("p", "s26-fault", "", { id: `${id}-fault` });
        row.fault.setAttribute("role", "alert");
        row.marked.setAttribute("aria-describedby", row.fault.id);
        row.box.append(row.fault);
        root.append(row.box);
        rows.set(field.name, row);
      }
      fill();
      blame();
      if (at) {
        const again = root.querySelector(`[data-field="${CSS.escape(at)}"]`);
        again?.querySelector("input:checked, input, select")?.focus();
      }
    };

    model.on("change:fields", build);
    model.on("change:values change:heard", fill);
    model.on("change:faults", blame);
    build();
    return () => {
      model.off("change:fields", build);
      model.off("change:values change:heard", fill);
      model.off("change:faults", blame);
    };
  },
};
