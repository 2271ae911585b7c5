// A file of this computer, handed over to the kernel piece by piece. It never becomes a part of
// the widget's state, and so of no notebook that is saved.

const PIECE = 1 << 21;

export default {
  render({ model, el }) {
    const id = `s26-upload-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    const box = document.createElement("div");
    box.className = "s26-upload";
    const label = document.createElement("label");
    label.htmlFor = id;
    label.textContent = model.get("label");
    const input = document.createElement("input");
    input.id = id;
    input.type = "file";
    input.dataset.lmSuppressShortcuts = "true";
    input.accept = model.get("accept");
    const says = document.createElement("span");
    says.setAttribute("role", "status");
    box.append(label, input, says);
    el.append(box);

    let next = null; // answers to the piece that was sent last
    const onMessage = (content) => {
      if (content.kind === "taken" && next) next();
    };
    model.on("msg:custom", onMessage);

    const send = async (file) => {
      model.send({ kind: "begin", name: file.name, size: file.size });
      for (let at = 0; at < file.size; at += PIECE) {
        const piece = await file.slice(at, at + PIECE).arrayBuffer();
        const taken = new Promise((resolve) => (next = resolve));
        model.send({ kind: "piece" }, undefined, [piece]);
        await taken;
        says.textContent = `${Math.round((100 * Math.min(at + PIECE, file.size)) / file.size)}%`;
      }
      model.send({ kind: "end" });
      says.textContent = file.name;
      input.value = ""; // the same file may be handed over again
    };
    input.addEventListener("change", () => {
      if (input.files.length) send(input.files[0]);
    });
    return () => model.off("msg:custom", onMessage);
  },
};
