/* Answers about projects, investment, the barometer and the tree of drivers, as the server gives them. Money in 万元,
   days such as 2021-11-05 ('' none), unknown numbers null. */
import type { Barometer as BarometerAnswer, Project as ProjectAnswer, ReportWish as ReportAsked } from '@/api/schema'

export type {
  BarometerMonth,
  BarometerPart,
  DriverLink,
  DriverNode,
  Drivers,
  EarnedValue,
  Invest,
  InvestCandidate,
  InvestIndicator,
  InvestMonth,
  InvestStage,
  InvestTotal,
  InvestWorst,
  ProjectBatch,
  ProjectDifficulty,
  ProjectForecast,
  ProjectLeagueRow,
  ProjectLight,
  ProjectListed,
  ProjectMonth,
  ProjectRow,
  ProjectStage,
  ProjectVersion,
  Scenario,
  ScenarioNode,
  ScenarioWish,
  StageRow,
  TornadoRow,
  WaterfallRow,
} from '@/api/schema'

export type Num = number | null
export type Facts = { [name: string]: string }

/** A report as it was handed in: its cells are texts. */
export interface ProjectReport {
  month: string
  invested: string
  to_date: string
  entered: string
  progress: string
  picture: string
  reason: string
  known_on: string
  by: string
  file: string
  row: number
  submission: number
}
export type Project = Omit<ProjectAnswer, 'facts' | 'reports'> & { facts: Facts; reports: ProjectReport[] }

export type ReportWish = Omit<ReportAsked, 'stages' | 'difficulties'> & {
  stages?: { stage: string; actual?: string; forecast?: string }[]
  difficulties?: { difficulty: string; unit: string; clear_by: string }[]
}

export interface BarometerBand {
  code: string
  name: string
  at_least: Num
}
export type Barometer = BarometerAnswer & {
  /** Where each band begins, lowest first; the lowest begins nowhere. */
  bands?: BarometerBand[]
  /** All that the city has. */
  barometers?: { code: string; name: string }[]
}
