// The floor in words; the same sentences as sim/show/floor_words.py makes.

const UNHEARD = "Nothing that management hears of.";
const number = new Intl.NumberFormat("en-GB");
const counted = (value) => number.format(Math.round(value));
const many = (value, thing) => `${counted(value)} ${thing}${value === 1 ? "" : "s"}`;

function clockAt(meta, t) {
  const day = Math.min(Math.floor(t / (meta.open_hours * 60)), meta.days - 1);
  const minutes = Math.floor(meta.opens * 60 + t - day * meta.open_hours * 60 + 1e-6);
  const two = (value) => String(value).padStart(2, "0");
  return `day ${meta.begin + day}, ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function describeAt(state, t, heard) {
  const { meta } = state;
  const seen = { ...state.countsAt(t), ...state.totalsAt(t) };
  const busy = meta.stations
    .map((station, at) => [station.title, state.inLineAt(at, t), state.servedAt(at, t)])
    .filter(([, waits, serves]) => waits || serves)
    .map(([title, waits, serves]) => `"${title}": ${counted(waits)} in line, ${counted(serves)} served`);
  const floor = busy.length ? `${busy.join("; ")}. ` : "Nobody waits, nobody is served. ";
  const start = `${meta.title}, ${clockAt(meta, t)}. ${floor}${many(seen.customers, "customer")}: `;
  const visits = many(seen.visits, "visit");
  if (heard) {
    return (
      `${start}${counted(seen.customers - seen.known)} of whom nothing is heard, ` +
      `${counted(seen.known)} with a complaint. ` +
      `So far: ${visits}; management heard of ${many(seen.heard, "failure")}.`
    );
  }
  return (
    `${start}${counted(seen.content)} content, ${counted(seen.magic)} touched by magic, ` +
    `${counted(seen.letDown)} let down, and management knows of ${counted(seen.known)} of those. ` +
    `So far: ${visits}, ${counted(seen.walkedOut)} walked out, ${many(seen.failures, "failure")}; ` +
    `management heard of ${counted(seen.heard)}.`
  );
}

function happenedAt(state, t, heard) {
  const { meta, columns: c } = state;
  const rows = state.happened(t);
  if (!rows.length) return "";
  const told = new Map();
  for (const row of rows) {
    const kind = c.toldKind[row];
    if (heard && !meta.openly.includes(kind)) continue;
    const who = c.toldPerson[row];
    if (!told.has(who)) told.set(who, []);
    told.get(who).push([kind, c.toldStation[row], c.toldMinutes[row]]);
  }
  for (const [who, all] of told) {
    const own = all.length > 1 ? all.filter(([kind]) => kind !== meta.served) : all;
    told.set(who, own.map(([kind, station, minutes], at) =>
      toldOf(meta, kind, station, minutes, at > 0 && station === own[at - 1][1])));
  }
  const sentences = [...told].map(([who, parts]) => `Customer ${who} ${listed(parts)}.`);
  return sentences.join(" ") || UNHEARD;
}

function toldOf(meta, kind, station, minutes, again) {
  let story = meta.stories[kind];
  if (again) story = story.replace(" at {where}", "").replace("leaves: a failure", "leaves for good");
  if (minutes === 0) story = story.replace(" after waiting {minutes}", " at once");
  const where = station >= 0 ? meta.stations[station].title : "the business";
  const length = minutes < 1 ? many(Math.round(minutes * 60), "second") : many(Math.round(minutes), "minute");
  return story
    .replaceAll("{where}", `"${where}"`)
    .replaceAll("{minutes}", length)
    .replaceAll("{other}", "another");
}

function listed(parts) {
  if (parts.length === 1) return parts[0];
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
