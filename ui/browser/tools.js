// @ts-check
// What is done with an answer that is there: taking it along, and judging it.
import { keptTurn } from "./conversations.js";
import { dialog } from "./dialog.js";
import { tell } from "./dom.js";
import { page } from "./server.js";
import { language, say } from "./words.js";

/** @param {HTMLElement} button */
const turnOf = (button) => /** @type {HTMLElement} */ (button.closest(".fn-turn"));
/** @param {HTMLElement} turn @param {string} vote @param {string} [reason] */
const vote = (turn, vote, reason = "") => page.tell("vote", { turn: turn.dataset.id, vote, reason });

/** @type {import("./main.js").Actions} */
export const actions = {
  async copy(button) {
    const turn = keptTurn(turnOf(button).dataset.id ?? "");
    if (!turn) return;
    const record = JSON.stringify({ id: turn.id, title: turn.answer.question, turns: [turn] });
    const text = page.server.copy({ record, language, address: location.href.split("#")[0] });
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    tell(say("copied"));
  },
  async vote(button) {
    const turn = turnOf(button), given = button.ariaPressed === "true" ? "none" : button.dataset.vote ?? "";
    for (const one of turn.querySelectorAll("[data-does=vote]")) one.ariaPressed = String(one === button && given !== "none");
    vote(turn, given);
    if (given !== "down") return;
    const told = await dialog(say("why"), "send", { label: say("reason"), tag: "textarea", name: "text", rows: 3 });
    if (!told?.text.trim()) return;
    vote(turn, given, told.text);
    tell(say("thanks"));
  },
};
