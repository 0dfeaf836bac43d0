// @ts-check
// What is not needed for a first question is loaded when it is first wanted.
import { names, openKey } from "./conversations.js";
import { $, make, tell } from "./dom.js";
import { contribute, whenShown } from "./panel.js";
import { whenTold } from "./talk.js";
import { say } from "./words.js";

/** What is done by buttons, and the module that does it. @type {Record<string, string[]>} */
const LATER = {
  articles: ["sync", "rebuild", "example", "undo", "replace", "dismiss", "paste", "remove"],
  checking: ["check", "draft-file", "save-checked"],
  kept: ["export", "rename", "delete"],
  notebook: ["pin", "export-notes", "rename-note", "remove-note"],
  settings: ["settings"],
  tools: ["copy", "vote"],
};

/**
 * Loads a module; what happened before it was there is told to it by whoever wanted it.
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function load(name) {
  try {
    const [module] = await Promise.all([import(`./${name}.js`), styled(STYLES[name])]);
    if (name === "checking") attached ||= module.attach(...room) ?? true;
    return module;
  } catch (error) {
    delete styles[STYLES[name]];
    tell(say("lost"));
    throw error;
  }
}

/** The action that a button names, if a module has it that comes later. @param {string} does */
export async function wanted(does) {
  const name = Object.keys(LATER).find((one) => LATER[one].includes(does));
  return name && (await load(name)).actions[does];
}

// The place where a text is checked is given to its module by Gradio.
/** @type {unknown[]} */
let room = [];
let attached = false;
/** @param {...unknown} given */
export const attachCheck = (...given) => (room = given);

/** What has a style of its own. @type {Record<string, string>} */
const STYLES = { checking: "checking.css", kept: "kept.css", notebook: "kept.css" };
/** @type {Record<string, Promise<void>>} */
const styles = {};

/** @param {string | undefined} file @returns {Promise<void> | undefined} */
const styled = (file) =>
  file ? (styles[file] ??= new Promise((done, failed) => document.head.append(make("link", { rel: "stylesheet", href: new URL(file, import.meta.url).href, onload: done, onerror: failed })))) : undefined;

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

for (const [link, name] of [["#kept", "kept"], ["#notes", "notebook"]]) contribute(link, async () => (await load(name)).contents());
const hasNotes = () => names(`${openKey()}?note/`).length > 0;

whenTold((turn) => {
  if (turn.html) load("footnotes");
  if (turn.html && hasNotes()) load("notebook");
});
whenShown(() => {
  if (hasNotes()) load("notebook");
  const list = /** @type {HTMLElement | null} */ ($("#evidence .fn-list[data-rows]"));
  if (list && Number(list.dataset.rows) > list.querySelectorAll("li").length) load("rows");
  if ($("#evidence .fn-piece[data-of]")) load("reading");
  if ($("#told .fn-intro[data-path]")) load("articles").then(({ introduce }) => introduce());
});
