const SVG = 'http://www.w3.org/2000/svg'

/** Makes an SVG element with attributes. */
export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number>> = {},
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}

/** Makes an HTML element with a class. */
export function html<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  if (className) element.className = className
  return element
}

/** Gives `class-name` parts that are safe whatever a definition is called. */
export function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}

/** Makes these the only children of an element. (`replaceChildren` is younger than Chromium 80.) */
export function refill(element: Element, ...children: Node[]): void {
  element.textContent = ''
  element.append(...children)
}
