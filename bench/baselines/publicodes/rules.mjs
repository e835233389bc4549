// Answers the cases with publicodes. What the language does not know is done here: it counts no
// months and reads no table, so the months of the window and the index of each are looked up first.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const installed = createRequire(join(process.env.BASELINES, 'package.json'))
const { default: Engine } = installed('publicodes')
const { parse } = installed('yaml')

const CENTS_IN_EURO = 100
const MONTHS_IN_YEAR = 12
const WINDOW = 12

const engineOf = (name) =>
  new Engine(parse(readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8')))
const maintenance = engineOf('maintenance.yaml')
const waiver = engineOf('waiver.yaml')

const rows = readFileSync(process.env.CONSUMER_PRICE_INDEX, 'utf8').trim().split('\n').slice(1)
const indexOf = new Map(
  rows.map((row) => {
    const [month, figure] = row.split(',')
    return [number(month.split('-').map(Number)), Number(figure)]
  })
)
const lastMonth = Math.max(...indexOf.keys())

function number([year, month]) {
  return year * MONTHS_IN_YEAR + month - 1
}

// The index that adapts the amount of a title in a month: of the last anniversary that has one.
function indexIn(month, title) {
  const start = title - 1
  const passed = Math.floor((month - title) / MONTHS_IN_YEAR)
  const published = Math.floor((lastMonth - start) / MONTHS_IN_YEAR)
  return indexOf.get(start + MONTHS_IN_YEAR * Math.max(Math.min(passed, published), 0))
}

const yesNo = (answer) => (answer ? 'oui' : 'non')
const valueOf = (engine, rule) => engine.evaluate(rule).nodeValue

export function advance(asked) {
  const title = number(asked.title_month)
  const first = number(asked.application_month)
  const window = Array.from({ length: WINDOW }, (_, back) => first - 1 - back)
  const terms = window.filter((month) => month > title)
  const now = indexIn(first, title)
  const sinceAnniversary = terms.filter((month) => indexIn(month, title) === now).length
  const situation = {
    'maintenance in title': asked.maintenance / CENTS_IN_EURO,
    'start index': indexOf.get(title - 1),
    'index at application': now,
    'index before anniversary': indexIn(first - MONTHS_IN_YEAR, title),
    'terms before anniversary': terms.length - sinceAnniversary,
    'terms since anniversary': sinceAnniversary,
    'received each term': asked.received / CENTS_IN_EURO,
    'expected each month': asked.expected / CENTS_IN_EURO,
    'child benefit': yesNo(asked.child_benefit),
    schooling: yesNo(asked.schooling),
    'lives in Belgium': yesNo(asked.lives_in_belgium),
    'enforceable title': yesNo(asked.enforceable_title),
  }
  const advances = []
  for (let month = first; month < first + asked.months; month++) {
    maintenance.setSituation({
      ...situation,
      index: indexIn(month, title),
      'age in months': month - number(asked.birth_month),
    })
    advances.push(valueOf(maintenance, 'advance'))
  }
  const open = valueOf(maintenance, 'intervention')
  return { open, advances, contribution: open ? valueOf(maintenance, 'contribution') : null }
}

export function waived(asked) {
  waiver.setSituation({
    debt: asked.debt / CENTS_IN_EURO,
    resources: asked.resources / CENTS_IN_EURO,
    persons: asked.persons,
    fraud: yesNo(asked.fraud),
    'good faith': yesNo(asked.good_faith),
    'uncertain situation': yesNo(asked.uncertain_situation),
  })
  return {
    percentage: valueOf(waiver, 'percentage'),
    waived: valueOf(waiver, 'waived'),
    recovered: valueOf(waiver, 'recovered'),
  }
}

export const RULES = { advance, waiver: waived }
