// The animated floor: buttons, the time, and the picture that follows them.

const SPEEDS = [1, 3, 10, 30];

const SIGNS = "■ serves   □ is free   ▨ has other work";

export default {
  render({ model, el }) {
    let end = build(model, el);
    const anew = () => {
      end();
      el.replaceChildren();
      end = build(model, el);
    };
    model.on("change:data", anew); // another scenario, the same moment
    return () => {
      model.off("change:data", anew);
      end();
    };
  },
};

function build(model, el) {
  const meta = model.get("meta");
  const state = new FloorState(meta, model.get("data"));
  const gone = new AbortController();
  const { signal } = gone;

  const label = `${meta.title}, day ${meta.begin} to ${meta.begin + meta.days - 1}`;
  const root = makeRoot(el, "s26-floor", label);
  const button = (where, text, act, title) => makeButton(where, text, act, signal, title);

  const top = make("div", "s26-row", root);
  const lived = button(top, "What customers lived", () => look("lived"));
  const heard = button(top, "What management hears", () => look("heard"));
  const clock = make("span", "s26-clock", top);

  const canvas = make("canvas", "s26-canvas", root);
  canvas.setAttribute("role", "img");
  const context = canvas.getContext("2d");
  const told = make("p", "s26-told", root);
  const status = make("div", "s26-hidden", root);
  status.setAttribute("role", "status");

  const controls = make("div", "s26-row", root);
  const play = button(controls, "Play", () => (playing ? pause() : start()));
  play.classList.add("s26-play");
  button(controls, "Back", () => stop(state.previous(now())), "One step back");
  button(controls, "Step", () => stop(state.next(now())), "One step forward");
  button(controls, "Longest line", () => stop(meta.busiest), "To the longest line of these days");
  const failure = button(controls, "Next failure", () => stop(state.nextFailure(now())));
  failure.disabled = state.nextFailure(0) === null;
  const faster = makeControl("select", "s26-speed", controls);
  faster.setAttribute("aria-label", "Speed");
  for (const speed of SPEEDS) {
    const option = make("option", "", faster);
    option.value = speed;
    option.textContent = `${speed} min a second`;
  }

  const time = make("div", "s26-time", root);
  const marks = make("div", "s26-marks", time);
  marks.setAttribute("aria-hidden", "true");
  const slider = makeSlider(time, "Time", state.end, 1);
  const days = make("div", "s26-days", time);
  days.setAttribute("aria-hidden", "true");
  setDays();

  const painter = new FloorPainter(state);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let playing = false, inSight = false, seen = false, frame = 0, said = 0;
  let since = 0, from = model.get("time"); // the time was `from` when the page's clock was `since`

  // While it plays, the time is read off the page's clock; nothing is added up.
  function now() {
    if (!playing || !seen) return from;
    return Math.min(state.end, from + ((performance.now() - since) / 1000) * model.get("speed"));
  }

  function setTime(t) {
    from = Math.max(0, Math.min(state.end, t));
    since = performance.now();
  }

  function start() {
    if (now() >= state.end) setTime(0);
    else setTime(now());
    playing = true;
    play.textContent = "Pause";
    status.textContent = "Playing.";
    keep();
    dress();
    tick();
  }

  function pause() {
    setTime(now());
    playing = false;
    play.textContent = "Play";
    keep();
    draw();
    say();
  }

  // Go to a time and stand still there.
  function stop(t) {
    playing = false;
    play.textContent = "Play";
    setTime(t);
    keep();
    draw();
    say();
  }

  function watch() {
    setTime(now());
    seen = inSight && !document.hidden;
    tick();
  }

  function look(view) {
    setTime(now());
    model.set("view", view);
    model.save_changes();
  }

  function keep() {
    model.set("time", from);
    model.set("playing", playing);
    model.save_changes();
  }

  function say() {
    const words = happenedAt(state, from, model.get("view") === "heard");
    told.textContent = words || signs();
    status.textContent = `Paused. ${words} ${canvas.getAttribute("aria-label")}`;
  }

  // What is told while nothing else is: what the signs on the floor mean.
  function signs() {
    return model.get("view") === "heard" ? SIGNS : `${SIGNS}   ✕ walks out of the line`;
  }

  function tick() {
    cancelAnimationFrame(frame);
    if (!playing || !seen) return;
    if (now() >= state.end) {
      pause();
      return;
    }
    draw();
    frame = requestAnimationFrame(tick);
  }

  function draw() {
    const t = now();
    const isHeard = model.get("view") === "heard";
    const colours = model.get("colours")[themeOfPage()];
    const scale = sized();
    const shown = scale / (window.devicePixelRatio || 1);
    const marked = new Set();
    if (!playing) for (const row of state.happened(t)) marked.add(state.columns.toldPerson[row]);
    const font = getComputedStyle(root).fontFamily || "sans-serif"; // none before it is on the page
    painter.draw(context, t, { heard: isHeard, colours, font, marked, scale, shown });
    clock.textContent = clockAt(meta, t);
    slider.value = t;
    slider.setAttribute("aria-valuetext", clock.textContent);
    canvas.dataset.time = t;
    // Words are not needed sixty times a second.
    if (!playing || performance.now() - said > 1000) {
      said = performance.now();
      canvas.setAttribute("aria-label", describeAt(state, t, isHeard));
    }
  }

  function sized() {
    const wide = canvas.clientWidth || WIDE;
    const ratio = window.devicePixelRatio || 1;
    const scale = (wide * ratio) / WIDE;
    const width = Math.round(WIDE * scale), height = Math.round(HIGH * scale);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    return scale;
  }

  function dress() {
    dressIn(root, model.get("colours")[themeOfPage()]);
    const isHeard = model.get("view") === "heard";
    lived.setAttribute("aria-pressed", String(!isHeard));
    heard.setAttribute("aria-pressed", String(isHeard));
    const times = isHeard ? state.heardTimes : state.columns.failureTime;
    setMarks(marks, Array.from(times, (t) => t / state.end));
    if (playing) told.textContent = signs();
    draw();
  }

  function setDays() {
    const every = Math.ceil(meta.days / 8);
    for (let day = 0; day < meta.days; day += every) {
      const label = make("span", "", days);
      label.textContent = `day ${meta.begin + day}`;
      label.style.left = `${(100 * day) / meta.days}%`;
    }
  }

  slider.addEventListener("input", () => stop(Number(slider.value)), { signal });
  faster.addEventListener("change", () => {
    setTime(now());
    model.set("speed", Number(faster.value));
    model.save_changes();
  }, { signal });

  const onTime = () => {
    if (model.get("time") !== from) stop(model.get("time"));
  };
  const onPlaying = () => {
    if (model.get("playing") !== playing) (playing ? pause : start)();
  };
  const onView = () => {
    dress();
    if (!playing) say();
  };
  const onSpeed = () => {
    setTime(now());
    faster.value = model.get("speed");
  };
  model.on("change:time", onTime);
  model.on("change:playing", onPlaying);
  model.on("change:view", onView);
  model.on("change:speed", onSpeed);
  const unwatch = watchTheme(dress);
  const resized = new ResizeObserver(draw);
  resized.observe(canvas);

  // It plays while it is seen; out of sight its time stands still.
  const sight = new IntersectionObserver(([entry]) => {
    inSight = entry.isIntersecting;
    watch();
  }, { threshold: 0.2 });
  sight.observe(canvas);
  document.addEventListener("visibilitychange", watch, { signal });

  faster.value = model.get("speed");
  dress();
  say();
  if (model.get("playing") && !still.matches) start();
  else if (model.get("playing")) pause();

  return () => {
    gone.abort();
    cancelAnimationFrame(frame);
    unwatch();
    resized.disconnect();
    sight.disconnect();
    model.off("change:time", onTime);
    model.off("change:playing", onPlaying);
    model.off("change:view", onView);
    model.off("change:speed", onSpeed);
  };
}
