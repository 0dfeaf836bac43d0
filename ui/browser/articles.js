// @ts-check
// The list of articles: looking in it, adding to it and removing from it.
import { $, isWide } from "./dom.js";
import { send } from "./asking.js";
import { dialog } from "./dialog.js";
import { go, whenShown } from "./panel.js";
import { page } from "./server.js";
import { language, say } from "./words.js";

/** @param {FileList} files */
function upload(files) {
  const input = $("#reading input[type=file]");
  input.files = files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  if (!location.hash.startsWith("#all")) go("#all");
}

document.addEventListener("input", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (!field.classList.contains("fn-find")) return;
  const said = new URLSearchParams(location.hash.startsWith("#all") ? location.hash.slice(5) : "");
  field.value ? said.set(field.name, field.value) : said.delete(field.name);
  go("#all" + (said.size ? "&" + said : ""), true);
});

/** @param {DragEvent} event */
const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
const takesFiles = () => $("#upload") !== null; // not where the page is for reading only
document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  if (takesFiles()) document.body.classList.add("fn-dropping");
});
document.addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("fn-dropping"));
document.addEventListener("drop", (event) => {
  document.body.classList.remove("fn-dropping");
  if (!holdsFiles(event)) return;
  event.preventDefault();
  if (takesFiles()) upload(/** @type {DataTransfer} */ (event.dataTransfer).files);
});

// What was added is introduced when that is known, which takes some questions.
/** @param {HTMLElement} place */
async function introduce(place) {
  const { path } = place.dataset;
  delete place.dataset.path;
  place.innerHTML = await page.server.introduce({ path, language }).catch(() => "");
}
whenShown(() => document.querySelectorAll("#told .fn-intro[data-path]").forEach((place) => introduce(/** @type {HTMLElement} */ (place))));

/** @type {import("./main.js").Actions} */
export const actions = {
  add: () => $("#upload").click(),
  sync: () => page.fire("sync"),
  rebuild: () => page.fire("rebuild"),
  example: () => page.fire("example"),
  undo: (button) => page.fire("undo", { file: button.dataset.path }),
  replace: (button) => page.fire("replace", { file: button.dataset.path }),
  dismiss: (button) => button.closest(".fn-added")?.remove(),
  ask(button) {
    if (!isWide()) go("#");
    send(button.dataset.question ?? "");
  },
  async paste() {
    const title = { label: say("title"), name: "name" };
    const text = { label: say("text"), tag: "textarea", name: "text", rows: 10, required: true };
    const given = await dialog(say("paste"), "do-add", title, text);
    if (given) page.fire("paste", given);
  },
  async remove(button) {
    const { path } = button.dataset;
    if (await dialog(say("remove", { path }), "do-remove")) page.fire("remove", { file: path });
  },
};
