import {
  type Colour,
  KINDS_PER_BOARD,
  type KindWish,
  type Precision,
  type Shape,
  type StickerKind,
} from '../../wire/types.ts'

/** How exactly a sticker says where, the most private first. */
export const PRECISIONS: readonly Precision[] = ['area', 'street', 'exact']
export const SHAPES: readonly Shape[] = [
  'house',
  'heart',
  'star',
  'circle',
  'square',
  'triangle',
  'diamond',
  'flower',
  'footprint',
]
export const COLOURS: readonly Colour[] = ['coral', 'teal', 'plum', 'amber', 'leaf', 'sky']

/** A kind of sticker as it stands in the form. */
export type KindDraft = {
  key: string
  /** The one of the template that it was. */
  of: StickerKind | undefined
  label: string
  short: string
  precision: Precision
  shape: Shape
  colour: Colour
  /** Whether the new board goes without it; it can be put back. */
  out: boolean
}

export function draftOf(of: StickerKind): KindDraft {
  const { id, label, short, precision, shape, colour } = of
  return { key: id, of, label, short, precision, shape, colour, out: false }
}

/** A new kind: of a look that no other has, and as private as can be. */
export function newKind(kinds: readonly KindDraft[], key: string): KindDraft {
  const free = <T>(all: readonly T[], of: (kind: KindDraft) => T, otherwise: T): T =>
    all.find((one) => !used(kinds).some((kind) => of(kind) === one)) ?? otherwise
  return {
    key,
    of: undefined,
    label: '',
    short: '',
    precision: 'area',
    shape: free(SHAPES, ({ shape }) => shape, 'circle'),
    colour: free(COLOURS, ({ colour }) => colour, 'sky'),
    out: false,
  }
}

/** Those that the new board has. */
export function used(kinds: readonly KindDraft[]): KindDraft[] {
  return kinds.filter(({ out }) => !out)
}

export function isFull(kinds: readonly KindDraft[]): boolean {
  return used(kinds).length >= KINDS_PER_BOARD
}

/** Changes what people say with a sticker; what stands after numbers follows, unless it differs. */
export function called(kind: KindDraft, label: string): KindDraft {
  const follows = kind.short === '' || kind.short === shortOf(kind.label)
  return { ...kind, label, short: follows ? shortOf(label) : kind.short }
}

/** 'I lived here' is 'lived here' after a number. */
export function shortOf(label: string): string {
  return label.trim().replace(/^I\s+/, '')
}

/** Gives the other kind that looks too much like this one. Only what was changed has to give way. */
export function twinOf(kind: KindDraft, kinds: readonly KindDraft[]): KindDraft | undefined {
  if (kind.of?.shape === kind.shape) return undefined
  return used(kinds).find(({ key, shape }) => key !== kind.key && shape === kind.shape)
}

/** Says whether a kind can be as it is. */
export function isGood(kind: KindDraft, kinds: readonly KindDraft[]): boolean {
  return kind.label.trim() !== '' && !twinOf(kind, kinds)
}

/** Gives the legend to ask for; nothing if it is the template's. */
export function legendOf(
  kinds: readonly KindDraft[],
  template: readonly StickerKind[],
): KindWish[] | undefined {
  const wishes = used(kinds).map(wishOf)
  const same =
    wishes.length === template.length && wishes.every((wish, at) => wish === template[at]?.id)
  return same ? undefined : wishes
}

function wishOf({ of, label, short, precision, shape, colour }: KindDraft): KindWish {
  const own = {
    label: label.trim(),
    short: short.trim() || shortOf(label),
    precision,
    shape,
    colour,
  }
  if (!of) return own
  const isSame = (Object.keys(own) as (keyof typeof own)[]).every((name) => own[name] === of[name])
  return isSame ? of.id : { id: of.id, ...own }
}
