// What every page has: keys, dropping files, and the islands that it asks for. All of it works without this file.
import { mount, type Component } from "svelte";

type Island = Component<{ host: HTMLElement }>;

const islands: Record<string, () => Promise<{ default: Island }>> = {
  days: () => import("./Days.svelte"),
  map: () => import("./MapZoom.svelte"),
  network: () => import("./Network.svelte"),
  slider: () => import("./Slider.svelte"),
};

for (const host of document.querySelectorAll<HTMLElement>("[data-island]")) {
  const load = islands[host.dataset.island ?? ""];
  if (load) void load().then(({ default: island }) => mount(island, { target: host, props: { host } }));
}

// --- keys: / searches, j and k go from line to line, Enter opens, ? tells -------------------------------------

const lines = () => [...document.querySelectorAll<HTMLElement>(".datum, .sentences > li > .sentence, .carriers a:first-child")];

function step(by: number): void {
  const all = lines();
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const inField = (event.target as HTMLElement).closest("input, textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && inField) (event.target as HTMLElement).blur();
  if (inField) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector<HTMLInputElement>(".find input")?.focus();
  } else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "?") location.assign("/method#keys");
});

// --- on a small screen the name of the room may lie outside the row of rooms --------------------------------------

const rooms = document.querySelector<HTMLElement>(".top nav");
const room = rooms?.querySelector<HTMLElement>("[aria-current]");
if (rooms && room) rooms.scrollLeft = room.offsetLeft - (rooms.clientWidth - room.offsetWidth) / 2;

// --- the sentence that was asked for -----------------------------------------------------------------------

document.getElementById("at")?.scrollIntoView({ block: "center" });

// --- a day that was chosen is opened without a button ----------------------------------------------------------

const day = document.querySelector<HTMLInputElement>(".as-of input[type=date]");
let typed = false;
day?.addEventListener("keydown", (event) => (typed = event.key !== "Enter"));
day?.addEventListener("change", () => {
  // While a day is typed, every digit changes it: Enter opens it, or leaving the field.
  if (!typed && day.value && day.checkValidity()) day.form?.requestSubmit();
});
day?.addEventListener("blur", () => {
  if (typed && day.value && day.value !== day.defaultValue && day.checkValidity()) day.form?.requestSubmit();
});

// --- files dropped on the form -------------------------------------------------------------------------------

const form = document.querySelector<HTMLFormElement>("[data-drop]");
const files = form?.querySelector<HTMLInputElement>("input[type=file]");
if (form && files) {
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer?.files.length) files.files = event.dataTransfer.files;
  });
}
