import { expect, test } from 'vitest'
import css from './tokens.css?raw'

const token = (name: string): string => {
  const found = new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(css)?.[1]
  if (!found) throw new Error(`no token ${name}`)
  return found
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(token(one)), luminance(token(other))]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const colours = ['coral', 'teal', 'plum', 'amber', 'leaf', 'sky']

test.each(colours)('%s carries its text and stands out from the paper', (colour) => {
  expect(contrast(colour, `${colour}-text`)).toBeGreaterThanOrEqual(4.5)
  expect(contrast('ink', `${colour}-soft`)).toBeGreaterThanOrEqual(7)
  expect(contrast(colour, 'paper')).toBeGreaterThanOrEqual(3)
})

test('words can be read on every ground', () => {
  for (const ground of ['paper', 'card', 'card-sunk']) {
    expect(contrast('ink', ground)).toBeGreaterThanOrEqual(7)
    expect(contrast('ink-soft', ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrast('edge', ground)).toBeGreaterThanOrEqual(3)
  }
  expect(contrast('action', 'action-text')).toBeGreaterThanOrEqual(7)
  expect(contrast('danger', 'danger-text')).toBeGreaterThanOrEqual(4.5)
})
