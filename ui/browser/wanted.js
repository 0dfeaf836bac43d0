// @ts-check
// What is not needed for a first question is loaded when it is first wanted.
import { $, make, tell } from "./dom.js";
import { whenShown } from "./panel.js";
import { whenTold } from "./talk.js";
import { say } from "./words.js";

/** What is done by buttons, and the module that does it. @type {Record<string, string[]>} */
const LATER = {
  articles: ["sync", "rebuild", "example", "undo", "replace", "dismiss", "paste", "remove"],
  checking: ["check", "draft-file", "save-checked"],
  kept: ["export", "rename", "delete"],
  settings: ["settings"],
};

/**
 * Loads a module; what happened before it was there is told to it by whoever wanted it.
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function load(name) {
  try {
    return name === "checking" ? await checking() : await import(`./${name}.js`);
  } catch (error) {
    tell(say("lost"));
    throw error;
  }
}

/** The action that a button names, if a module has it that comes later. @param {string} does */
export async function wanted(does) {
  const name = Object.keys(LATER).find((one) => LATER[one].includes(does));
  return name && (await load(name)).actions[does];
}

// The place where a text is checked has a style of its own, and is given to its module by Gradio.
/** @type {unknown[]} */
let room = [];
let isAttached = false;
/** @param {...unknown} given */
export const attachCheck = (...given) => (room = given);

async function checking() {
  const [module] = await Promise.all([import("./checking.js"), isAttached || styled("checking.css")]);
  if (!isAttached) module.attach(.../** @type {Parameters<typeof module.attach>} */ (room));
  isAttached = true;
  return module;
}

/** @param {string} file @returns {Promise<void>} */
const styled = (file) =>
  new Promise((done, failed) => document.head.append(make("link", { rel: "stylesheet", href: new URL(file, import.meta.url).href, onload: done, onerror: failed })));

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href="#check"], a[href="#ask"]') : null;
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  load("checking").then(({ follow }) => follow(link));
}, true);

document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  if (target.matches(".fn-find")) load("articles").then(({ find }) => find(target));
  if (target.matches(".fn-seek")) load("kept").then(({ seek }) => seek(target));
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
  const { files } = /** @type {DataTransfer} */ (event.dataTransfer);
  if (takesFiles()) load("articles").then(({ upload }) => upload(files));
});

whenTold((turn) => turn.html && load("footnotes"));
whenShown(() => {
  const list = /** @type {HTMLElement | null} */ ($("#evidence .fn-list[data-rows]"));
  if (list && Number(list.dataset.rows) > list.querySelectorAll("li").length) load("rows");
  if ($("#evidence .fn-piece[data-of]")) load("reading");
  if ($("#told .fn-intro[data-path]")) load("articles").then(({ introduce }) => introduce());
});
