import type { Definition, Later, Position } from '../wire/types.ts'
import { type Camera, fit, type Frame, toGround } from './camera.ts'
import { makeControls } from './controls.ts'
import { type Drawing, makeDrawing } from './drawing.ts'
import type { Box } from './geometry.ts'
import { listen } from './gestures.ts'
import { onKeys } from './keys.ts'
import { oncePerFrame } from './motion.ts'
import { areasNear, FINGER } from './pick.ts'
import type { Point } from './projection.ts'
import { summary } from './summary.ts'
import { makeSurface, type Surface } from './surface.ts'
import type {
  BoardMap,
  Bounds,
  Inset,
  MapOptions,
  PendingSticker,
  Pick,
  Rest,
  Sticker,
} from './types.ts'
import { makeView, type View } from './view.ts'

/** More than so many stickers at once are a snapshot: drawn together, without animation. */
const MANY = 60
/** Labels that have outgrown their place find new ones only now and then, in milliseconds. */
const RELABEL_MS = 700
/** Stickers that lay beneath others that have gone are drawn after so many milliseconds. */
const UNCOVER_MS = 400
/** How much of the view stays free around what is gone to. */
const AROUND = 0.16
/** Going to an area comes no closer than so many metres to a CSS pixel: the streets tell where it is. */
const NEAREST = 2.2

/** The map of one board on a page: joins the drawing, the view of it and what people do. */
export class MapOnPage implements BoardMap {
  private readonly options: MapOptions
  private readonly surface: Surface
  private readonly view: View
  private readonly controls: HTMLElement
  private readonly inset: Inset
  private readonly pickers = new Set<(pick: Pick) => void>()
  private readonly resters = new Set<(rest: Rest) => void>()
  private readonly endings: (() => void)[] = []
  private readonly counting = oncePerFrame(() => this.drawing?.count())
  private drawing: Drawing | undefined
  private crosshair: string | null
  private highlighted: string | null = null
  private relabelling: ReturnType<typeof setTimeout> | undefined
  private uncovering: ReturnType<typeof setTimeout> | undefined

  constructor(container: HTMLElement, options: MapOptions) {
    this.options = options
    this.crosshair = options.crosshair ?? null
    this.inset = { top: 0, right: 0, bottom: 0, left: 0, ...options.inset }
    this.surface = makeSurface(container, options)
    this.controls = makeControls({ zoom: this.zoomBy, whole: () => this.goTo('all') })
    this.view = makeView(
      {
        shift: (x, y, zoom) => this.shift(x, y, zoom),
        draw: (camera) => this.drawing?.draw(camera, this.view.frame),
        finish: (camera) => this.finish(camera),
      },
      this.frameNow(),
      { box: { x0: 0, y0: 0, x1: 1, y1: 1 }, minScale: 1, maxScale: 1 },
    )
    if (options.movable !== false) this.letMove()
    const watcher = new ResizeObserver(() => this.resized())
    watcher.observe(this.surface.root)
    this.endings.push(() => watcher.disconnect())
  }

  draw(definition: Definition): void {
    const kept = this.drawing ? [...this.drawing.stickers.pile.all()] : []
    this.drawing?.stickers.stop()
    this.drawing = makeDrawing(definition, this.surface, this.options)
    this.watchLabels(this.drawing)
    this.replace(kept)
    this.describe(this.drawing)
    // The window's size is known and watched: to ask for it now would cost the page a layout.
    this.surface.fitTo(this.view.frame)
    this.view.setLimits(this.drawing.limits(this.view.frame))
    this.setCrosshair(this.crosshair)
    this.setHighlight(this.highlighted)
    this.surface.showLabels(false)
    this.goTo('all', { jump: true })
  }

  complete(later: Later): void {
    this.drawing?.complete(later)
  }

