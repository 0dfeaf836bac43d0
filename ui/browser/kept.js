// @ts-check
// The list of the conversations that this browser keeps: looking in it, and what can be done with each.
import { dialog } from "./dialog.js";
import { make } from "./dom.js";
import { all, begin, idOf, key, names, openId, read, turnsOf, whole, write } from "./conversations.js";
import { refresh } from "./panel.js";
import { page } from "./server.js";
import { language, say } from "./words.js";

/** What the server shows the list from. */
export function contents() {
  const rows = all().map(({ id, title, at }) => {
    const turns = turnsOf(id);
    const count = say(turns.length === 1 ? "question" : "questions", { count: turns.length });
    const when = new Date(at).toLocaleString(navigator.language, { dateStyle: "medium", timeStyle: "short" });
    return { id, title, about: `${count} · ${when}`, asked: turns.map((one) => one.answer.question).join("\n"), open: id === openId() };
  });
  return { kept: rows };
}

/** Shows those in which something was asked with the words that are typed. @param {HTMLInputElement} field */
export function seek(field) {
  const words = field.value.toLocaleLowerCase().split(/\s+/);
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".fn-kept li"))) {
    const text = (row.dataset.asked ?? "").toLocaleLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
}

/**
 * Gives a conversation, or what is like one, as a file.
 * @param {string} record
 * @param {string} called
 * @param {string} kind
 */
export async function save(record, called, kind) {
  const data = await page.server.export({ record, kind, language });
  const title = called.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "conversation";
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes]));
  make("a", { href, download: `${title}.${kind}` }).click();
  URL.revokeObjectURL(href);
}

/** @type {import("./main.js").Actions} */
export const actions = {
  export: (button) => save(whole(idOf(button)), read(key(idOf(button))).title, button.dataset.kind ?? ""),
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
