// Steps: the buttons, the slider and the sentence beside a picture that is drawn by the kernel.

const SLOWEST = 5000; // milliseconds after which the next step is asked for, come what may

export default {
  render({ model, el }) {
    const gone = new AbortController();
    const { signal } = gone;
    const root = makeRoot(el, "s26-steps", model.get("label"));
    const told = make("p", "s26-told", root);
    const when = make("b", "", told);
    const text = make("span", "", told);
    const status = make("div", "s26-hidden", root);
    status.setAttribute("role", "status");

    const controls = make("div", "s26-row", root);
    const last = () => model.get("told").length - 1;
    let at = model.get("position"); // runs ahead of the kernel while a hand moves the slider
    const first = makeButton(controls, "First", () => stop(0), signal);
    const back = makeButton(controls, "Back", () => stop(at - 1), signal, "One step back");
    const play = makeButton(controls, "Play", () => (timer ? pause() : start()), signal);
    play.classList.add("s26-play");
    const forward = makeButton(controls, "Forward", () => stop(at + 1), signal, "One step forward");
    const end = makeButton(controls, "To the end", () => stop(last()), signal);
    const landmark = makeButton(controls, "", () => stop(model.get("landmark")), signal);
    const place = make("span", "s26-place", controls);
    const marks = make("div", "s26-marks", root);
    marks.setAttribute("aria-hidden", "true");
    const slider = makeSlider(root, "Step", 1, 1);
    slider.addEventListener("input", () => stop(Number(slider.value)), { signal });

    let timer = 0, asked = 0;

    function go(position) {
      at = Math.max(0, Math.min(last(), position));
      model.set("asked", [model.get("turn"), at]);
      model.save_changes();
    }

    function stop(position) {
      if (timer) pause();
      go(position);
      show();
      say();
    }

    function setPlaying(playing) {
      play.textContent = playing ? "Pause" : "Play";
      model.set("playing", playing);
      model.save_changes();
    }

    function start() {
      if (at >= last()) go(0);
      asked = performance.now();
      timer = setTimeout(next, model.get("pace"));
      setPlaying(true);
      status.textContent = "Playing.";
    }

    function pause() {
      clearTimeout(timer);
      timer = 0;
      setPlaying(false);
      say();
    }

    // One step on, once the picture of this one has come.
    function next() {
      const come = model.get("shown") === at || performance.now() - asked > SLOWEST;
      if (!come) {
        timer = setTimeout(next, 50);
        return;
      }
      go(at + 1);
      asked = performance.now();
      timer = setTimeout(next, model.get("pace"));
      if (at >= last()) pause();
      show();
    }

    function say() {
      status.textContent = (model.get("told")[at] ?? []).join(": ");
    }

    function show() {
      slider.max = last();
      slider.value = at;
      first.disabled = back.disabled = at === 0;
      forward.disabled = end.disabled = at === last();
      landmark.hidden = model.get("landmark") < 0;
      landmark.textContent = model.get("landmark_name");
      place.textContent = `${at + 1} of ${last() + 1}`;
      const [day, words] = model.get("told")[at] ?? ["", ""];
      when.textContent = `${day}: `;
      text.textContent = words;
      slider.setAttribute("aria-valuetext", `${place.textContent}, ${day}`);
    }

    const dress = () => {
      dressIn(root, model.get("colours")[themeOfPage()]);
      setMarks(marks, model.get("marks").map((mark) => mark / Math.max(1, last())));
      show();
    };
    const onPlaying = () => {
      if (model.get("playing") !== Boolean(timer)) (timer ? pause : start)();
    };
    // Something else has moved it: what this page has asked for in the meantime counts no more.
    const onTurn = () => {
      at = model.get("position");
      show();
      if (!timer) say();
    };
    model.on("change:turn", onTurn);
    model.on("change:landmark change:landmark_name", show);
    model.on("change:marks change:told", dress);
    model.on("change:playing", onPlaying);
    const unwatch = watchTheme(dress);
    dress();
    if (model.get("playing")) start();

    return () => {
      gone.abort();
      clearTimeout(timer);
      unwatch();
      model.off("change:turn", onTurn);
      model.off("change:landmark change:landmark_name", show);
      model.off("change:marks change:told", dress);
      model.off("change:playing", onPlaying);
    };
  },
};
