// What a page of a module does by itself: nothing is asked of any other computer.

const WORDS = {
  alone: "First, alone. Choose one answer, and write why.",
  none: "Choose one of the five answers first.",
  together:
    "Now talk to the person next to you: who has the better reason? If you are alone, think of " +
    "one reason why you may be wrong. Then vote again.",
  run: "Your vote is kept. Run it: move the slider below, and see.",
  skipped: "You skipped the prediction. Move the slider below, and see.",
  again: "Vote again and run",
  broken: "That is one. Can you find another?",
  notYet: "Not yet.",
  code: "If your trainer asks for a code, yours is",
};

// Notes stay in this browser. Where it keeps none, as in a private window, the page works all the same.
const notebook = (number) => {
  const key = `silent26:${number}`;
  let notes = {};
  try {
    notes = JSON.parse(localStorage.getItem(key)) || {};
  } catch {
    notes = {};
  }
  return {
    notes,
    keep(more) {
      Object.assign(notes, more);
      try {
        localStorage.setItem(key, JSON.stringify(notes));
      } catch {
        // nothing is kept, then
      }
    },
  };
};

// One number for all modules of this browser: that of the seat, or one drawn by lot.
const seat = notebook("seat");
if (!seat.notes.number) seat.keep({ number: drawNumber() });

function open(module) {
  const one = (name) => module.querySelector(name);
  const data = JSON.parse(one("script[type='application/json']").textContent);
  const book = notebook(module.dataset.number);
  const { notes } = book;

  const answers = [...module.querySelectorAll(".predict input")];
  const commit = one(".commit");
  const number = one(".seat");
  const chosen = () => answers.findIndex((input) => input.checked);

  function tellCode() {
    const { first, second, scored } = notes;
    const right = scored ? data.right : undefined;
    const code = codeOf({ module: module.dataset.number, seat: seat.notes.number, first, second, right });
    one(".code").textContent = `${WORDS.code} ${code}.`;
    one(".share").hidden = first === undefined;
  }

  number.addEventListener("input", () => {
    const given = number.valueAsNumber;
    const fits = Number.isInteger(given) && given > 0 && given < NUMBERED;
    seat.keep({ number: fits ? given : drawNumber() });
    tellCode();
  });
  // The number may have been given on another module of this file.
  const renew = () => {
    number.value = seat.notes.number < NUMBERED ? seat.notes.number : "";
    tellCode();
  };
  window.addEventListener("hashchange", renew);

  function reveal() {
    const voted = notes.second !== undefined;
    for (const input of answers) input.disabled = true;
    one(".because").disabled = true;
    commit.hidden = true;
    one(".skip").hidden = true;
    one(".predict [role=status]").textContent = voted ? WORDS.run : WORDS.skipped;
    for (const part of module.querySelectorAll(".after")) part.hidden = false;
    show();
  }

  commit.addEventListener("click", () => {
    const said = one(".predict [role=status]");
    if (chosen() < 0) {
      said.textContent = WORDS.none;
      return;
    }
    const because = one(".because").value;
    if (notes.first === undefined) {
      book.keep({ first: chosen(), because });
      said.textContent = WORDS.together;
      commit.textContent = WORDS.again;
      tellCode();
      return;
    }
    book.keep({ second: chosen(), because });
    tellCode();
    reveal();
  });

  one(".skip").addEventListener("click", () => {
    book.keep({ skipped: true });
    reveal();
  });

  const slider = one("input[type=range]");
  const views = [...module.querySelectorAll(".views input")];
  const picture = one(".run img");
  const row = () => data.rows[Math.max(0, views.findIndex((input) => input.checked))];
  let wanted = "";

  function show() {
    const stop = row()[slider.value];
    one("output").textContent = stop.at;
    slider.setAttribute("aria-valuetext", stop.at);
    one(".number").textContent = stop.number;
    one(".says").textContent = stop.says;
    one(".command").textContent = stop.command;
    one(".mark").textContent = stop.mark;
    one(".broken").textContent = "";
    wanted = stop.src;
    const next = new Image();
    next.src = stop.src;
    const swap = () => {
      if (wanted !== stop.src) return; // the hand was quicker
      picture.src = stop.src;
      picture.alt = stop.alt;
    };
    next.decode().then(swap, swap); // decoded first, so that nothing flickers
  }

  slider.addEventListener("input", show);
  for (const view of views) view.addEventListener("change", show);

  one(".score").addEventListener("click", () => {
    const given = notes.second ?? notes.first;
    const told = [given === undefined ? data.truth : data.verdicts[given]];
    if (notes.first !== undefined && notes.second !== undefined && notes.first !== notes.second) {
      const words = answers[notes.first].parentElement.textContent.trim();
      told.push(`Before you talked it over you had said: “${words}”.`);
    }
    one(".verdict").textContent = told.join(" ");
    book.keep({ scored: true });
    tellCode();
  });

  one(".check")?.addEventListener("click", () => {
    const found = row()[slider.value].breaks;
    one(".broken").textContent = found ? WORDS.broken : `${WORDS.notYet} ${data.hint}`;
  });

  for (const question of module.querySelectorAll(".quiz > li")) quiz(question);

  const monday = one(".monday");
  monday.value = notes.monday || "";
  monday.addEventListener("input", () => book.keep({ monday: monday.value }));

  if (notes.first !== undefined) {
    answers[notes.second ?? notes.first].checked = true;
    one(".because").value = notes.because || "";
    commit.textContent = WORDS.again;
  }
  renew();
  if (notes.second !== undefined || notes.skipped) reveal();
  else one(".predict [role=status]").textContent = notes.first === undefined ? WORDS.alone : WORDS.together;
}

function quiz(question) {
  const says = question.querySelector("[role=status]");
  for (const button of question.querySelectorAll("button.answer")) {
    button.addEventListener("click", () => {
      const right = button.dataset.right === "yes";
      says.textContent = `${right ? "✓" : "✗"} ${button.dataset.reply}`;
    });
  }
  const asked = question.querySelector("input[type=number]");
  if (!asked) return;
  const { ranges, otherwise } = JSON.parse(asked.dataset.replies);
  question.querySelector("button.number-answer").addEventListener("click", () => {
    const value = asked.valueAsNumber;
    const found = ranges.find((one) => one.low <= value && value < one.high);
    says.textContent = found ? `${found.right ? "✓" : "✗"} ${found.feedback}` : `✗ ${otherwise}`;
  });
}

// Where all modules are in one file, one is shown at a time.
function turn() {
  const contents = document.querySelector(".contents");
  if (!contents) return;
  const modules = [...document.querySelectorAll("article")];
  const here = modules.find((module) => `#${module.id}` === location.hash);
  contents.hidden = here !== undefined;
  for (const module of modules) module.hidden = module !== here;
  window.scrollTo(0, 0);
}

for (const module of document.querySelectorAll("article")) open(module);
window.addEventListener("hashchange", turn);
turn();
