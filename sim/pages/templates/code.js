// Result codes, as sim/play/board/code.py makes them: what one voted, for a class without a network.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PRIME = 1021;
const MOST = 2 ** 20;
const NUMBERED = 1000;
const ANSWERS = 5;

// The letters of a number. Bits would not do: a code has more of them than JavaScript counts in.
function letters(number, length) {
  let written = "";
  for (let place = 0; place < length; place++) {
    written = ALPHABET[number % 32] + written;
    number = Math.floor(number / 32);
  }
  return written;
}

// `right` is the first and the last answer that hold; undefined before it was scored.
function codeOf({ module, seat, first, second, right }) {
  let holds = 0;
  if (right) {
    const [low, high] = right;
    holds = 1 + high - low;
    for (let before = 0; before < low; before++) holds += ANSWERS - before;
  }
  const number = ((seat * 6 + (first ?? ANSWERS)) * 6 + (second ?? ANSWERS)) * 16 + holds;
  const body = letters(number, 6);
  const check = letters((Number(module) * 32 ** 6 + number) % PRIME, 2);
  return `${module}-${body.slice(0, 4)}-${body.slice(4)}${check}`;
}

// Who gives no number draws one by lot.
function drawNumber() {
  return NUMBERED + Math.floor(Math.random() * (MOST - NUMBERED));
}
