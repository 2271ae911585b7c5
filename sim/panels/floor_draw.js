// Draws the floor at a time t: on the left the homes of all customers, on the right the stations.

const WIDE = 840, HIGH = 380;
const TOWN = { left: 2, top: 34, width: 300, height: 218, legend: 262, line: 25 };
const SHOP = { left: 326, right: 836, foot: 350 };
const TEXT = 20; // pixels on the page; nothing is smaller, unless the page is very narrow
const WIDEST = 23; // of the drawing's own units, which are smaller where the page is narrower
const MOST_HOMES = 1500; // with more customers a part of the homes is drawn

class FloorPainter {
  constructor(state) {
    this.state = state;
    this.canvas = document.createElement("canvas"); // the homes, drawn when they change
    this.homesKey = "";
    this.every = Math.max(1, Math.ceil(state.people / MOST_HOMES));
    this.homes = this.#homes();
    this.rows = this.#rows();
  }

  #homes() {
    const { people } = this.state;
    const shown = Math.ceil(people / this.every);
    let cell = Math.sqrt((TOWN.width * TOWN.height) / Math.max(shown, 1));
    while (Math.floor(TOWN.width / cell) * Math.floor(TOWN.height / cell) < shown) cell -= 0.02;
    cell = Math.min(cell, 16);
    const across = Math.floor(TOWN.width / cell);
    const places = [];
    for (let person = 0; person < people; person++) {
      if (person % this.every) {
        places.push(null);
        continue;
      }
      const at = person / this.every;
      places.push([
        TOWN.left + ((at % across) + 0.5) * cell,
        TOWN.top + (Math.floor(at / across) + 0.5) * cell,
      ]);
    }
    this.cell = cell;
    return places;
  }

  #rows() {
    const { stations } = this.state.meta;
    const high = SHOP.foot / stations.length;
    const staffed = new Map();
    for (const [name] of this.state.desks) {
      const [department, employee] = name.split(" ").map(Number);
      staffed.set(department, Math.max(staffed.get(department) ?? 0, employee + 1));
    }
    return stations.map((station, at) => {
      const top = at * high;
      const lane = high - 26;
      const radius = Math.max(6, Math.min(9, lane * 0.2));
      const desk = Math.max(18, Math.min(28, lane * 0.55));
      const staff = Math.max(station.staff, staffed.get(station.department) ?? 0);
      const place = desk + 2 * radius + 12;
      return { station, top, radius, desk, staff, place, middle: top + 26 + lane / 2 };
    });
  }

  // Where a desk stands, and where the customer stands who is served at it.
  deskAt(row, employee) {
    const x = SHOP.right - row.desk - (row.staff - 1 - employee) * row.place;
    return { x, y: row.middle - row.desk / 2, customer: [x - row.radius - 3, row.middle] };
  }

  lineAt(row, ahead) {
    const head = SHOP.right - row.staff * row.place - row.radius - 4;
    const gap = 2 * row.radius + 3;
    const most = Math.floor((head - SHOP.left - row.radius - 40) / gap);
    return [head - Math.min(ahead, most) * gap, row.middle];
  }

  homeOf(person) {
    return this.homes[person] ?? [SHOP.left - 12, TOWN.top + TOWN.height / 2]; // one of those left out
  }

  // Where somebody stands who is on a leg.
  placeOf(leg, t) {
    if (leg.kind === COMING) {
      const row = this.rows[leg.station];
      const to = this.lineAt(row, Math.max(0, this.state.inLineAt(leg.station, leg.end)));
      return between(this.homeOf(leg.person), to, (t - leg.begin) / (leg.end - leg.begin));
    }
    if (leg.kind === GOING) {
      const from = this.standsAt(this.state.legs[leg.from] ?? leg, leg.begin);
      return between(from, this.homeOf(leg.person), (t - leg.begin) / (leg.end - leg.begin));
    }
    const to = this.standsAt(leg, t);
    const before = this.state.legs[leg.from];
    if (!before) return to;
    const takes = Math.min(STEP, SHARE * (leg.end - leg.begin));
    if (t >= leg.begin + takes) return to;
    const from = before.kind === COMING ? this.placeOf(before, before.end) : this.standsAt(before, leg.begin);
    return between(from, to, (t - leg.begin) / takes);
  }

  standsAt(leg, t) {
    const row = this.rows[leg.station];
    if (leg.kind === WAITING) return this.lineAt(row, this.state.aheadOf(leg, Math.min(t, leg.end)));
    return this.deskAt(row, Math.max(0, leg.employee)).customer;
  }

  // heard: as management hears it; marked: whom to point at.
  // scale: of the canvas; shown: of the page.
  draw(context, t, { heard, colours, font, marked, scale, shown }) {
    this.font = `${Math.min(WIDEST, Math.max(TEXT, TEXT / shown))}px ${font}`;
    this.heard = heard;
    this.colours = colours;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, WIDE, HIGH);
    this.#drawHomes(context, t, scale);
    this.#drawRows(context, t);
    this.#drawPeople(context, t, marked);
  }

  #drawHomes(context, t, scale) {
    const { state, colours } = this;
    const version = upTo(state.homeChanges, t);
    const key = [version, this.heard, colours.name, scale, this.font].join();
    if (key !== this.homesKey) {
      this.homesKey = key;
      this.canvas.width = Math.ceil(SHOP.left * scale);
      this.canvas.height = Math.ceil(HIGH * scale);
      const own = this.canvas.getContext("2d");
      own.setTransform(scale, 0, 0, scale, 0, 0);
      this.#drawTown(own, t);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.canvas, 0, 0);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.strokeStyle = colours.quiet;
    context.lineWidth = 1;
    line(context, SHOP.left - 12, 4, SHOP.left - 12, HIGH - 4);
  }

  #drawTown(context, t) {
    const { state, colours } = this;
    const seen = state.countsAt(t);
    const out = new Set();
    for (const number of state.legsAt(t)) out.add(state.legs[number].person);
    const title = this.every === 1
      ? many(seen.customers, "customer")
      : `1 in ${this.every} of ${many(seen.customers, "customer")}`;
    this.#write(context, title, TOWN.left, 20, true);
    const radius = this.cell / 2;
    let left = 0;
    for (let person = 0; person < state.people; person++) {
      const code = state.moodAt(person, t);
      const gone = (code & 3) === GONE && state.columns.moodFirst[person + 1] > state.columns.moodFirst[person]
        && state.columns.moodTime[state.columns.moodFirst[person]] <= t;
      left += gone;
      if (!this.homes[person] || out.has(person)) continue;
      const [x, y] = this.homes[person];
      if (gone) {
        if (!this.heard) ring(context, x, y, radius * 0.6, colours.quiet, 1);
      } else if (code) {
        this.#dot(context, x, y, radius, code, false);
      }
    }
    const known = `${counted(seen.known)} ${this.heard ? "complained" : "let down, heard"}`;
    const lines = this.heard
      ? [[CONTENT, `${counted(seen.customers - seen.known)} not heard from`], [LET_DOWN | 8, known]]
      : [
        [MAGIC, `${counted(seen.magic)} touched by magic`],
        [CONTENT, `${counted(seen.content)} content`],
        [LET_DOWN, `${counted(seen.letDown - seen.known)} let down, unheard`],
        [LET_DOWN | 8, known],
        [GONE, `${counted(left)} have left for good`],
      ];
    lines.forEach(([code, text], at) => {
      const y = TOWN.legend + at * TOWN.line;
      if (code === GONE) ring(context, 12, y, 6, colours.quiet, 2);
      else this.#dot(context, 12, y, 8, code, false);
      this.#write(context, text, 28, y + 7);
    });
  }

  #drawRows(context, t) {
    const { state, colours } = this;
    this.rows.forEach((row, at) => {
      const { station } = row;
      if (at) {
        context.strokeStyle = colours.quiet;
        context.lineWidth = station.stage === this.rows[at - 1].station.stage ? 0.5 : 1.5;
        line(context, SHOP.left, row.top, SHOP.right, row.top);
      }
      let there = station.staff;
      for (let employee = 0; employee < row.staff; employee++) {
        there -= !!state.deskAt(station.department, employee, t)?.away;
      }
      const staff = `${there} at work`;
      context.font = this.#fontOf(false);
      const beside = context.measureText(staff).width;
      this.#write(context, staff, SHOP.right - beside, row.top + 21);
      const room = SHOP.right - SHOP.left - beside - 14;
      this.#write(context, station.title, SHOP.left, row.top + 21, true, room);
      for (let employee = 0; employee < row.staff; employee++) {
        this.#desk(context, row, station, employee, at, t);
      }
      const waits = state.inLineAt(at, t);
      const [tail] = this.lineAt(row, waits);
      const fits = Math.round((this.lineAt(row, 0)[0] - tail) / (2 * row.radius + 3));
      if (waits > fits + 1) {
        this.#write(context, `+${waits - fits - 1}`, SHOP.left, row.middle + 7, true);
      }
    });
    const seen = state.totalsAt(t);
    const text = this.heard
      ? `So far ${many(seen.visits, "visit")}, ${many(seen.heard, "failure")} heard of`
      : `So far ${many(seen.visits, "visit")}, ${counted(seen.walkedOut)} walked out, ${many(seen.failures, "failure")}`;
    context.strokeStyle = colours.quiet;
    context.lineWidth = 1.5;
    line(context, SHOP.left, SHOP.foot, SHOP.right, SHOP.foot);
    this.#write(context, text, SHOP.left, HIGH - 7, false, SHOP.right - SHOP.left);
  }

  // Staff is square: full while serving, hatched while busy with other work, dashed while nobody is there.
  #desk(context, row, station, employee, at, t) {
    const { colours } = this;
    const { x, y } = this.deskAt(row, employee);
    const span = this.state.deskAt(station.department, employee, t);
    const size = row.desk;
    context.lineWidth = 2;
    context.strokeStyle = colours.ink;
    if (span?.away) {
      context.setLineDash([4, 4]);
      context.strokeStyle = colours.quiet;
    } else if (span && span.station === at) {
      context.fillStyle = colours.ink;
      context.fillRect(x, y, size, size);
    } else if (span) {
      context.save();
      context.beginPath();
      context.rect(x, y, size, size);
      context.clip();
      context.lineWidth = 2.5;
      for (let shift = -size; shift < size; shift += 7) {
        line(context, x + shift, y + size, x + shift + size, y);
      }
      context.restore();
    }
    context.strokeRect(x, y, size, size);
    context.setLineDash([]);
  }

  #drawPeople(context, t, marked) {
    const { state } = this;
    for (const number of state.legsAt(t)) {
      const leg = state.legs[number];
      const [x, y] = this.placeOf(leg, t);
      const radius = this.rows[leg.station].radius;
      const out = leg.kind === GOING && state.columns.outcome[leg.contact] === WALKED_OUT;
      const code = state.moodAt(leg.person, t);
      if (out && !this.heard) this.#cross(context, x, y, radius);
      else if (code) this.#dot(context, x, y, radius, code, true);
      else ring(context, x, y, radius * 0.8, this.colours.ink, 2);
      if (marked.has(state.columns.people[leg.person])) ring(context, x, y, radius + 5, this.colours.ink, 2.5);
    }
  }

  // One customer: a star, a round dot, a diamond; within a ring if management knows.
  #dot(context, x, y, radius, code, outlined) {
    const { colours } = this;
    const known = code >> 3 & 1;
    const mood = this.heard && !known ? CONTENT : code & 3;
    context.beginPath();
    if (mood === MAGIC) star(context, x, y, radius * 1.1);
    else if (mood === LET_DOWN) diamond(context, x, y, radius * (known ? 0.85 : 1.05));
    else context.arc(x, y, radius * (outlined ? 0.9 : 0.55), 0, 2 * Math.PI);
    context.fillStyle = mood === MAGIC ? colours.good : mood === LET_DOWN ? colours.poor : colours.other;
    context.fill();
    if (outlined || mood === LET_DOWN) {
      context.strokeStyle = colours.ink;
      context.lineWidth = outlined ? 1.5 : 0.8;
      context.stroke();
    }
    if (mood === LET_DOWN && known) ring(context, x, y, radius * 1.3, colours.ink, outlined ? 2 : 1.5);
  }

  #cross(context, x, y, radius) {
    context.lineWidth = 3.5;
    context.strokeStyle = this.colours.ink;
    const r = radius * 0.7;
    line(context, x - r, y - r, x + r, y + r);
    line(context, x - r, y + r, x + r, y - r);
  }

  #fontOf(bold) {
    return `${bold ? "bold " : ""}${this.font}`;
  }

  #write(context, text, x, y, bold = false, room = Infinity) {
    context.font = this.#fontOf(bold);
    context.fillStyle = this.colours.ink;
    let shown = text;
    for (let kept = text.length - 1; kept > 0 && context.measureText(shown).width > room; kept--) {
      shown = `${text.slice(0, kept).trimEnd()}…`;
    }
    context.fillText(shown, x, y);
  }
}

function between(from, to, share) {
  const s = eased(share);
  return [from[0] + (to[0] - from[0]) * s, from[1] + (to[1] - from[1]) * s];
}

function line(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

function ring(context, x, y, radius, colour, width) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

function diamond(context, x, y, radius) {
  context.moveTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.lineTo(x - radius, y);
  context.closePath();
}

function star(context, x, y, radius) {
  for (let point = 0; point < 10; point++) {
    const far = point % 2 ? radius * 0.45 : radius;
    const angle = (point * Math.PI) / 5 - Math.PI / 2;
    context.lineTo(x + far * Math.cos(angle), y + far * Math.sin(angle));
  }
  context.closePath();
}
