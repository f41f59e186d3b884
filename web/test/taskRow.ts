/* A task in work as the server gives it, for tests. */
import type { Sentence, TaskRow } from '@/pages/tasks/types'

export function taskRow(more: Partial<TaskRow> = {}): TaskRow {
  return {
    id: 1, title: '加快项目开工', sentence: '经信局要加快项目开工。', state: 'underway', state_name: '', lamp: 'green', lamp_name: '', lamp_why: '',
    lead: 'jxj', lead_name: '经信局', lead_kind: 'department', supporting: '', leader: 'L04', leader_name: '副市长(工业、科技)',
    due_on: '2021-12-31', first_due_on: '2021-12-31', days_left: 30, late_days: 0, late_first_days: 0, urgency: 'normal', serves: 'none',
    serves_code: '', serves_name: '', meeting: 0, meeting_title: '', sentence_at: null, feedback_due_on: '', extension_asked: '', rhythm: 'none', measure: '', registered_on: '2021-10-20',
    issued_on: '2021-10-21', accepted_on: '', last_feedback_on: '', asked_close_on: '', closed_on: '', slip: '', extensions: 0, returns: 0,
    parent: 0, merged_into: 0, sample: false, ...more,
  }
}

export const decisionOf = (text: string, lead: string, due_on: string): Sentence => ({
  at: 0, n: 0, text, likely: true, lead, lead_name: '', due_on, task: 0,
})
