// What can go wrong while a story is played.

/** A mistake of the story that shows while it is played. The code is part of the standard, the message is not. */
export class StoryStop extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message)
    this.name = 'StoryStop'
    this.code = code
  }
}

/** A choice that does not exist here, or is closed. Nothing has happened. */
export class ChoiceError extends Error {}

/** An answer that does not fit the question. The message is for the player; the question is still open. */
export class AnswerError extends Error {}

/** Something the host asks for that the story does not have: a variable, a value of its type, a scene. */
export class HostError extends Error {}
