import { candidates } from './candidates.ts'
import { type Box, cross, grown, overlap, touches } from './geometry.ts'
import type { Point } from './projection.ts'

/** A label that wants a place, in CSS pixels. */
export type Wish = {
  width: number
  height: number
  /** What it names. */
  anchor: Point
  /** The box around that on the screen. */
  own: Box
  /** Whether stickers lie there singly, so that it should rather not be hidden. */
  open?: boolean
  /** Top left corner relative to the anchor where it stood before, so that labels do not hop. */
  before?: Point | undefined
}

/** Where labels may stand. */
export type Room = {
  view: Box
  /** Boxes that are covered by something else. */
  blocked: readonly Box[]
}

/** One place that a label may take: its box, its leader line, and what it costs on its own. */
type Choice = {
  box: Box
  /** The box with the space that it keeps around itself. */
  wide: Box
  /** The box around `wide` and the leader line. */
  hull: Box
  from: Point
  to: Point
  cost: number
  stood: boolean
}

/** Space that is kept between two labels, in CSS pixels. */
const APART = 4
const ROUNDS = 8
/** So many of the cheapest places are tried for each label. */
const TRIED = 110
/** For so many labels places are looked for in one step. */
const AT_ONCE = 6
/** Other places have to cost less than this part of what staying costs, or nobody moves. */
const WORTH = 0.6

/**
 * Gives each label's box: beside what it names, on no other label, within the view.
 *
 * Starts with the nearest places and lets one label after the other move to where it costs least,
 * until nobody moves; this from several ends, and the best outcome counts. The same wishes always
 * give the same places.
 */
export function placeLabels(wishes: readonly Wish[], room: Room): Box[] {
  const work = placing(wishes, room)
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/** The same in steps, each short enough for one frame of an old phone. */
export function* placing(wishes: readonly Wish[], room: Room): Generator<void, Box[], void> {
  const choices: Choice[][] = []
  for (const wish of wishes) {
    choices.push(choicesOf(wish, wishes, room))
    if (choices.length % AT_ONCE === 0) yield
  }
  let best = settle(
    choices,
    wishes.map((_, at) => at),
    choices.map((all) => all.find(({ stood }) => stood)),
  )
  let least = total(best) * (wishes.every(({ before }) => before) ? WORTH : 1)
  for (const order of orders(wishes)) {
    yield
    const outcome = settle(choices, order)
    const cost = total(outcome)
    if (cost < least) [best, least] = [outcome, cost]
  }
  return best.map(({ box }) => box)
}

/** Gives the point of a label's edge where its leader line ends. */
export function leaderEnd({ x0, y0, x1, y1 }: Box, [x, y]: Point): Point {
  return [Math.max(x0 + 6, Math.min(x1 - 6, x)), Math.max(y0, Math.min(y1, y))]
}

/** The orders in which labels are asked to move. */
function orders(wishes: readonly Wish[]): number[][] {
  const given = wishes.map((_, at) => at)
  const by = (key: (wish: Wish) => number) =>
    [...given].sort((a, b) => key(wishes[a] as Wish) - key(wishes[b] as Wish) || a - b)
  const crowd = ({ anchor: [x, y] }: Wish) =>
    wishes.reduce(
      (sum, other) => sum + 1 / (40 + Math.hypot(other.anchor[0] - x, other.anchor[1] - y)),
      0,
    )
  return [
    by((wish) => -crowd(wish)),
    by(crowd),
    by(({ anchor }) => anchor[1]),
    by(({ anchor }) => -anchor[1]),
    by(({ anchor }) => anchor[0]),
    by(({ anchor }) => -anchor[0]),
  ]
}

/** Takes a place for each label in turn, heeding only those that stand; then lets all move. */
function settle(
  choices: readonly Choice[][],
  order: readonly number[],
  start: readonly (Choice | undefined)[] = [],
): Choice[] {
  const taken = [...start] as Choice[]
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false
    for (const at of order) {
      const best = cheapest(choices[at] ?? [], taken, at)
      if (best && best !== taken[at]) {
        taken[at] = best
        moved = true
      }
    }
    if (!moved) break
  }
  return taken
}

