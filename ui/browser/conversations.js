// @ts-check
// Conversations, kept in this browser: each turn by itself, so that a tab adds to what others have kept.
import { make, tell } from "./dom.js";
import { dialog } from "./dialog.js";
import { contribute, go, refresh } from "./panel.js";
import { page } from "./server.js";
import { language, say } from "./words.js";

/** @typedef {{ id: string, at: number, answer: any }} Turn */
/** @typedef {{ id: string, title: string, at: number }} Conversation  at: when it was last gone on with, in milliseconds */

export const openKey = () => `footnote:${page.corpus}`;
const prefix = () => `${openKey()}:`;
/** @param {string} id @param {string} [turn] */
const key = (id, turn) => prefix() + id + (turn ? "/" + turn : "");
/** @param {string} name @returns {any} */
const read = (name) => JSON.parse(localStorage.getItem(name) ?? "null");
/** @param {string} start */
const names = (start) => Object.keys(localStorage).filter((name) => name.startsWith(start));

/** @param {string} name @param {object} value */
function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    tell(say("full"));
  }
}

/** @param {string} id @returns {Turn[]} */
const turnsOf = (id) => names(key(id) + "/").map(read).sort((one, other) => one.at - other.at);

/** @returns {Conversation[]} */
const all = () => names(prefix()).filter((name) => !name.includes("/", prefix().length)).map(read).sort((one, other) => other.at - one.at);

const openId = () => sessionStorage.getItem(openKey());

// Conversations were kept whole once: their answers become turns.
function split() {
  for (const { answers, ...head } of /** @type {any[]} */ (all())) {
    if (!answers) continue;
    answers.forEach((/** @type {any} */ answer, /** @type {number} */ index) => write(key(head.id, `${index}`), { id: `${index}`, at: head.at - answers.length + index, answer }));
    write(key(head.id), head);
  }
}

function summaries() {
  return all().map(({ id, title, at }) => {
    const turns = turnsOf(id);
    const count = say(turns.length === 1 ? "question" : "questions", { count: turns.length });
    const when = new Date(at).toLocaleString(navigator.language, { dateStyle: "medium", timeStyle: "short" });
    return { id, title, about: `${count} · ${when}`, asked: turns.map((one) => one.answer.question).join("\n"), open: id === openId() };
  });
}
contribute("#kept", () => ({ kept: summaries() }));

/**
 * Adds an answered turn to its conversation.
 * @param {string} id
 * @param {Turn} turn
 */
export function keep(id, turn) {
  write(key(id, turn.id), turn);
  const head = read(key(id)) ?? { id, title: turn.answer.question };
  write(key(id), { ...head, at: turn.at });
  sessionStorage.setItem(openKey(), id);
  if (location.hash === "#kept") refresh();
}

/** Takes a turn away whose place another has. @param {string} id @param {string} turn */
export const drop = (id, turn) => localStorage.removeItem(key(id, turn));

/** @param {string} turn */
export const keptTurn = (turn) => turnsOf(openId() ?? "").find((one) => one.id === turn);

const begin = () => sessionStorage.removeItem(openKey());

/** @param {string} id */
const whole = (id) => JSON.stringify({ ...read(key(id)), turns: turnsOf(id) });

/** @param {string} id */
function reopen(id) {
  sessionStorage.setItem(openKey(), id);
  page.tell("reopen", { record: whole(id) });
}

/** Goes on with the conversation that this tab had open before it was loaded again; gives whether there is one. */
export function resume() {
  split();
  const id = openId();
  if (!id || !read(key(id))) return false;
  reopen(id);
  return true;
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

/** @param {HTMLElement} button @returns {string} */
const idOf = (button) => /** @type {HTMLElement} */ (button.closest("[data-id]")).dataset.id ?? "";

document.addEventListener("input", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (!field.matches(".fn-seek")) return;
  const words = field.value.toLocaleLowerCase().split(/\s+/);
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".fn-kept li"))) {
    const text = (row.dataset.asked ?? "").toLocaleLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
});

/** @type {import("./main.js").Actions} */
export const actions = {
  open: (button) => reopen(idOf(button)),
  export: (button) => save(idOf(button), button.dataset.kind ?? ""),
  new() {
    begin();
    page.tell("fresh");
    go("#");
  },
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
