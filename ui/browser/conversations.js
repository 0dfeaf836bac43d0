// @ts-check
// Conversations, kept in this browser.
import { $, make, tell } from "./dom.js";
import { dialog } from "./dialog.js";
import { contribute, go, refresh } from "./panel.js";
import { page } from "./server.js";
import { say } from "./words.js";

/**
 * @typedef {object} Conversation
 * @property {string} id
 * @property {string} title
 * @property {number} at  when it was last gone on with, in milliseconds
 * @property {any[]} answers
 */

const openKey = () => `footnote:${page.corpus}`;
/** @param {string} id */
const key = (id) => `footnote:${page.corpus}:${id}`;
/** @param {string | null} id @returns {Conversation | null} */
const stored = (id) => JSON.parse((id && localStorage.getItem(key(id))) || "null");

/** @param {Conversation} record */
function store(record) {
  try {
    localStorage.setItem(key(record.id), JSON.stringify(record));
  } catch {
    tell(say("full"));
  }
}

function summaries() {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(key("")));
  /** @type {Conversation[]} */
  const kept = names.map((name) => JSON.parse(localStorage.getItem(name) ?? ""));
  return kept.sort((one, other) => other.at - one.at).map(({ id, title, at, answers }) => ({
    id,
    title,
    about: say(answers.length === 1 ? "question" : "questions", { count: answers.length }) + " · " + new Date(at).toLocaleString(navigator.language, { dateStyle: "medium", timeStyle: "short" }),
    open: id === sessionStorage.getItem(openKey()),
  }));
}
contribute("#kept", () => ({ kept: summaries() }));

/**
 * What stays of the conversation, and the answer that comes after it.
 * @param {{ id: string, after: number, answer?: any } | null} kept
 */
export function keep(kept) {
  if (!kept) return;
  const record = stored(kept.id) ?? { id: kept.id, title: "", at: 0, answers: [] };
  record.answers = record.answers.slice(0, kept.after).concat(kept.answer ?? []);
  record.at = Date.now();
  record.title ||= record.answers[0]?.question;
  if (record.answers.length) {
    sessionStorage.setItem(openKey(), record.id);
    store(record);
  } else localStorage.removeItem(key(record.id));
  if (location.hash === "#kept") refresh();
}

export const begin = () => sessionStorage.removeItem(openKey());

/** Goes on with the conversation that this tab had open before it was loaded again. */
export function resume() {
  const record = stored(sessionStorage.getItem(openKey()));
  if (record) page.fire("reopen", { record: JSON.stringify(record) });
}

/** @param {Conversation} record */
function reopen(record) {
  sessionStorage.setItem(openKey(), record.id);
  page.fire("reopen", { record: JSON.stringify(record) });
}

/** @param {Conversation} record @param {string} kind */
async function save(record, kind) {
  const text = await page.server.export({ record: JSON.stringify(record), kind });
  const name = record.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "conversation";
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  make("a", { href, download: `${name}.${kind}` }).click();
  URL.revokeObjectURL(href);
}

/** @param {HTMLElement} button @returns {Conversation} */
const recordOf = (button) => /** @type {Conversation} */ (stored(/** @type {HTMLElement} */ (button.closest("[data-id]")).dataset.id ?? null));

/** @type {import("./main.js").Actions} */
export const actions = {
  open: (button) => reopen(recordOf(button)),
  export: (button) => save(recordOf(button), button.dataset.kind ?? ""),
  new() {
    begin();
    page.fire("fresh");
    go("#");
    $("#question textarea").focus();
  },
  async rename(button) {
    const record = recordOf(button);
    const given = await dialog(say("rename"), "do-rename", { label: say("name"), name: "title", value: record.title, required: true });
    if (given?.title.trim()) store({ ...record, title: given.title.trim() });
    refresh();
  },
  async delete(button) {
    const { id } = recordOf(button);
    if (!(await dialog(say("delete"), "do-delete"))) return;
    localStorage.removeItem(key(id));
    if (sessionStorage.getItem(openKey()) === id) {
      begin();
      page.fire("fresh");
    }
    refresh();
  },
};
