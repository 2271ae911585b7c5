// The floor at a time t, in minutes since the first day began: an exact function of t, whichever
// way one has come there. No state is carried from one picture to the next.

const GONE = 0, CONTENT = 1, MAGIC = 2, LET_DOWN = 3;
const COMING = 0, WAITING = 1, SERVED = 2, GOING = 3;
const WALKED_OUT = 4;

const WALK = 1.5; // minutes of the way to the business and back, which the run does not have
const STEP = 0.4; // minutes of a step on the floor at most
const SHARE = 0.4; // and at most this share of what comes after it

// The number of values in a sorted array that are not above t.
function upTo(values, t) {
  let low = 0, high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

function unpacked(meta, buffer) {
  const kinds = { float64: Float64Array, int32: Int32Array, uint8: Uint8Array };
  const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).slice();
  const columns = {};
  for (const [name, [kind, at, length]] of Object.entries(meta.columns)) {
    columns[name] = new kinds[kind](bytes.buffer, at, length);
  }
  return columns;
}

class FloorState {
  constructor(meta, buffer) {
    this.meta = meta;
    this.end = meta.minutes;
    const c = (this.columns = unpacked(meta, buffer));
    this.people = c.people.length;
    this.legs = this.#legs();
    this.index = this.#index();
    this.lines = this.#lines();
    this.instants = Float64Array.from(new Set(c.toldTime)).sort();
    this.walkOuts = c.ended.filter((_, i) => c.outcome[i] === WALKED_OUT).sort();
    this.heardTimes = c.failureTime.filter((_, i) => c.failureHeard[i]);
    this.homeChanges = this.#homeChanges();
    this.desks = this.#desks();
  }

