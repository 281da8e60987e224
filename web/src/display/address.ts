/** Gives a join link as people type it: without the scheme and without the code after `#`. */
export function typedAddress(joinUrl: string): string {
  return joinUrl
    .replace(/^https?:\/\//, '')
    .replace(/#.*$/, '')
    .replace(/\/$/, '')
}
