// What stands above is jupyterquiz, word for word; this is how the house puts it on a page.

// jupyterquiz asks whether there is a MathJax and may fetch one from the internet. Here there is none.
const MathJax = undefined;
// It also tells the console about every click.
const console = { log() {}, error: window.console.error.bind(window.console) };

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "s26-quiz";
  root.dataset.maxwidth = "840";
  root.dataset.shuffleanswers = "False"; // so that a room can say "the second one"
  el.append(root);
  show_questions(model.get("questions"), root);
  for (const question of root.querySelectorAll(".Quiz")) dress(question);
  // jupyterquiz empties a number when one comes back to it; a key that passes by must not.
  root.addEventListener("focus", keep, true);
}

function dress(question) {
  const asked = question.querySelector("[id^=quizQn]");
  const answers = question.querySelector(".Answer");
  const reply = question.querySelector(".Feedback");
  reply.setAttribute("role", "status");
  for (const control of answers.querySelectorAll("input")) {
    // Arrow keys and Enter are for the answers, not for JupyterLab's cells.
    control.dataset.lmSuppressShortcuts = "true";
    control.classList.remove("sr-only");
  }
  const number = answers.querySelector("input[type=text]");
  if (!number) {
    answers.setAttribute("role", "radiogroup");
    answers.setAttribute("aria-labelledby", asked.id);
    return;
  }
  const label = answers.querySelector("label");
  label.textContent = "Type a number and press Enter:";
  label.htmlFor = number.id;
  number.setAttribute("aria-describedby", asked.id);
  number.inputMode = "decimal";
  number.autocomplete = "off";
  number.onpaste = null;
}

function keep(event) {
  if (!event.target.matches("input[type=text]")) return;
  event.stopPropagation();
  event.target.select();
}

export default { render };
