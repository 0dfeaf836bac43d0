// @ts-check
// The settings of whoever reads.
import { dialog } from "./dialog.js";
import { make, tell } from "./dom.js";
import { prefer, preferences } from "./preferences.js";
import { page } from "./server.js";
import { languages, say } from "./words.js";

const CAUTIONS = ["low", "normal", "high", "highest"];
const THEMES = ["light", "dark"];
const MOST_SENTENCES = 10;

/**
 * A field in which one of some is chosen.
 * @param {string} name
 * @param {string} value
 * @param {[value: string, told: string][]} options
 */
function choice(name, value, options) {
  const inner = options.map(([value, textContent]) => make("option", { value, textContent }).outerHTML).join("");
  return { label: say(name), name, tag: "select", innerHTML: inner, value };
}

/** @type {import("./main.js").Actions} */
export const actions = {
  async settings() {
    const before = preferences, { caution, sentences } = page.usual;
    const counts = Array.from({ length: MOST_SENTENCES }, (_, index) => `${index + 1}`);
    const chosen = await dialog(
      say("settings"),
      "save",
      choice("caution", before.caution ?? caution, CAUTIONS.map((one) => [one, say(`caution-${one}`)])),
      choice("sentences", before.sentences ?? `${sentences}`, counts.map((one) => [one, one])),
      choice("language", before.language ?? "", [["", say("as-browser")], ...Object.entries(languages)]),
      choice("theme", before.theme ?? "", [["", say("as-device")], ...THEMES.map((one) => /** @type {[string, string]} */ ([one, say(one)]))]),
      { label: say("model"), name: "model", tag: "output", textContent: say("model-told") }
    );
    if (!chosen) return;
    if (chosen.caution === caution) delete chosen.caution;
    if (chosen.sentences === `${sentences}`) delete chosen.sentences;
    prefer(chosen);
    tell(say("saved"));
  },
};
