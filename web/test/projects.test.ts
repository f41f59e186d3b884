import { describe, expect, it } from 'vitest'
import { ahead, sums } from '@/charts/curve'
import { aligned } from '@/charts/barometer'
import { bulletOf } from '@/pages/projects/bullet'
import { areaTree, byNeed, counted, filterOf, fits, queryOf, stageColumns, timePct, totalsOf, type ProjectFilter } from '@/pages/projects/filter'
import { barsOfProject, daysLate, rowOfStage, scaleOf } from '@/pages/projects/gantt'
import { mostPoints, onList, split } from '@/pages/projects/league'
import { lastDayOf, lookedFrom, monthOf } from '@/pages/projects/month'
import { beforeOf, doubtsOf, nextMonth, standing, toDateOf, wishOf, type ReportTyped } from '@/pages/projects/report'
import type { ProjectLeagueRow, ProjectListed, Project, ProjectReport, ProjectRow, ProjectStage } from '@/pages/projects/types'

const row = (more: Partial<ProjectRow> = {}): ProjectRow => ({
  code: 'S01', name: '新材料生产线', class: 'industry', class_name: '工业', area: '330182104', area_name: '梅城镇', department: 'jxj', department_name: '经信局',
  leader: 'L04', leader_name: '副市长', owner: '样本企业01', owner_kind: 'enterprise', total: 82000, to_date: 32600, plan_year: 26000, plan_done: 21060, done: 23600,
  entered: 23600, done_pct: 90.8, ahead_pp: 7.4, ahead_own_pp: 9.8, stage: 'entry', stage_name: '入库', planned_start: '2020-06-15', start: '2020-06-18',
  entry: '2020-07-20', planned_end: '2022-06-15', end: '', start_months_late: 0, reported: '2021-10', lamp: 'green', lamp_name: '绿灯', reasons: '', sample: true,
  year_end: 26500, year_end_low80: 25800, year_end_high80: 27300, plan_probability: 0.79, end_forecast: '2022-07-20', end_by_plan_probability: 0.3, ...more,
})
const NONE: ProjectFilter = { area: '', class: '', department: '', leader: '', lamp: '', stage: '', q: '' }

describe('choosing projects', () => {
  const rows = [
    row(),
    row({ code: 'S02', name: '水库', class: 'infrastructure', area: '330182105', area_name: '杨村桥镇', lamp: 'red', start: '', stage: '', stage_name: '' }),
    row({ code: 'S03', name: '公园', lamp: 'red', ahead_own_pp: -30 }),
  ]
  it('a filter goes into the address and comes back', () => {
    const f = { ...NONE, lamp: 'red', stage: 'none', q: '水' }
    const query = Object.fromEntries(Object.entries(queryOf(f)).filter(([, v]) => v)) as { [k: string]: string }
    expect(filterOf(query)).toEqual(f)
  })
  it('the whole city is no choice of a place', () => expect(filterOf({ area: '330182' }, '330182').area).toBe(''))
  it('every choice says how many it would leave, the others being as they are', () => {
    expect(counted(rows, { ...NONE, lamp: 'green', class: 'industry' }, 'lamp')).toEqual(new Map([['green', 1], ['red', 1]]))
    expect(counted(rows, NONE, 'stage')).toEqual(new Map([['entry', 2], ['none', 1]]))
  })
  it('finds by name, code and owner', () => {
    expect(rows.filter((r) => fits(r, { ...NONE, q: 's02' })).map((r) => r.name)).toEqual(['水库'])
  })
  it('what needs looking at comes first: red before green, furthest behind its own plan first', () => {
    expect(byNeed(rows).map((r) => r.code)).toEqual(['S03', 'S02', 'S01'])
  })
  it('columns follow the order of the stages, those not begun first', () => {
    expect(stageColumns([...rows, row({ code: 'S04', stage: 'sign', stage_name: '签约' })], ['sign', 'entry'], '未开始').map((c) => c.name)).toEqual(['未开始', '签约', '入库'])
  })
  it('the tree counts projects and lamps of each place', () => {
    const t = areaTree(rows, NONE, { code: '330182', name: '建德市' }, ['330182105', '330182104'])
    expect(t.city).toMatchObject({ n: 3, red: 2 })
    expect(t.places.map((p) => [p.name, p.n, p.red])).toEqual([['杨村桥镇', 1, 1], ['梅城镇', 2, 1]])
  })
  it('the published report line is 97.2 % and 13.8 points ahead, from figures that were not rounded', () => {
    const t = totalsOf([row({ plan_year: 6474000, done: 6290000 })])
    expect(t.pct!.toFixed(1)).toBe('97.2')
    expect((t.pct! - timePct('2021-10')).toFixed(1)).toBe('13.8')
  })
  it('what has no plan adds nothing to the plan, and no plan at all gives no share', () => {
    expect(totalsOf([row({ plan_year: null, done: null })])).toMatchObject({ plan: 0, done: 0, pct: null })
  })
})

