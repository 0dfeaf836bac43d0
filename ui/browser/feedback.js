// @ts-check
// Why an answer was not good.
import { dialog } from "./dialog.js";
import { tell } from "./dom.js";
import { page } from "./server.js";
import { say } from "./words.js";

/** @param {string | null | undefined} index  of the message */
export async function askWhy(index) {
  if (index === null || index === undefined) return;
  const told = await dialog(say("why"), "send", { label: say("reason"), tag: "textarea", name: "text", rows: 3 });
  if (told?.text.trim()) page.fire("reason", { index, text: told.text });
}

export const thank = () => tell(say("thanks"));
