// The time slider: two handles; people fade and the table follows, nothing jumps.

const A_MONTH = 8000 / 12;
export const WHEN = "mutuals:when";

export function sliding(): void {
  const place = document.querySelector<HTMLElement>("[data-slider]");
  const inputs = [...(place?.querySelectorAll<HTMLInputElement>("input[type=range]") ?? [])];
  const [since, until] = inputs;
  if (!place || !since || !until) return;
  const months = JSON.parse(place.dataset["months"] ?? "[]") as string[];
  const people = Object.entries(JSON.parse(place.dataset["people"] ?? "{}") as Record<string, number[]>);
  // Who was in no contact that has a date stays as the server placed them.
  const all = Number(since.value) === 0 && Number(until.value) === months.length - 1;
  const move = (changed: HTMLInputElement): void => {
    if (Number(since.value) > Number(until.value)) {
      if (changed === since) until.value = since.value;
      else since.value = until.value;
    }
    show(place, months, people, [Number(since.value), Number(until.value)]);
    since.setAttribute("aria-valuetext", months[Number(since.value)] ?? "");
    until.setAttribute("aria-valuetext", months[Number(until.value)] ?? "");
  };
  for (const one of inputs) one.addEventListener("input", () => move(one));
  for (const one of place.querySelectorAll("[data-slider-tools], [data-handles]")) one.removeAttribute("hidden");
  const button = place.querySelector<HTMLButtonElement>("[data-play]");
  if (button && all) play(button, since, until, move);
  else button?.remove();
}

function show(place: HTMLElement, months: string[], people: [string, number[]][], [first, last]: [number, number]): void {
  place.querySelectorAll(".stroke").forEach((bar, at) => bar.classList.toggle("in", at >= first && at <= last));
  const here = new Set(people.filter(([, known]) => known.some((at) => at >= first && at <= last)).map(([one]) => one));
  const whole = first === 0 && last === months.length - 1;
  const away = whole ? new Set<string>() : new Set(people.filter(([one]) => !here.has(one)).map(([one]) => one));
  for (const mark of document.querySelectorAll<SVGElement>("[data-of]")) mark.classList.toggle("away", away.has(mark.dataset["of"] ?? ""));
  for (const row of document.querySelectorAll<HTMLElement>("tr[data-person]")) row.hidden = away.has(row.dataset["person"] ?? "");
  const said = place.querySelector("[data-slider-said]");
  if (said) said.textContent = `${here.size} of ${people.length} in contact, ${months[first] ?? ""} to ${months[last] ?? ""}`;
  document.dispatchEvent(new CustomEvent(WHEN, { detail: away }));
}

// One year in eight seconds, from a year wide at the start; it stops at the end.
function play(button: HTMLButtonElement, since: HTMLInputElement, until: HTMLInputElement, move: (changed: HTMLInputElement) => void): void {
  let timer = 0;
  const stop = (): void => { window.clearInterval(timer); timer = 0; button.textContent = "Play"; };
  button.addEventListener("click", () => {
    if (timer) { stop(); return; }
    const end = Number(until.max);
    if (Number(until.value) === end) { since.value = "0"; until.value = String(Math.min(11, end)); move(until); }
    button.textContent = "Stop";
    timer = window.setInterval(() => {
      if (Number(until.value) >= end) { stop(); return; }
      since.value = String(Number(since.value) + 1);
      until.value = String(Number(until.value) + 1);
      move(until);
    }, A_MONTH);
  });
}
