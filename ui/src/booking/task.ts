import { navigate } from '../app/router'
import type { Booking, Person } from './calls'

type Task = { kind: 'move'; booking: Booking } | { kind: 'book'; person: Person }

// Handed over beside the address, which carries nobody's name.
let waiting: Task | undefined

/** Opens the bookings with something to be done there. */
export function giveTask(task: Task): void {
  waiting = task
  navigate('/bookings')
}

/** What was handed over, once. */
export function takeTask(): Task | undefined {
  const task = waiting
  waiting = undefined
  return task
}
