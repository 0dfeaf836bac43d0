// @ts-check
// Which articles are asked.
import { read, write } from "./conversations.js";
import { inert } from "./dom.js";
import { whenShown } from "./panel.js";
import { page } from "./server.js";
import { language, say } from "./words.js";

/** @typedef {{ path: string, title: string }} Chosen */

/** @typedef {{ value: Chosen[] | null, corpus: string }} Props */

const MOST_CHIPS = 5;

/** @type {Props} */
let props = { value: null, corpus: "" };
const choiceKey = () => `footnote:${props.corpus}?choice`;

/** @param {Props} given */
export function attachChoice(given) {
  props = given;
  mark();
}

/** What was chosen before, in whichever tab. */
export function restoreChoice() {
  props.value = read(choiceKey()) ?? [];
  mark();
}
addEventListener("storage", ({ key }) => key === choiceKey() && restoreChoice());

/** The articles that are asked; none means all. */
export const chosen = () => props.value ?? [];

/** @param {Chosen[]} rows */
function choose(rows) {
  props.value = rows;
  write(choiceKey(), rows);
  mark();
}

function mark() {
  const paths = new Set((props.value ?? []).map((one) => one.path));
  const all = /** @type {HTMLElement | null | undefined} */ (page.panel?.querySelector(".fn-orders [data-does=tick]"));
  const filtered = paths.has(all?.dataset.link ?? "");
  const folders = [...paths].filter((path) => path.endsWith("/"));
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (page.panel?.querySelectorAll(".fn-choose") ?? [])) {
    box.disabled = filtered || folders.some((folder) => box.value.startsWith(folder)); // asked with its folder or filter
    box.checked = box.disabled || paths.has(box.value);
  }
  const told = page.panel?.querySelector(".fn-chosen");
  if (told) told.textContent = paths.size ? say("chosen", { count: paths.size }) : say("all");
}
whenShown(mark);

/** The line above the question, as HTML. @param {Chosen[] | null} rows */
export function choice(rows) {
  if (!rows?.length) return `<p>${inert(say("all"))} <a href="#all">${inert(say("choose"))}</a></p>`;
  const chip = (/** @type {Chosen} */ { path, title }) =>
    `<button type="button" class="fn-chip" data-does="leave" data-path="${inert(path)}" aria-label="${inert(say("leave-out", { title }))}"><span>${inert(title)}</span> ×</button>`;
  const more = rows.length > MOST_CHIPS ? inert(say("more", { count: rows.length - MOST_CHIPS })) : "";
  return `<p>${inert(say("only"))} ${rows.slice(0, MOST_CHIPS).map(chip).join(" ")} ${more} <button type="button" class="fn-link" data-does="everything">${inert(say("ask-all"))}</button></p>`;
}

document.addEventListener("change", (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  if (!box.classList.contains("fn-choose")) return;
  const others = (props.value ?? []).filter((one) => one.path !== box.value);
  choose(box.checked ? [...others, { path: box.value, title: box.dataset.title ?? box.value }] : others);
});

/** @type {import("./main.js").Actions} */
export const actions = {
  leave: (button) => choose((props.value ?? []).filter((one) => one.path !== button.dataset.path)),
  everything: () => choose([]),
  async tick(button) {
    /** @type {Chosen[]} */
    const found = await page.server.found({ link: button.dataset.link, language });
    const paths = new Set(found.map((one) => one.path));
    choose([...(props.value ?? []).filter((one) => !paths.has(one.path)), ...found]);
  },
};
