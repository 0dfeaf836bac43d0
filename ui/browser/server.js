// @ts-check
// What the page asks of its server: functions that give something back, and events that start a step there.

/**
 * @typedef {object} Server
 * @property {(wanted: object) => Promise<string>} show
 * @property {(wanted: object) => Promise<string>} piece
 * @property {(wanted: object) => Promise<import("./choice.js").Chosen[]>} found
 * @property {(wanted: object) => Promise<string>} introduce
 * @property {(wanted: object) => Promise<string>} export
 */

/** Set once, when Gradio has put the panel on the page. */
export const page = {
  /** @type {HTMLElement | undefined} */
  panel: undefined,
  /** @type {any} */
  server: undefined,
  /** @type {(event: string, data?: object) => void} */
  fire: () => {},
  corpus: "",
};

/**
 * @param {HTMLElement} panel
 * @param {Server} server
 * @param {(event: string, data?: object) => void} fire
 * @param {{ corpus: string }} props
 */
export const connect = (panel, server, fire, props) => Object.assign(page, { panel, server, fire, corpus: props.corpus });