  // What each customer does from moment to moment; between two trips a customer is at home.
  #legs() {
    const c = this.columns, legs = [];
    const count = c.arrived.length;
    for (let i = 0; i < count; i++) {
      const person = c.contactPerson[i], station = c.contactStation[i];
      const before = i > 0 && c.contactPerson[i - 1] === person ? c.ended[i - 1] : -Infinity;
      const after = i + 1 < count && c.contactPerson[i + 1] === person ? c.arrived[i + 1] : Infinity;
      const stays = before >= c.arrived[i] - 2 * WALK; // came straight from the stop before
      const previous = stays ? legs.length - 1 : -1;
      const add = (kind, begin, end, from) => {
        if (!(end > begin)) return;
        legs.push({ kind, person, station, employee: c.contactEmployee[i], begin, end, from, contact: i });
      };
      if (!stays) add(COMING, c.arrived[i] - Math.min(WALK, (c.arrived[i] - before) / 2), c.arrived[i], -1);
      const last = () => legs.length - 1;
      const from = stays ? previous : last();
      const started = c.started[i];
      if (Number.isNaN(started)) {
        add(WAITING, c.arrived[i], c.ended[i], from);
      } else {
        const length = legs.length;
        add(WAITING, c.arrived[i], started, from);
        add(SERVED, started, c.ended[i], legs.length > length ? last() : from);
      }
      if (after - c.ended[i] > 2 * WALK) {
        add(GOING, c.ended[i], c.ended[i] + Math.min(WALK, (after - c.ended[i]) / 2), last());
      } else if (after > c.ended[i]) {
        add(SERVED, c.ended[i], after, last()); // stands there until the next stop
        legs[legs.length - 1].idle = true;
      }
    }
    return legs;
  }

  // For each stretch of time the legs that touch it, so that few are looked at.
  #index() {
    const buckets = Math.max(1, Math.min(8192, this.legs.length));
    const width = this.end / buckets;
    const index = Array.from({ length: buckets + 1 }, () => []);
    this.legs.forEach((leg, number) => {
      const first = Math.max(0, Math.floor((leg.begin - WALK) / width));
      const last = Math.min(buckets, Math.floor((Math.min(leg.end, this.end) + STEP) / width));
      for (let at = first; at <= last; at++) index[at].push(number);
    });
    return { width, index };
  }

  // For each station the waits, by arrival.
  #lines() {
    const lines = this.meta.stations.map(() => []);
    for (const leg of this.legs) if (leg.kind === WAITING) lines[leg.station].push(leg);
    for (const line of lines) {
      line.sort((a, b) => a.begin - b.begin || a.contact - b.contact);
      line.begins = Float64Array.from(line, (leg) => leg.begin);
      let latest = -Infinity; // of all that came until then: tells how far back to look
      line.latest = Float64Array.from(line, (leg) => (latest = Math.max(latest, leg.end)));
    }
    return lines;
  }

  // Whenever anything at home changes: a mood, or who is in.
  #homeChanges() {
    const times = [...this.columns.moodTime];
    for (const leg of this.legs) {
      if (leg.kind === COMING) times.push(leg.begin);
      if (leg.kind === GOING) times.push(leg.end);
    }
    return Float64Array.from(times).sort();
  }

  // For each desk what keeps it busy: serving, other work, nobody there.
  #desks() {
    const c = this.columns, desks = new Map();
    const at = (department, employee) => {
      const name = `${department} ${employee}`;
      if (!desks.has(name)) desks.set(name, []);
      return desks.get(name);
    };
    for (let i = 0; i < c.started.length; i++) {
      if (!(c.started[i] < Infinity)) continue;
      const station = c.contactStation[i];
      const department = this.meta.stations[station].department;
      at(department, c.contactEmployee[i]).push({ begin: c.started[i], end: c.ended[i], station });
    }
    for (const what of ["work", "away"]) {
      const begin = c[`${what}Begin`];
      for (let i = 0; i < begin.length; i++) {
        const span = { begin: begin[i], end: c[`${what}End`][i], station: -1, away: what === "away" };
        at(c[`${what}Department`][i], c[`${what}Employee`][i]).push(span);
      }
    }
    for (const spans of desks.values()) {
      spans.sort((a, b) => a.begin - b.begin);
      spans.begins = Float64Array.from(spans, (span) => span.begin);
    }
    return desks;
  }

  moodAt(person, t) {
    const c = this.columns;
    let low = c.moodFirst[person], high = c.moodFirst[person + 1];
    const first = low;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (c.moodTime[middle] <= t) low = middle + 1;
      else high = middle;
    }
    return low > first ? c.mood[low - 1] : GONE;
  }

  // Legs under way at t.
  legsAt(t) {
    const { width, index } = this.index;
    const near = index[Math.max(0, Math.min(index.length - 1, Math.floor(t / width)))];
    return near.filter((number) => this.legs[number].begin <= t && t < this.legs[number].end);
  }

  // How many stand before somebody in line; a step forward takes a moment.
  aheadOf(leg, t) {
    const line = this.lines[leg.station];
    let ahead = 0;
    for (let i = upTo(line.begins, leg.begin) - 1; i >= 0 && line.latest[i] > t - STEP; i--) {
      const other = line[i];
      if (other === leg || (other.begin === leg.begin && other.contact > leg.contact)) continue;
      if (other.end > t) ahead += 1;
      else if (other.end > t - STEP && other.end > leg.begin) ahead += 1 - eased((t - other.end) / STEP);
    }
    return ahead;
  }

  inLineAt(station, t) {
    const line = this.lines[station];
    let count = 0;
    for (let i = upTo(line.begins, t) - 1; i >= 0 && line.latest[i] > t; i--) count += line[i].end > t;
    return count;
  }

  servedAt(station, t) {
    let count = 0;
    for (const number of this.legsAt(t)) {
      const leg = this.legs[number];
      count += leg.kind === SERVED && !leg.idle && leg.station === station;
    }
    return count;
  }

  // What an employee does: a span, or nothing.
  deskAt(department, employee, t) {
    const spans = this.desks.get(`${department} ${employee}`);
    if (!spans) return null;
    for (let i = upTo(spans.begins, t) - 1; i >= 0 && i > upTo(spans.begins, t) - 4; i--) {
      if (spans[i].end > t) return spans[i];
    }
    return null;
  }

  // Customers by mood.
  countsAt(t) {
    const counts = { customers: 0, content: 0, magic: 0, letDown: 0, known: 0 };
    for (let person = 0; person < this.people; person++) {
      const code = this.moodAt(person, t), mood = code & 3;
      if (mood === GONE) continue;
      counts.customers++;
      if (mood === CONTENT) counts.content++;
      else if (mood === MAGIC) counts.magic++;
      else counts.letDown++;
      counts.known += (code >> 3) & 1;
    }
    return counts;
  }

  // What has happened since the first day.
  totalsAt(t) {
    const c = this.columns;
    return {
      visits: upTo(c.visitBegin, t),
      walkedOut: upTo(this.walkOuts, t),
      failures: upTo(c.failureTime, t),
      heard: upTo(this.heardTimes, t),
    };
  }

  // The instant after t, or before it, at which something happens; the end or the beginning.
  next(t) {
    const at = upTo(this.instants, t);
    return at < this.instants.length ? this.instants[at] : this.end;
  }

  previous(t) {
    let at = upTo(this.instants, t) - 1;
    if (at >= 0 && this.instants[at] === t) at--;
    return at >= 0 ? this.instants[at] : 0;
  }

  // The next failure after t; after the last one the first.
  nextFailure(t) {
    const times = this.columns.failureTime;
    if (!times.length) return null;
    const at = upTo(times, t);
    return times[at < times.length ? at : 0];
  }

  // The numbers of what happened at the very instant t.
  happened(t) {
    const times = this.columns.toldTime;
    const found = [];
    for (let i = upTo(times, t) - 1; i >= 0 && times[i] === t; i--) found.unshift(i);
    return found;
  }
}

function eased(share) {
  const s = Math.max(0, Math.min(1, share));
  return s * s * (3 - 2 * s);
}