/** The cheapest place beside those that the others have taken; `own` is not among these. */
function cheapest(
  choices: readonly Choice[],
  taken: readonly (Choice | undefined)[],
  own: number,
): Choice | undefined {
  let best: Choice | undefined
  let least = Infinity
  for (const choice of choices) {
    // Choices come by their own cost: from here on none can be cheaper.
    if (choice.cost >= least) break
    let cost = choice.cost
    for (let at = 0; at < taken.length && cost < least; at++) {
      const other = taken[at]
      if (other && at !== own) cost += together(choice, other)
    }
    if (cost < least) [best, least] = [choice, cost]
  }
  return best
}

function total(taken: readonly Choice[]): number {
  return taken.reduce(
    (sum, one, at) =>
      sum + one.cost + taken.slice(at + 1).reduce((both, other) => both + together(one, other), 0),
    0,
  )
}

/** What two places cost because of each other. Asked some hundred thousand times. */
function together(a: Choice, b: Choice): number {
  if (apart(a.hull, b.hull)) return 0
  let cost = 0
  const shared = covering(a.wide, b.box)
  if (shared > 0) cost += 500 + shared * 4000
  if (cross(a.from, a.to, b.from, b.to)) cost += 160
  if (touches(b.box, a.from, a.to)) cost += 140
  if (touches(a.box, b.from, b.to)) cost += 140
  return cost
}

/** Whether two boxes neither touch nor overlap. */
function apart(a: Box, b: Box): boolean {
  return a.x1 < b.x0 || b.x1 < a.x0 || a.y1 < b.y0 || b.y1 < a.y0
}

function choicesOf(wish: Wish, wishes: readonly Wish[], room: Room): Choice[] {
  return candidates(wish, room)
    .map((box) => ({ box, cost: alone(wish, box, wishes, room), stood: hasStood(wish, box) }))
    .sort((a, b) => a.cost - b.cost)
    .filter(({ stood }, at) => stood || at < TRIED)
    .map((choice) => ({ ...choice, ...shapeOf(choice.box, wish.anchor) }))
}

function shapeOf(box: Box, from: Point): Pick<Choice, 'wide' | 'hull' | 'from' | 'to'> {
  const wide = grown(box, APART)
  const hull = {
    x0: Math.min(wide.x0, from[0]),
    y0: Math.min(wide.y0, from[1]),
    x1: Math.max(wide.x1, from[0]),
    y1: Math.max(wide.y1, from[1]),
  }
  return { wide, hull, from, to: leaderEnd(box, from) }
}

/** Whether this is where the label stood before. */
function hasStood({ anchor, before }: Wish, { x0, y0 }: Box): boolean {
  return !!before && Math.hypot(x0 - anchor[0] - before[0], y0 - anchor[1] - before[1]) < 3
}

/** What a place costs whatever the other labels do. */
function alone(wish: Wish, box: Box, wishes: readonly Wish[], { view, blocked }: Room): number {
  const [x, y] = wish.anchor
  const anchor = { x0: x, y0: y, x1: x, y1: y }
  let cost = distance(box, wish.own) * 0.7 + distance(box, anchor) * 0.3
  for (const other of blocked) cost += covering(box, other) * 6000
  for (const other of wishes) {
    if (other !== wish)
      cost += covered(box, other.own) * 90 + (other.open ? covering(box, other.own) * 90 : 0)
    else if (wish.open) cost += covering(box, wish.own) * 160
    else cost += covered(box, wish.own) * 60
  }
  if (hasStood(wish, box)) cost -= 14
  return cost + (1 - overlap(box, view) / area(box)) * 8000
}

/** Which part of the smaller box lies under the other. */
function covering(a: Box, b: Box): number {
  return overlap(a, b) / Math.max(1, Math.min(area(a), area(b)))
}

/** Which part of an outline's box a label hides. */
function covered(box: Box, outline: Box): number {
  return overlap(box, outline) / Math.max(1, area(outline))
}

function area({ x0, y0, x1, y1 }: Box): number {
  return (x1 - x0) * (y1 - y0)
}

function distance(a: Box, b: Box): number {
  const x = Math.max(0, a.x0 - b.x1, b.x0 - a.x1)
  const y = Math.max(0, a.y0 - b.y1, b.y0 - a.y1)
  return Math.hypot(x, y)
}
