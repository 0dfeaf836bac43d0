// @ts-check
// The notebook: answers and quotations that are pinned, kept in this browser beside the conversations.
import { all, idOf, keptTurn, names, openId, openKey, read, turnsOf, write } from "./conversations.js";
import { dialog } from "./dialog.js";
import { tell } from "./dom.js";
import { save } from "./kept.js";
import { refresh, whenShown } from "./panel.js";
import { whenTold } from "./talk.js";
import { say } from "./words.js";

/** @typedef {{ id: string, at: number, title: string, answer: any }} Note  at: when it was pinned, in milliseconds */

/** @param {string} [id] */
const key = (id = "") => `${openKey()}?note/${id}`;

/** @returns {Note[]} */
const notes = () => names(key()).map(read).sort((one, other) => other.at - one.at);

/** What the server shows the notebook from. */
export const contents = () => ({ notes: notes() });

function changed() {
  mark();
  if (location.hash === "#notes") refresh();
}

// A button is pressed while what it pins is in the notebook.
function mark() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-does=pin]")))
    button.ariaPressed = String(read(key(noteOf(button))) !== null);
}

/** The note that a button makes: of the whole answer above it, or of the quotation that is open. @param {HTMLElement} button */
const noteOf = (button) => button.dataset.spot ?? /** @type {HTMLElement} */ (button.closest(".fn-turn")).dataset.id ?? "";

/** @param {any} cited */
const spotOf = ({ path, start, end, digest }) => `${path}:${start}:${end}:${digest.slice(0, 8)}`;

/** What is kept of an answer that quotes a place: that one quotation. @param {string} spot */
function quoting(spot) {
  const kept = [...turnsOf(openId() ?? ""), ...all().flatMap(({ id }) => turnsOf(id)), ...notes()];
  for (const { answer } of kept) {
    const cited = answer.citations.find((/** @type {any} */ one) => spotOf(one) === spot);
    if (!cited) continue;
    const text = cited.plain || cited.quote.trim().replace(/\s+/g, " ");
    const sentence = { text, citations: [1], emphasis: null };
    return { ...answer, form: "plain", reply: "", text: `${text} [1]`, sentences: [sentence], citations: [{ ...cited, number: 1 }], unanswered: [], written: null };
  }
}

/** @param {HTMLElement} button */
function pin(button) {
  const id = noteOf(button), { spot } = button.dataset;
  const answer = spot ? quoting(spot) : keptTurn(id)?.answer;
  if (!answer) return tell(say("not-quoted"));
  write(key(id), { id, at: Date.now(), title: answer.question, answer: { ...answer, passages: [] } });
  tell(say("pinned"));
}

/** @type {import("./main.js").Actions} */
export const actions = {
  pin(button) {
    button.ariaPressed === "true" ? localStorage.removeItem(key(noteOf(button))) : pin(button);
    changed();
  },
  "export-notes": (button) =>
    save(JSON.stringify({ id: "notes", title: say("notebook"), turns: notes() }), say("notebook"), button.dataset.kind ?? ""),
  async "rename-note"(button) {
    const note = read(key(idOf(button)));
    const given = await dialog(say("rename-note"), "do-rename", { label: say("name"), name: "title", value: note.title, required: true });
    if (given?.title.trim()) write(key(note.id), { ...note, title: given.title.trim() });
    changed();
  },
  async "remove-note"(button) {
    const id = idOf(button);
    if (!(await dialog(say("remove-note"), "do-remove"))) return;
    localStorage.removeItem(key(id));
    changed();
  },
};

whenTold(mark);
whenShown(mark);
addEventListener("storage", ({ key: name }) => name?.startsWith(key()) && changed());
mark();
