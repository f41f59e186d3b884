/* A list of codes as accounts hold it: separated by ";", "*" for all. */
export const codesOf = (text: string): string[] =>
  text
    .split(/[;；]/)
    .map((s) => s.trim())
    .filter((s) => s && s !== '*')
