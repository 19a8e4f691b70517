// Everything attaches to data- hooks; a page without this script is complete.
import { counting } from "./count";
import { dropping } from "./drop";
import { finding } from "./find";
import { keys } from "./keys";
import { mapping } from "./map";
import { pairing } from "./pairs";
import { sending } from "./send";
import { sliding } from "./slide";
import { sorting } from "./sort";
import { switching } from "./switch";
import { walking } from "./walk";

counting();
finding();
switching();
sorting();
sliding();
walking();
dropping();
sending();
mapping();
pairing();
keys();

for (const link of document.querySelectorAll("[data-print]")) {
  link.removeAttribute("hidden");
  link.addEventListener("click", () => window.print());
}

// Forms only ask; the policy lets none be sent, so the script opens the address itself.
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-ask]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") asked.set(name, value);
    window.location.assign(`${form.action}?${asked}`);
  });
}

// Deferred, so a page can be read before its keys are heard; this says when they are.
document.documentElement.dataset["heard"] = "";
