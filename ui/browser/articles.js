// @ts-check
// The list of articles: looking in it, adding to it and removing from it.
import { $ } from "./dom.js";
import { dialog } from "./dialog.js";
import { go } from "./panel.js";
import { page } from "./server.js";
import { language, say } from "./words.js";

/** @param {FileList} files */
export function upload(files) {
  const input = $("#reading input[type=file]");
  input.files = files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  if (!location.hash.startsWith("#all")) go("#all");
}

/** Looks for what is typed into one of the fields above the list. @param {HTMLInputElement} field */
export function find(field) {
  const said = new URLSearchParams(location.hash.startsWith("#all") ? location.hash.slice(5) : "");
  field.value ? said.set(field.name, field.value) : said.delete(field.name);
  go("#all" + (said.size ? "&" + said : ""), true);
}

/** What was added is introduced when that is known, which takes some questions. */
export function introduce() {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#told .fn-intro[data-path]"))) {
    const { path } = place.dataset;
    delete place.dataset.path;
    page.server.introduce({ path, language }).then((/** @type {string} */ html) => (place.innerHTML = html), () => {});
  }
}

/** @type {import("./main.js").Actions} */
export const actions = {
  sync: () => page.fire("sync"),
  rebuild: () => page.fire("rebuild"),
  example: () => page.fire("example"),
  undo: (button) => page.fire("undo", { file: button.dataset.path }),
  replace: (button) => page.fire("replace", { file: button.dataset.path }),
  dismiss: (button) => button.closest(".fn-added")?.remove(),
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
