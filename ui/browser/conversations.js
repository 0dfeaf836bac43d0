// @ts-check
// Conversations, kept in this browser: each turn by itself, so that a tab adds to what others have kept.
import { tell } from "./dom.js";
import { go, refresh } from "./panel.js";
import { page } from "./server.js";
import { say } from "./words.js";

/** @typedef {{ id: string, at: number, answer: any }} Turn */
/** @typedef {{ id: string, title: string, at: number }} Conversation  at: when it was last gone on with, in milliseconds */

export const openKey = () => `footnote:${page.corpus}`;
const prefix = () => `${openKey()}:`;
/** @param {string} id @param {string} [turn] */
export const key = (id, turn) => prefix() + id + (turn ? "/" + turn : "");
/** @param {string} name @returns {any} */
export const read = (name) => JSON.parse(localStorage.getItem(name) ?? "null");
/** @param {string} start */
export const names = (start) => Object.keys(localStorage).filter((name) => name.startsWith(start));

/** @param {string} name @param {object | string} value */
export function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    tell(say("full"));
  }
}

/** @param {string} id @returns {Turn[]} */
export const turnsOf = (id) => names(key(id) + "/").map(read).sort((one, other) => one.at - other.at);

/** @returns {Conversation[]} */
export const all = () => names(prefix()).filter((name) => !name.includes("/", prefix().length)).map(read).sort((one, other) => other.at - one.at);

export const openId = () => sessionStorage.getItem(openKey());

// Conversations were kept whole once: their answers become turns.
function split() {
  for (const { answers, ...head } of /** @type {any[]} */ (all())) {
    if (!answers) continue;
    answers.forEach((/** @type {any} */ answer, /** @type {number} */ index) => write(key(head.id, `${index}`), { id: `${index}`, at: head.at - answers.length + index, answer }));
    write(key(head.id), head);
  }
}

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

export const begin = () => sessionStorage.removeItem(openKey());

/** @param {string} id */
export const whole = (id) => JSON.stringify({ ...read(key(id)), turns: turnsOf(id) });

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

// What another tab adds to the conversation that is open here, or takes from it, is seen here too: all of a moment at once.
/** @type {Turn[]} */
let added = [];
/** @type {string[]} */
let gone = [];

/** @param {string} id */
function join(id) {
  if (added.length + gone.length) page.tell("join", { record: JSON.stringify({ id, title: "", turns: added }), gone });
  [added, gone] = [[], []];
}

addEventListener("storage", ({ key: name, newValue }) => {
  if (!page.panel || !name?.startsWith(prefix())) return;
  const [id, turn] = name.slice(prefix().length).split("/");
  if (id === openId() && turn) {
    newValue ? added.push(JSON.parse(newValue)) : gone.push(turn);
    setTimeout(join, 50, id);
  } else if (id === openId() && newValue === null) {
    begin();
    page.tell("fresh");
  }
  if (location.hash === "#kept") refresh();
});

/** @param {HTMLElement} button @returns {string} */
export const idOf = (button) => /** @type {HTMLElement} */ (button.closest("[data-id]")).dataset.id ?? "";

/** @type {import("./main.js").Actions} */
export const actions = {
  open: (button) => reopen(idOf(button)),
  new() {
    begin();
    page.tell("fresh");
    go("#");
  },
};
