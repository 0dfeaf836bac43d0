// @ts-check
// The list of the conversations that this browser keeps: looking in it, and what can be done with each.
import { dialog } from "./dialog.js";
import { make } from "./dom.js";
import { begin, idOf, key, names, openId, read, whole, write } from "./conversations.js";
import { refresh } from "./panel.js";
import { page } from "./server.js";
import { language, say } from "./words.js";

/** Shows those in which something was asked with the words that are typed. @param {HTMLInputElement} field */
export function seek(field) {
  const words = field.value.toLocaleLowerCase().split(/\s+/);
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".fn-kept li"))) {
    const text = (row.dataset.asked ?? "").toLocaleLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
}

/** @param {string} id @param {string} kind */
async function save(id, kind) {
  const data = await page.server.export({ record: whole(id), kind, language });
  const title = read(key(id)).title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "conversation";
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes]));
  make("a", { href, download: `${title}.${kind}` }).click();
  URL.revokeObjectURL(href);
}

/** @type {import("./main.js").Actions} */
export const actions = {
  export: (button) => save(idOf(button), button.dataset.kind ?? ""),
  async rename(button) {
    const head = read(key(idOf(button)));
    const given = await dialog(say("rename"), "do-rename", { label: say("name"), name: "title", value: head.title, required: true });
    if (given?.title.trim()) write(key(head.id), { ...head, title: given.title.trim() });
    refresh();
  },
  async delete(button) {
    const id = idOf(button);
    if (!(await dialog(say("delete"), "do-delete"))) return;
    [key(id), ...names(key(id) + "/")].forEach((name) => localStorage.removeItem(name));
    if (id === openId()) {
      begin();
      page.tell("fresh");
    }
    refresh();
  },
};
