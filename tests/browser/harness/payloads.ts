/** What a payload does if it runs; `watchForRuns` looks for it. */
const CODE = 'ran=1'

const CODES = [CODE, `window.${CODE}`, 'alert(1)', "fetch('//x.test')", 'location=`//x.test`']

/** Tags that load or start by themselves, with the handler that tells of it. */
const TAGS = [
  ['img src=x', 'onerror'],
  ['img src=/favicon.svg', 'onload'],
  ['svg', 'onload'],
  ['body', 'onload'],
  ['video src=x', 'onerror'],
  ['audio src=x', 'onerror'],
  ['details open', 'ontoggle'],
  ['input autofocus', 'onfocus'],
  ['select autofocus', 'onfocus'],
  ['iframe', 'onload'],
  ['object data=x', 'onerror'],
  ['style', 'onload'],
  ['marquee', 'onstart'],
] as const

/** Ends of what a payload might stand in: an attribute, a script, a comment, a style, a template. */
const BREAKS = [
  '',
  '">',
  "'>",
  '`>',
  '-->',
  '</p>',
  '</title>',
  '</script>',
  '</style>',
  ']]>',
  '{{',
]

/** The same letters in other clothes. */
const CLOTHES: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase().replace('RAN', 'ran'),
  (text) => text.replace(/</g, '&lt;'),
  (text) => text.replace(/</g, '\\u003c'),
  (text) => text.replace(/</g, '%3C'),
  (text) => text.replace(/</g, '\uff1c'),
  (text) => text.replace(/ /g, '/'),
  (text) => text.replace('=', ' =\t'),
]

/** What is no tag and runs in the wrong place all the same. */
const BARE = CODES.flatMap((code) => [
  `javascript:${code}`,
  `JaVaScRiPt:${code}`,
  `java&#115;cript:${code}`,
  `data:text/html,<script>${code}</script>`,
  `<script>${code}</script>`,
  `<scr<script>ipt>${code}</script>`,
  `<a href=javascript:${code}>x</a>`,
  `<base href=javascript:${code}//>`,
  `<form action=javascript:${code}><button>`,
  `<math><mi xlink:href=javascript:${code}>`,
  `{{constructor.constructor('${code}')()}}`,
  `\${${code}}`,
  `';${code}//`,
  `";${code}//`,
  `\\';${code}//`,
  `<!--#exec cmd="${code}"-->`,
])

/** More than 500 distinct texts that would run if a page took any of them for anything but text. */
export const PAYLOADS: readonly string[] = distinct([
  ...TAGS.flatMap(([tag, handler]) =>
    BREAKS.map((ending) => `${ending}<${tag} ${handler}=${CODE}>`),
  ),
  ...TAGS.flatMap(([tag, handler]) => CLOTHES.map((wear) => wear(`<${tag} ${handler}=${CODE}>`))),
  ...TAGS.slice(0, 4).flatMap(([tag, handler]) =>
    CODES.flatMap((code) => BREAKS.map((ending) => `${ending}<${tag} ${handler}="${code}">`)),
  ),
  ...BARE,
])

/** Tags with handlers for fields that take one word. */
const SHORT_TAGS = [
  'svg onload',
  'body onload',
  'style onload',
  'img src onerror',
  'b onclick',
  'i oncut',
  'u oncopy',
  'q onwheel',
  'a onblur',
  'p onpaste',
  's ondrag',
  'hr onkeyup',
]

const SHORT_BREAKS = ['', '">', "'>", '`>', ']]>', '-->', '</p>', '{{']

/** Texts for fields that most of the others do not fit. */
const SHORT: readonly string[] = SHORT_BREAKS.flatMap((ending) =>
  ['', '"', "'"].flatMap((quote) =>
    [' ', '/'].flatMap((gap) =>
      SHORT_TAGS.map((tag) => `${ending}<${tag.replace(' ', gap)}=${quote}${CODE}${quote}>`),
    ),
  ),
)

/** So many are tried in every field. */
const ENOUGH = 500

/** Gives at least 500 of them, none longer than a field takes. */
export function payloadsOf(most: number): readonly string[] {
  const fits = (payload: string) => payload.length <= most
  const fitting = PAYLOADS.filter(fits)
  if (fitting.length >= ENOUGH) return fitting
  const all = distinct([...fitting, ...SHORT.filter(fits)])
  if (all.length < ENOUGH) throw new Error(`only ${all.length} payloads of ${most} characters`)
  return all.slice(0, ENOUGH)
}

/** Gives all of them in as few texts as it takes, none of which is longer than `most`. */
export function packed(most: number): string[] {
  const texts: string[] = []
  let text = ''
  for (const payload of PAYLOADS) {
    if (payload.length > most) throw new Error(`a payload is longer than ${most}`)
    const longer = text ? `${text} ${payload}` : payload
    if (longer.length > most) texts.push(text)
    text = longer.length > most ? payload : longer
  }
  return [...texts, text]
}

/** Gives all of something in parts of `size` at most. */
export function inParts<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let from = 0; from < all.length; from += size) parts.push(all.slice(from, from + size))
  return parts
}

/** Gives a text as it is kept: a tab is a blank, and outer blanks are dropped. */
export function kept(text: string): string {
  return text.replace(/\t/g, ' ').trim()
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
