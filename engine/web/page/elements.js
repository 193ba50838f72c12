// Elements of the page. Text of a story goes in as text only: nothing in it can become markup.

/**
 * An element with attributes and children. Attributes that are null or false are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value))
  }
  made.append(...children.filter((child) => child !== null))
  return made
}

/**
 * A button that does something.
 * @param {string} text @param {() => void} action @param {Record<string, string | boolean | null>} [attributes]
 */
export function button(text, action, attributes = {}) {
  const made = element('button', { type: 'button', ...attributes }, text)
  made.addEventListener('click', action)
  return made
}

/** A text with its line breaks. @param {string} text @returns {(Node | string)[]} */
export function linesOf(text) {
  return text.split('\n').flatMap((line, number) => (number ? [document.createElement('br'), line] : [line]))
}

/** Styled spans as elements. @param {import('../runtime/text.js').Span[]} spans @returns {(Node | string)[]} */
export function styled(spans) {
  return spans.flatMap(({ text, emphasis, strong }) => {
    let inside = linesOf(text)
    if (emphasis) inside = [element('em', {}, ...inside)]
    return strong ? [element('strong', {}, ...inside)] : inside
  })
}

/** What the document holds as data, or null. @param {string} id */
export function held(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? 'null')
}
