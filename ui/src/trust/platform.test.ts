import { expect, test } from 'vitest'
import { deviceOf, limited, needsChrome, platformOf } from './platform'

const agents = {
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/95.0.4638.74 Mobile Safari/537.36': ['android', false, 5],
  'Mozilla/5.0 (Android 13; Mobile; rv:115.0) Gecko/115.0 Firefox/115.0': ['android', true, 5],
  'Mozilla/5.0 (Linux; Android 12; SM-T500) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/20.0 Chrome/106.0 Safari/537.36': ['android', true, 5],
  'Mozilla/5.0 (iPhone; CPU iPhone OS 15_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Mobile/15E148 Safari/604.1': ['apple', false, 5],
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Safari/605.1.15': ['apple', false, 5],
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36': ['mac', false, 0],
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0 Safari/537.36 Edg/109.0': ['windows', false, 10],
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0': ['firefox', false, 0],
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36': ['linux', false, 0],
  'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36': ['linux', false, 0],
} as const

test.each(Object.entries(agents))('%s', (text, [platform, other, touchPoints]) => {
  expect([platformOf({ text, touchPoints }), needsChrome({ text, touchPoints })]).toEqual([platform, other])
})

test('the page is limited only where others could listen', () => {
  const at = (url: string) => { const { protocol, hostname } = new URL(url); return limited({ protocol, hostname }) }
  expect(['http://karete.local:8080', 'http://192.168.1.10', 'http://127.0.0.1.example'].map(at)).toEqual([true, true, true])
  expect(['https://karete.local', 'http://localhost:8080', 'http://127.0.0.1:9', 'http://[::1]:9'].map(at)).toEqual([false, false, false, false])
})

test('a tablet is called one, however it is held', () => {
  const named = (p: 'android' | 'windows', width: number, height: number) => deviceOf(p, { width, height })
  expect([named('android', 360, 740), named('android', 740, 360), named('android', 800, 1280), named('android', 1280, 800), named('windows', 800, 600)])
    .toEqual(['phone', 'phone', 'tablet', 'tablet', 'computer'])
})