  add(stickers: readonly Sticker[], how?: { quietly?: boolean }): void {
    const known = this.drawing?.stickers
    if (!known) return
    const quiet = how?.quietly || stickers.length > MANY
    // A moving map is not also drawn on: what comes meanwhile is there when it comes to rest.
    const moving = this.view.isMoving()
    for (const sticker of stickers) {
      if (quiet || moving) known.pile.put(sticker)
      else known.arrive(sticker)
    }
    if (moving) return
    if (quiet) return this.view.redraw()
    this.counting.ask()
    this.relabelSoon()
  }

  remove(seqs: readonly number[]): void {
    for (const seq of seqs) this.drawing?.stickers.take(seq)
    if (seqs.length === 0 || this.view.isMoving()) return
    this.counting.ask()
    // Drawn anew, because others may now be seen that lay beneath; but not for each that goes.
    this.uncovering ??= setTimeout(() => {
      this.uncovering = undefined
      if (!this.view.isMoving()) this.view.redraw()
    }, UNCOVER_MS)
  }

  replace(stickers: Iterable<Sticker>): void {
    if (!this.drawing) return
    const { pile } = this.drawing.stickers
    pile.clear()
    for (const sticker of stickers) pile.put(sticker)
    this.view.redraw()
  }

  setPending(stickers: readonly PendingSticker[]): void {
    this.drawing?.stickers.setPending(stickers)
  }

  goTo(target: string | Bounds | 'all', how?: { jump?: boolean }): void {
    const box = this.drawing && boxOf(this.drawing, target)
    if (!this.drawing || !box) return
    const { width, height } = this.view.frame
    const around = target === 'all' ? 0 : Math.min(width, height) * AROUND
    const camera = fit(box, this.view.frame, around)
    const scale = Math.min(camera.scale, this.drawing.projection.metres / NEAREST)
    this.view.goTo({ ...camera, scale }, how?.jump === true)
  }

  onPick(callback: (pick: Pick) => void): () => void {
    this.pickers.add(callback)
    return () => this.pickers.delete(callback)
  }

  onRest(callback: (rest: Rest) => void): () => void {
    this.resters.add(callback)
    return () => this.resters.delete(callback)
  }

  centre(): Position {
    const { x, y } = this.view.camera
    return this.drawing?.projection.toPosition([x, y]) ?? [0, 0]
  }

  areasAt([lon, lat]: Position): string[] {
    return this.drawing ? this.areasNear(this.drawing.projection.toGround(lon, lat), 0) : []
  }

  readonly zoomBy = (factor: number): void => this.view.zoom(factor)

  panBy(dx: number, dy: number): void {
    this.view.drag(-dx, -dy)
  }

  setHighlight(area: string | null): void {
    this.highlighted = area
    this.drawing?.outlines.highlight(area)
    for (const label of this.drawing?.labels ?? []) label.highlight(label.place.id === area)
  }

  setCrosshair(kind: string | null): void {
    this.crosshair = kind
    this.surface.pin(this.drawing?.definition.kinds.find(({ id }) => id === kind) ?? null)
  }

  setInset(inset: Partial<Inset>): void {
    Object.assign(this.inset, inset)
    this.resized()
  }

  destroy(): void {
    for (const end of this.endings) end()
    this.view.stop()
    this.counting.stop()
    this.drawing?.stickers.stop()
    clearTimeout(this.relabelling)
    clearTimeout(this.uncovering)
    this.surface.root.remove()
  }

  private letMove(): void {
    const { field, stage, root } = this.surface
    root.append(this.controls)
    const hands = {
      drag: this.view.drag,
      zoom: this.view.zoom,
      release: this.view.fling,
      tap: (at: Point) => this.pick('tap', at),
      doubleTap: (at: Point) => this.view.zoom(2, at),
    }
    this.endings.push(listen(field, stage, hands))
    const keys = {
      pan: (dx: number, dy: number) => this.panBy(dx, dy),
      zoom: this.zoomBy,
      whole: () => this.goTo('all'),
      place: () => this.pick('key'),
      leave: () => stage.blur(),
    }
    stage.addEventListener('keydown', onKeys(keys))
  }

