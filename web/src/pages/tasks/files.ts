/* Sizes of files, and files as a draft keeps them. */
import type { TaskFile } from './types'

export function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024
    ? Math.max(1, Math.round(bytes / 1024)) + ' kB'
    : (bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '') + ' MB'
}

export const filesText = (files: readonly TaskFile[]): string => (files.length ? JSON.stringify(files) : '')

export function filesOf(text: string): TaskFile[] {
  try {
    const x = JSON.parse(text || '[]') as unknown
    return Array.isArray(x)
      ? x.filter((f) => typeof f?.name === 'string' && /^[0-9a-f]{64}$/.test(f?.sha256) && typeof f?.bytes === 'number')
      : []
  } catch {
    return []
  }
}