describe('the bullet', () => {
  it('marks time progress and its own plan where they lie', () => {
    expect(bulletOf(90.8, 7.5, 9.8)).toEqual({ done: 90.8, time: expect.closeTo(83.3), own: 81, full: 100, over: false })
  })
  it('goes beyond the plan where more was done, and says when it is cut', () => {
    expect(bulletOf(125, 41.7, 25)).toMatchObject({ done: 100, full: 80, over: false })
    expect(bulletOf(300, 0, 0)!.over).toBe(true)
  })
  it('draws nothing without a plan', () => expect(bulletOf(null, null, null)).toBeNull())
})

describe('the scale of a Gantt', () => {
  const days = ['2020-11-20', '2022-02-10']
  it('runs from the first quarter to the end of the last', () => {
    const s = scaleOf(days, 'year', 400, 'zh')
    expect(s.at('2020-10-01')).toBe(0)
    expect(s.at('2022-04-01')).toBe(s.width)
    expect(s.at('2019-01-01')).toBe(0)
  })
  it('fills the room there is, and no less when zoomed', () => {
    expect(scaleOf(days, 'all', 900, 'zh').width).toBe(900)
    expect(scaleOf(days, 'quarter', 400, 'zh').width).toBeGreaterThan(scaleOf(days, 'year', 400, 'zh').width)
  })
  it('a day lies in proportion between the ends', () => {
    const s = scaleOf(['2021-01-01', '2021-12-31'], 'all', 365, 'zh')
    expect(s.at('2021-01-31')).toBeCloseTo(30, 0)
  })
  it('names years and quarters in both languages', () => {
    expect(scaleOf(['2021-01-01', '2021-12-31'], 'quarter', 400, 'zh').ticks.map((k) => k.name)).toEqual(['2021年', '2季', '3季', '4季'])
    expect(scaleOf(['2021-01-01', '2021-12-31'], 'quarter', 400, 'en').ticks.map((k) => k.name)).toEqual(['2021', 'Q2', 'Q3', 'Q4'])
  })
  it('nothing known still gives a scale', () => expect(scaleOf([], 'all', 500, 'zh').width).toBe(500))
})

describe('bars of a schedule', () => {
  it('a project under way has its plan, what was until today, and what is foreseen from tomorrow', () => {
    expect(barsOfProject(row(), '2021-10-31')).toEqual([
      { kind: 'planned', from: '2020-06-15', to: '2022-06-15' },
      { kind: 'actual', from: '2020-06-18', to: '2021-10-31' },
      { kind: 'forecast', from: '2021-11-01', to: '2022-07-20' },
    ])
  })
  it('a completed one foresees nothing and ends on its day', () => {
    expect(barsOfProject(row({ end: '2021-05-01' }), '2021-10-31').map((b) => b.to)).toEqual(['2022-06-15', '2021-05-01'])
  })
  it('one that has not started has nothing actual', () => {
    expect(barsOfProject(row({ start: '' }), '2021-10-31').map((b) => b.kind)).toEqual(['planned', 'forecast'])
  })
  it('a stage lasts its days up to its date; done stages foresee nothing', () => {
    const s = { stage: 'start', planned: '2021-03-15', actual: '2021-03-20', forecast: '', early: '2021-03-20', duration: 10, done: true } as ProjectStage
    expect(rowOfStage(s).bars).toEqual([
      { kind: 'planned', from: '2021-03-05', to: '2021-03-15' },
      { kind: 'actual', from: '2021-03-10', to: '2021-03-20' },
    ])
    expect(rowOfStage({ ...s, actual: '', early: '2021-04-01' }).points[1]).toEqual({ kind: 'forecast', day: '2021-04-01' })
  })
  it('days late are counted, and unknown without one of the days', () => {
    expect(daysLate('2022-06-15', '2022-07-20')).toBe(35)
    expect(daysLate('', '2022-07-20')).toBeNull()
  })
})

describe('the month', () => {
  it('is the one in the address, else the last reported', () => {
    expect(monthOf('', [{ reported: '2021-09' }, { reported: '2021-10' }])).toBe('2021-10')
    expect(monthOf('2021-06', [{ reported: '2021-10' }])).toBe('2021-06')
  })
  it('ends on its last day, and is looked at from there or from today', () => {
    expect(lastDayOf('2020-02')).toBe('2020-02-29')
    expect(lookedFrom('2021-12', '2021-11-03')).toBe('2021-11-03')
    expect(lookedFrom('2021-10', '2021-11-03')).toBe('2021-10-31')
  })
})

