// @ts-check
// What the page asks of its server: functions that give something back, and events that start a step there.

/** @typedef {(event: string, data?: object) => void} Trigger */

/** Set once, when Gradio has put the panel and the conversation on the page. */
export const page = {
  /** @type {HTMLElement | undefined} */
  panel: undefined,
  /** Functions: show, piece, found, export, begin, copy. @type {any} */
  server: {},
  /** Starts a step that changes the articles. @type {Trigger} */
  fire: () => {},
  /** Starts a step of the conversation. @type {Trigger} */
  tell: () => {},
  corpus: "",
  /** How a question is answered when nothing is chosen. */
  usual: { caution: "", sentences: 0 },
  /** As many characters a question may have. */
  most: 0,
};

/**
 * @param {HTMLElement} panel
 * @param {object} server
 * @param {Trigger} fire
 * @param {{ corpus: string }} props
 */
export function connect(panel, server, fire, props) {
  Object.assign(page, { panel, fire, corpus: props.corpus });
  Object.assign(page.server, server);
}
