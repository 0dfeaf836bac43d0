// @ts-check
// The words that the browser says itself, in the language of whoever reads.
import { $ } from "./dom.js";

/** @type {{ language: string, languages: Record<string, string>, phrases: Record<string, string> }} */
export const { language, languages, phrases: spoken } = JSON.parse($("#fn-phrases").textContent);

// Gradio names the browser's own language there when it has started; a screen reader goes by it.
const root = document.documentElement;
const name = () => root.lang !== language && (root.lang = language);
new MutationObserver(name).observe(root, { attributeFilter: ["lang"] });
name();

/**
 * A phrase with its values filled in.
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
export const say = (key, values = {}) => spoken[key].replace(/{(\w+)}/g, (_, name) => String(values[name]));