  private shift(x: number, y: number, zoom: number): void {
    const still = x === 0 && y === 0 && zoom === 1
    const { style } = this.surface.moving
    style.transform = still ? 'none' : `translate(${x}px, ${y}px) scale(${zoom})`
    if (!still) this.drawing?.follow(this.view.camera, this.view.frame)
  }

  private *finish(camera: Camera): Generator<void, void, void> {
    if (!this.drawing) return
    yield* this.drawing.finish(camera, this.view.frame, () => this.covered())
    this.surface.showLabels(true)
    yield
    this.rested()
  }

  private frameNow(): Frame {
    const { clientWidth, clientHeight } = this.surface.root
    return { width: clientWidth || 360, height: clientHeight || 600, inset: { ...this.inset } }
  }

  private resized(): void {
    if (!this.surface.root.clientWidth) return
    const before = this.view.frame
    const frame = this.frameNow()
    // A first look, and much else that stirs an observer, leaves the size as it was.
    if (JSON.stringify(frame) === JSON.stringify(before)) return
    this.surface.fitTo(frame)
    this.view.resize(frame)
    if (!this.drawing) return
    const sawAll = this.view.camera.scale <= fit(this.drawing.whole, before).scale * 1.02
    this.view.setLimits(this.drawing.limits(frame))
    if (sawAll) this.goTo('all', { jump: true })
  }

  /** What the map's own buttons cover. */
  private covered(): Box[] {
    const { offsetLeft: x0, offsetTop: y0, offsetWidth, offsetHeight } = this.controls
    return offsetWidth ? [{ x0, y0, x1: x0 + offsetWidth, y1: y0 + offsetHeight }] : []
  }

  private rested(): void {
    if (!this.drawing) return
    this.describe(this.drawing)
    const { x, y } = this.view.camera
    const rest = { at: this.centre(), areas: this.areasNear([x, y], 0) }
    for (const callback of this.resters) callback(rest)
  }

  private describe({ definition, places, stickers }: Drawing): void {
    this.surface.describe(definition.title, summary(places, stickers.pile))
  }

  private areasNear(ground: Point, reach: number): string[] {
    return this.drawing ? areasNear(this.drawing.places, ground, reach) : []
  }

  /** Reports what lies under a finger, or under the cross-hair if there is none. */
  private pick(via: Pick['via'], finger?: Point): void {
    if (!this.drawing) return
    const { camera, frame } = this.view
    const ground: Point = finger ? toGround(camera, frame, finger) : [camera.x, camera.y]
    // The pin says exactly where; a finger, and a keyboard without a pin, only about where.
    const reach = this.crosshair && !finger ? 0 : FINGER / camera.scale
    this.report({
      via,
      at: this.drawing.projection.toPosition(ground),
      areas: this.areasNear(ground, reach),
      stickers: finger ? this.drawing.stickers.near(finger, FINGER) : [],
    })
  }

  private report(pick: Pick): void {
    for (const callback of this.pickers) callback(pick)
  }

  private relabelSoon(): void {
    this.relabelling ??= setTimeout(() => {
      this.relabelling = undefined
      if (this.drawing?.isStale()) this.view.redraw()
    }, RELABEL_MS)
  }

  private watchLabels({ labels, projection }: Drawing): void {
    for (const { place, button } of labels) {
      const at = projection.toPosition(place.centre)
      button.addEventListener('click', () =>
        this.report({ via: 'label', at, areas: [place.id], stickers: [] }),
      )
      button.addEventListener('focus', () => {
        // The keyboard came to an area that is out of view: so there it goes.
        if (button.closest('.map-place-off')) this.goTo(place.id, { jump: true })
      })
    }
  }
}

function boxOf(drawing: Drawing, target: string | Bounds): Box | undefined {
  if (typeof target === 'string') {
    if (target === 'all') return drawing.whole
    return drawing.places.find(({ id }) => id === target)?.box
  }
  const [x0, y0] = drawing.projection.toGround(target[0], target[3])
  const [x1, y1] = drawing.projection.toGround(target[2], target[1])
  return { x0, y0, x1, y1 }
}
