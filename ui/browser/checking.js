// @ts-check
// The place where a text is checked: opening it, putting a draft in, and taking the marked one along.
import { $, make, tell } from "./dom.js";
import { chosen } from "./choice.js";
import { whenShown } from "./panel.js";
import { language, say } from "./words.js";

const AGAIN_MS = 1200; // after the last key, before what has changed is checked again
const AGAIN_CHARS = 20000; // a longer draft is checked again on demand only

/** @type {{ read: (wanted: object) => Promise<string>, export: (wanted: object) => Promise<string> }} */
let server;
/** @type {(event: string, data?: object) => void} */
let fire = () => {};
let name = "", typed = "", checkedText = "", timer = 0;

const field = () => /** @type {HTMLTextAreaElement} */ ($("#check-form textarea"));

/**
 * @param {any} functions
 * @param {typeof fire} trigger
 * @param {(property: string, call: () => void) => void} watch
 */
export function attach(functions, trigger, watch) {
  [server, fire] = [functions, trigger];
  watch("value", () => (field().value = typed)); // it comes anew in the language of whoever reads
  const column = /** @type {HTMLElement} */ ($("#checking"));
  column.addEventListener("input", ({ target }) => target === field() && soon());
  column.addEventListener("change", ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    if (input.type !== "file" || !input.files?.[0]) return;
    read(input.files[0]);
    input.value = "";
  });
  column.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && check());
  column.addEventListener("dragover", (event) => {
    event.preventDefault();
    event.stopPropagation(); // a draft is no article
  });
  column.addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    read(file);
  });
}

/** @param {boolean} shown */
function open(shown) {
  document.body.classList.toggle("fn-checking", shown);
  $('#masthead a[href="#check"]')?.setAttribute("aria-current", String(shown));
  (shown ? field() : $("#question textarea"))?.focus();
}

function check() {
  clearTimeout(timer);
  checkedText = typed = field().value;
  if (checkedText.trim()) fire("check", { text: checkedText, name });
}

function soon() {
  typed = field().value;
  clearTimeout(timer);
  if (checkedText && field().value.length <= AGAIN_CHARS) timer = setTimeout(check, AGAIN_MS);
}

/** @param {File} file */
async function read(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  const told = await server.read({ name: file.name, data: btoa(binary), language }).catch(() => "");
  if (!told) return tell(say("lost"));
  const given = JSON.parse(told);
  if (given.refused) return tell(given.refused);
  name = file.name;
  field().value = given.text;
  check();
}

// The marks in the margin stand beside the line on which their claims begin, and beside each other.
function layMarks() {
  let line = NaN, beside = 0;
  for (const sign of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#checked .fn-draft .fn-sign"))) {
    beside = Math.abs(sign.offsetTop - line) < 4 ? beside + 1 : 0;
    line = sign.offsetTop;
    sign.style.left = `${beside * 0.95}rem`;
  }
}
whenShown(layMarks);
addEventListener("resize", layMarks);

/** Goes to the place or back; an answer is taken along. @param {Element} link */
export function follow(link) {
  open(link.getAttribute("href") === "#check");
  const answer = link.closest(".fn-message")?.querySelector(".fn-prose");
  if (!answer) return;
  const copy = /** @type {Element} */ (answer.cloneNode(true));
  copy.querySelectorAll(".fn-mark").forEach((mark) => mark.remove());
  copy.querySelectorAll("br").forEach((end) => end.replaceWith("\n")); // each item of a list is a claim
  name = "";
  field().value = copy.textContent ?? "";
  check();
}

/** @type {import("./main.js").Actions} */
export const actions = {
  check,
  "draft-file": () => $("#check-form input[type=file]").click(),
  async "save-checked"(button) {
    const kind = button.dataset.kind ?? "md";
    const data = await server.export({ text: checkedText, kind, name, articles: chosen() }).catch(() => "");
    if (!data) return tell(say("lost"));
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const href = URL.createObjectURL(new Blob([bytes]));
    make("a", { href, download: `${name.replace(/\.\w+$/, "") || say("checked")}.${kind}` }).click();
    URL.revokeObjectURL(href);
  },
};
