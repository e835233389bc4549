// A line in, a line out, as `bench/engine_loop.py` describes it.

import { createInterface } from 'node:readline'
import { RULES } from './rules.mjs'

for await (const line of createInterface({ input: process.stdin })) {
  const { do: what, rule, cases, calls } = JSON.parse(line)
  const ask = RULES[rule]
  let answer
  if (what === 'time') {
    const wanted = Array.from({ length: calls }, (_, place) => cases[place % cases.length])
    const start = performance.now()
    for (const one of wanted) ask(one)
    answer = { seconds: (performance.now() - start) / 1000 }
  } else {
    answer = { answers: cases.map(ask) }
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
