import type { Schema } from '../app/api'
import { dateText, timeText, today } from '../i18n/dates'
import { hasKey, t, type Key } from '../i18n/words'
import { serverNow } from '../kit/clock'
import type { IconName } from '../kit/Icon'

export type Message = Schema['PatientMessage']
export type List = Schema['MessageList']
export type Sending = Schema['MessageSending']
export type Settings = Schema['MessageSettings']
export type Kind = Message['kind']
export type Group = 'all' | 'waiting' | 'sent' | 'needs' | 'not-sent'

/** The kinds as the settings name them. */
export const KINDS = [['reminder', 'reminder'], ['new-time', 'newTime'], ['cancelled', 'cancelled'], ['missed', 'missed'], ['call-up', 'callUp']] as const
export type WordingName = (typeof KINDS)[number][1]

/** A code of the server in words; what a newer server says is shown as it is. */
export function reasonText(code: string): string {
  const key = `message.reason.${code}` as Key
  return hasKey(key) ? t(key) : code
}

/** "Today 17:00", "Tue 24 Nov 17:00" of an instant. */
export function whenText(instant: string): string {
  const at = new Date(instant)
  const day = today(at)
  return day === today(serverNow()) ? t('message.today', { time: timeText(at) }) : `${dateText(day)} ${timeText(at)}`
}

/** "17:00" of an instant of today, else with its day. */
const sinceText = (instant: string) => (today(new Date(instant)) === today(serverNow()) ? timeText(instant) : whenText(instant))

/** "Wed 25 Nov, 09:30": the booking that a message speaks of. */
export function aboutText(m: Message): string {
  const [, month, date] = m.day.split('-').map(Number) as [number, number, number]
  const weekday = new Date(`${m.day}T00:00Z`).getUTCDay() || 7
  const day = m.day === today(serverNow()) ? t('message.todayWord') : `${t(`date.dayShort.${weekday}` as Key)} ${date} ${t(`date.monthShort.${month}` as Key)}`
  return m.start ? `${day}, ${m.start}` : day
}

/** How far it has come: words, a sign, a colour as the third signal. */
export function stateOf(m: Message): { tone: 'k' | 'd' | 'o' | 'w'; icon: IconName; text: string } {
  const settled = m.settledAt ? sinceText(m.settledAt) : ''
  switch (m.state) {
    case 'asked': return { tone: 'o', icon: 'clock', text: t('message.state.asked') }
    case 'waiting': return { tone: 'o', icon: m.reason ? 'refill' : 'clock', text: m.reason ? reasonText(m.reason) : whenText(m.dueAt) }
    case 'sending': return { tone: 'o', icon: 'refill', text: t('message.state.sending') }
    case 'sent': return { tone: 'k', icon: 'check', text: t('message.state.sent', { time: settled }) }
    case 'delivered': return { tone: 'k', icon: 'check', text: t('message.state.delivered', { time: settled }) }
    case 'unsure': return { tone: 'd', icon: 'help', text: reasonText(m.reason) }
    case 'failed': return { tone: 'd', icon: 'warn', text: reasonText(m.reason) }
    default: return { tone: 'o', icon: 'close', text: reasonText(m.reason) }
  }
}

/** Hundredths as money: "M 41.20". */
export function moneyText(sign: string, hundredths: number): string {
  return `${sign} ${(hundredths / 100).toFixed(2)}`
}
