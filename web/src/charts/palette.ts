/* The page's colours for a chart, and what all charts have in common. */
export interface Palette {
  text: string
  text2: string
  text3: string
  line: string
  line2: string
  surface: string
  accent: string
  good: string
  warn: string
  bad: string
  none: string
  dark: boolean
  /** One sequential scale, light to deep on a light page, deep to light on a dark one. */
  scale: string[]
}

const NAMES = {
  text: '--text',
  text2: '--text-2',
  text3: '--text-3',
  line: '--line',
  line2: '--line-2',
  surface: '--surface',
  accent: '--accent',
  good: '--good',
  warn: '--warn',
  bad: '--bad',
  none: '--none',
}

export function palette(dark: boolean): Palette {
  const style = getComputedStyle(document.documentElement)
  const read = Object.fromEntries(Object.entries(NAMES).map(([k, v]) => [k, style.getPropertyValue(v).trim()]))
  return {
    ...(read as unknown as Palette),
    dark,
    scale: dark ? ['#17202b', '#1d3a60', '#2a5a96', '#5b93dd'] : ['#f3f7fc', '#cfe0f5', '#8db5e6', '#3f7ec9'],
  }
}

/** Sample figures are hatched wherever they are drawn as areas. */
export function hatch(p: Palette): { [name: string]: unknown } {
  return { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, color: p.dark ? 'rgba(14, 19, 26, 0.45)' : 'rgba(255, 255, 255, 0.4)' }
}

export function common(p: Palette): { [name: string]: unknown } {
  const axis = {
    axisLine: { lineStyle: { color: p.line2 } },
    axisTick: { show: false },
    axisLabel: { color: p.text2, fontSize: 12 },
    splitLine: { lineStyle: { color: p.line } },
  }
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: p.text },
    grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
    tooltip: {
      renderMode: 'richText',
      confine: true,
      backgroundColor: p.surface,
      borderColor: p.line2,
      textStyle: { color: p.text, fontSize: 13 },
    },
    legend: { top: 0, right: 0, itemWidth: 18, itemHeight: 8, textStyle: { color: p.text2, fontSize: 12 } },
    axis,
  }
}
