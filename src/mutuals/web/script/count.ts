// How many: the number beside a slider moves with it; the form asks when it is sent.

export function counting(): void {
  for (const slider of document.querySelectorAll<HTMLInputElement>("input[data-counted]")) {
    const said = slider.form?.querySelector("[data-count]");
    slider.form?.removeAttribute("hidden");
    slider.addEventListener("input", () => { if (said) said.textContent = slider.value; });
  }
}
