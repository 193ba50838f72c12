// The versions of the story in which plays were played, kept in the browser: in a new version they tell what differs.
// A version is as large as the story, so it lies in a database and not beside the plays.

const STORE = 'versions'

/** @typedef {import('../runtime/layout.js').Program} Program */

/** The versions of one story. Where the browser keeps nothing, there are none. */
export class Versions {
  /** @param {string} prefix of the story */
  constructor(prefix) {
    this.prefix = prefix
    /** @type {Set<string>} */
    this.known = new Set()
  }

  /**
   * Keep a version, and let those go in which no play was played.
   * @param {Program} program @param {Set<string>} played their fingerprints
   */
  async keep(program, played) {
    const { fingerprint } = program
    if (this.known.has(fingerprint)) return
    this.known.add(fingerprint)
    try {
      const store = await opened('readwrite')
      const keys = await answered(store.getAllKeys(IDBKeyRange.bound(this.prefix, `${this.prefix}\uffff`)))
      for (const key of keys) if (!played.has(String(key).slice(this.prefix.length))) store.delete(key)
      if (!keys.includes(this.prefix + fingerprint)) store.put({ ...program, claims: [] }, this.prefix + fingerprint)
    } catch {
      // What is printed, and the variables, tell then what differs.
    }
  }

  /**
   * The program with a fingerprint; null if it was not kept, or is of another form.
   * @param {string} fingerprint @param {Program} today
   * @returns {Promise<Program | null>}
   */
  async find(fingerprint, today) {
    try {
      const found = await answered((await opened('readonly')).get(this.prefix + fingerprint))
      const fits = found?.fingerprint === fingerprint && found.format === today.format && found.version === today.version
      return fits ? found : null
    } catch {
      return null
    }
  }
}

/** @param {IDBTransactionMode} mode @returns {Promise<IDBObjectStore>} */
async function opened(mode) {
  const request = indexedDB.open('nightcap', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE)
  return (await answered(request)).transaction(STORE, mode).objectStore(STORE)
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
