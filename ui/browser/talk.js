// @ts-check
// The conversation: turns are added below each other, and only what is new of one comes from the server.
import { drop, keep } from "./conversations.js";
import { $, isWide, make } from "./dom.js";
import { go, openNewest } from "./panel.js";
import { page } from "./server.js";
import { language, say, spoken } from "./words.js";

/**
 * @typedef {object} Turn  what is new of one; the question with the first news, the answer to keep with the last
 * @property {string} id
 * @property {"asked" | "growing" | "answered" | "stopped" | "failed"} [state]
 * @property {string} [asked]
 * @property {string} [question]
 * @property {string} [html]
 * @property {string} [suggested]
 * @property {string | null} [replaces]
 * @property {any} [kept]
 */
/** @typedef {{ conversation: string, turns: Turn[], whole?: string, beside?: boolean, gone?: string[] }} News  beside: from another tab */

const TOGETHER = 12; // turns long past that are laid out as one
const RUNNING = ".fn-turn:is([data-state=asked], [data-state=growing])";
/** @type {((news: Turn) => void)[]} */
const watchers = [];

/** Calls back with the news of each turn. @param {(news: Turn) => void} call */
export const whenTold = (call) => watchers.push(call);

/** @type {(() => void)[]} */
const waiting = [];

/** When a whole conversation is shown next. @returns {Promise<void>} */
export const whole = () => new Promise((done) => waiting.push(done));

const box = () => $("#conversation .fn-talk");
export const turns = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".fn-turn")]);
export const isBusy = () => $(RUNNING) !== null;

/**
 * @param {HTMLElement} _
 * @param {object} server
 * @param {import("./server.js").Trigger} tell
 * @param {{ most: number, usual: typeof page.usual }} props
 */
export async function attachTalk(_, server, tell, props) {
  Object.assign(page, { tell, most: props.most, usual: props.usual });
  Object.assign(page.server, server);
  box().ariaLabel = say("conversation");
  box().append(make("div", { className: "fn-welcome" }));
  await invite();
}

/** What an empty conversation says, and questions to begin with. */
export async function invite() {
  const welcome = $("#conversation .fn-welcome");
  if (!welcome || welcome.hidden) return;
  welcome.innerHTML ||= spoken.invitation;
  const questions = (await page.server.begin({ language }).catch(() => "")) ?? "";
  welcome.innerHTML = spoken.invitation + questions;
}

/** Conversations that are no longer shown here: what still comes of them is not for this one. @type {Set<string>} */
const left = new Set();
let open = "";

/** @param {News} news */
export function take({ conversation, turns: told, whole, beside, gone }) {
  if (whole) left.add(open).delete(conversation);
  if (left.has(conversation)) return;
  open = conversation;
  const welcome = $("#conversation .fn-welcome"), wasHidden = welcome.hidden;
  if (whole) box().replaceChildren(welcome);
  gone?.forEach((one) => box().querySelector(`[data-id="${one}"]`)?.remove());
  for (const turn of told) {
    if (turn.replaces) {
      box().querySelector(`[data-id="${turn.replaces}"]`)?.remove();
      drop(conversation, turn.replaces);
    }
    put(turn, beside);
    if (turn.kept) keep(conversation, { id: turn.id, at: Date.now(), answer: turn.kept });
    watchers.forEach((call) => call(turn));
  }
  fold();
  welcome.hidden = turns().length > 0;
  if (wasHidden) invite();
  if (whole) {
    settle(turns().at(-1));
    openNewest(true);
    waiting.splice(0).forEach((done) => done());
  } else if (told[0]?.state === "answered" && !beside) openNewest();
}

/** @param {Turn} turn @param {boolean} [beside] */
function put(turn, beside = false) {
  let shown = box().querySelector(`[data-id="${turn.id}"]`);
  if (!shown) {
    const parts = ["asked", "below", "next"].map((name) => make("div", { className: `fn-${name}` }));
    shown = make("article", { className: "fn-turn" }, ...parts);
    shown.dataset.id = turn.id;
    box().insertBefore(shown, beside ? $(RUNNING) : null);
  }
  const [question, below, next] = shown.children;
  if (turn.state) shown.dataset.state = turn.state;
  if (turn.asked) shown.dataset.question = shown.ariaLabel = turn.asked;
  if (turn.question) question.innerHTML = turn.question;
  if (turn.html !== undefined) below.innerHTML = turn.html;
  if (turn.suggested !== undefined) next.innerHTML = turn.suggested;
  if (turn.state && turn.state !== "growing" && !beside) settle(shown);
}

// A layout goes through all that lies side by side: what is long past is put together, so that no question costs more
// than the one before.
function fold() {
  const loose = /** @type {HTMLElement[]} */ ([...box().querySelectorAll(":scope > .fn-turn")]);
  for (; loose.length >= 2 * TOGETHER; box().insertBefore(make("div", { className: "fn-turns" }, ...loose.splice(0, TOGETHER)), loose[0]));
}

// A turn that is higher than the box begins at its top; else its end stands at the end.
/** @param {HTMLElement | undefined} turn */
const settle = (turn) => turn && (box().scrollTop = turn.offsetTop - 16);

/** @type {import("./main.js").Actions} */
export const actions = {
  ask(button) {
    if (isBusy()) return;
    if (!isWide() && button.closest("#reading")) go("#");
    page.tell("ask", { question: button.textContent });
  },
  again: (button) => isBusy() || page.tell("again", { all: button.dataset.all ?? "", typed: button.dataset.typed ?? "" }),
};
