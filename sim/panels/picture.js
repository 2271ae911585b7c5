// A picture that is swapped without a flicker, has words for it, and knows the theme of the page.

const PATIENCE = 800; // milliseconds for which a picture in the other theme is held back

export default {
  render({ model, el }) {
    const frame = document.createElement("div");
    frame.className = "s26-picture-frame";
    const seen = document.createElement("img");
    seen.className = "s26-picture";
    seen.alt = ""; // nothing to be told of, until there is something to be seen
    seen.decoding = "sync"; // it is decoded already when it is put in
    const fault = document.createElement("p");
    fault.setAttribute("role", "alert");
    frame.append(seen);
    el.append(frame, fault);

    let newest = 0; // what is decoded late, after a newer one has come, is dropped
    let address = null;
    let waiting = null;
    let asked = false;

    const size = () => {
      const [width, height] = [model.get("width"), model.get("height")];
      frame.style.width = `${width}px`;
      frame.style.aspectRatio = `${width} / ${height}`;
      seen.width = width;
      seen.height = height;
    };

    const say = () => {
      fault.textContent = model.get("fault");
    };

    const show = async () => {
      const mine = ++newest;
      const png = model.get("png");
      if (!png || png.byteLength === 0) return;
      const next = URL.createObjectURL(new Blob([png], { type: "image/png" }));
      const words = model.get("alt");
      const ready = new Image();
      ready.src = next;
      try {
        await ready.decode();
      } catch {
        URL.revokeObjectURL(next);
        return;
      }
      if (mine !== newest) {
        URL.revokeObjectURL(next);
        return;
      }
      const old = address;
      address = next;
      seen.src = next;
      seen.alt = words;
      unroll();
      // The one on the screen is let go when the next is on it, lest it blink.
      if (old) requestAnimationFrame(() => requestAnimationFrame(() => URL.revokeObjectURL(old)));
    };

    // Time passes on the picture: it comes on over the one before, from left to right.
    const unroll = () => {
      for (const one of frame.querySelectorAll(".s26-picture-under")) one.remove();
      const [from, to, time] = model.get("unrolled");
      if (!time || window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
      const under = document.createElement("img");
      under.className = "s26-picture-under";
      under.alt = "";
      under.src = URL.createObjectURL(new Blob([model.get("under")], { type: "image/png" }));
      frame.prepend(under);
      const cut = (share) => ({ clipPath: `inset(0 ${100 * (1 - share)}% 0 0)` });
      const moving = seen.animate([cut(from), cut(to)], { duration: time, easing: "linear" });
      moving.onfinish = moving.oncancel = () => {
        under.remove();
        URL.revokeObjectURL(under.src);
      };
    };

    const follow = () => {
      asked = false;
      clearTimeout(waiting);
      if (address || model.get("drawn") === themeOfPage()) show();
      // The first picture: the one in the theme of the page is on its way, if there is a kernel.
      else waiting = setTimeout(show, PATIENCE);
    };

    const changed = () => {
      if (!asked) queueMicrotask(follow); // once for a picture and its words, which come together
      asked = true;
    };

    const tell = (theme) => {
      if (model.get("theme") === theme) return;
      model.set("theme", theme);
      model.save_changes();
    };

    model.on("change:png change:alt", changed);
    model.on("change:width change:height", size);
    model.on("change:fault", say);
    const unwatch = watchTheme(tell);
    size();
    say();
    tell(themeOfPage());
    changed();

    return () => {
      newest++;
      clearTimeout(waiting);
      unwatch();
      model.off("change:png change:alt", changed);
      model.off("change:width change:height", size);
      model.off("change:fault", say);
      if (address) URL.revokeObjectURL(address);
    };
  },
};