describe('a month’s report', () => {
  const report = (month: string, to_date: string): ProjectReport => ({ month, to_date }) as ProjectReport
  const p = { month: '2021-10', reports: [report('2021-09', '4490'), report('2021-10', '5440')] } as Project
  const typed = (more: Partial<ReportTyped> = {}): ReportTyped => ({ month: '2021-11', done: '900', to_date: '', entered: '', progress: '主体封顶', reason: '', stages: [], difficulties: [], ...more })
  const doubts = (f: ReportTyped, total: number | null = 43000): string[] => doubtsOf(f, beforeOf(p, f.month), total, lastDayOf(f.month))
  it('is of the month after the last', () => expect(nextMonth(p)).toBe('2021-11'))
  it('sums by itself when no sum is typed', () => {
    expect(toDateOf('', beforeOf(p, '2021-11'), 900)).toBe(6340)
    expect(doubts(typed())).toEqual([])
  })
  it('a sum that does not agree is said, and passes with a reason', () => {
    expect(doubts(typed({ to_date: '7000' }))).toEqual(['sum'])
    expect(standing(['sum'], '')).toEqual(['sum'])
    expect(standing(['sum'], '补报上月漏项')).toEqual([])
  })
  it('what the site looks like is a part of it', () => expect(doubts(typed({ progress: ' ' }))).toEqual(['progress.empty']))
  it('above the total needs a reason; what is no number never passes', () => {
    expect(doubts(typed({ done: '40000' }))).toContain('above_total')
    expect(standing(doubts(typed({ done: '十' })) as never, '理由')).toEqual(['done.wrong'])
  })
  it('a month reported before, and a month left out, need a reason', () => {
    expect(doubts(typed({ month: '2021-10', done: '950' }))).toEqual(['again'])
    expect(doubts(typed({ month: '2022-01' }))).toEqual(['gap'])
  })
  it('a correction goes on from the month before it', () => expect(beforeOf(p, '2021-10').to_date).toBe(4490))
  it('an actual date behind the month is refused, a foreseen one is not', () => {
    expect(doubts(typed({ stages: [{ stage: 'completion', kind: 'actual', day: '2021-12-15' }] }))).toEqual(['stage.future'])
    expect(doubts(typed({ stages: [{ stage: 'completion', kind: 'forecast', day: '2021-12-15' }] }))).toEqual([])
  })
  it('a difficulty needs its unit and its day', () => {
    expect(doubts(typed({ difficulties: [{ difficulty: '征迁', unit: '', clear_by: '2021-12-31' }] }))).toEqual(['difficulty'])
  })
  it('more entered than completed is only asked about', () => {
    expect(standing(doubts(typed({ entered: '9000' })) as never, '')).toEqual([])
  })
  it('hands in figures as numbers, and nothing that was left empty', () => {
    expect(wishOf(typed({ done: '1,200', stages: [{ stage: 'end', kind: 'forecast', day: '2022-01-01' }, { stage: '', kind: 'actual', day: '' }] }), '')).toEqual({
      month: '2021-11', done: '1200', progress: '主体封顶', stages: [{ stage: 'end', forecast: '2022-01-01' }],
    })
  })
})

describe('the league', () => {
  const group = (code: string, place: number | null, own: number | null): ProjectLeagueRow => ({ code, place, ahead_own_pp: own }) as ProjectLeagueRow
  it('keeps everything together apart and the groups in order of place', () => {
    const { all, groups } = split([group('b', 2, -3), group('*', null, -1), group('c', null, null), group('a', 1, 4)])
    expect(all!.code).toBe('*')
    expect(groups.map((g) => g.code)).toEqual(['a', 'b', 'c'])
  })
  it('bars share one scale of at least ten points', () => {
    expect(mostPoints([group('a', 1, 4)])).toBe(10)
    expect(mostPoints([group('a', 1, -60.4)])).toBe(60.4)
  })
  it('a name on a list stands once with every trigger', () => {
    const on = (rule: string): ProjectListed => ({ list: 'snail', scope: 'project', code: 'S05', name: '食品', rule, reason: rule, sample: true }) as ProjectListed
    expect(onList([on('R10-START'), on('R10-BEHIND'), { ...on('x'), list: 'red' }], 'snail')).toMatchObject([{ code: 'S05', reasons: [{ rule: 'R10-START' }, { rule: 'R10-BEHIND' }] }])
  })
})

describe('curves', () => {
  it('sum the months from January; an unknown month adds nothing and is not shown', () => {
    const s = sums([{ month: '2021-01', plan: 1, done: 2, entered: null }, { month: '2021-02', plan: 3, done: null, entered: 4 }, { month: '2021-03', plan: 1, done: 1, entered: 1 }])
    expect(s.map((m) => m.plan)).toEqual([1, 4, 5])
    expect(s.map((m) => m.done)).toEqual([2, null, 3])
    expect(s.map((m) => m.entered)).toEqual([null, 4, 5])
  })
  it('the forecast goes straight from the last sum to the year’s end', () => {
    expect(ahead([1, 2, null, null], 6)).toEqual([null, 2, 4, 6])
    expect(ahead([null, null, null], 6)).toEqual([2, 4, 6])
    expect(ahead([1, 2], 6)).toEqual([null, null])
  })
  it('a barometer that leads is drawn so many months later, beyond the last figure', () => {
    const rows = aligned({ lead: 2, months: [{ period: '2021-01', index: 101, target: 5 }, { period: '2021-02', index: 103, target: 6 }] })
    expect(rows).toEqual([
      { period: '2021-01', index: null, target: 5 },
      { period: '2021-02', index: null, target: 6 },
      { period: '2021-03', index: 101, target: null },
      { period: '2021-04', index: 103, target: null },
    ])
  })
})
