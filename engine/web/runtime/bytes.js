// Texts as bytes. A bare engine has no TextEncoder.

/** The UTF-8 bytes of a text. @param {string} text @returns {number[]} */
export function utf8(text) {
  /** @type {number[]} */
  const bytes = []
  for (const character of text) {
    const code = /** @type {number} */ (character.codePointAt(0))
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return bytes
}
