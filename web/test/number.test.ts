import { describe, expect, it } from 'vitest'
import { figure, percent, probability, rounded, signed } from '@/format/number'

describe('figures', () => {
  it('keep the decimals of the indicator and are not grouped in Chinese', () => {
    expect(figure(73.47, 2)).toBe('73.47')
    expect(figure(26, 2)).toBe('26.00')
    expect(figure(162258, 0)).toBe('162258')
    expect(figure(162258.4, 1, 'en')).toBe('162,258.4')
    expect(figure(999, 0, 'en')).toBe('999')
  })
  it('round half away from zero, as statistics are published', () => {
    expect(rounded(1.005, 2)).toBe(1.01)
    expect(rounded(-0.25, 1)).toBe(-0.3)
    expect(rounded(2.5, 0)).toBe(3)
    expect(rounded(1e-9, 1)).toBe(0)
    expect(Object.is(rounded(-0.001, 1), 0)).toBe(true)
  })
  it('have a true minus sign, a dash where unknown, and no minus before zero', () => {
    expect(figure(-3, 1)).toBe('−3.0')
    expect(figure(null, 1)).toBe('—')
    expect(figure(NaN, 1)).toBe('—')
    expect(signed(-0.04)).toBe('0.0')
    expect(signed(12.1)).toBe('+12.1')
    expect(percent(97.2)).toBe('97.2%')
  })
})

describe('probabilities', () => {
  it('are never certainties', () => {
    expect(probability(0.999)).toBe('>99%')
    expect(probability(0.002)).toBe('<1%')
    expect(probability(0.952)).toBe('95%')
    expect(probability(null)).toBe('—')
  })
  it('do not round up to where another word begins', () => {
    expect(probability(0.799)).toBe('79%')
    expect(probability(0.8)).toBe('80%')
    expect(probability(0.4999)).toBe('49%')
    expect(probability(0.29)).toBe('29%')
  })
})
