// Answers the cases over HTTP with publicodes: `node server.mjs <port> <workers>`.

import cluster from 'node:cluster'
import { createServer } from 'node:http'

const [port, workers] = process.argv.slice(2).map(Number)

if (cluster.isPrimary) {
  for (let started = 0; started < workers; started++) cluster.fork()
} else {
  const { RULES } = await import('./rules.mjs')
  createServer(async (request, response) => {
    let asked = ''
    for await (const piece of request.setEncoding('utf8')) asked += piece
    const answer = JSON.stringify(RULES[request.url.slice(1)](JSON.parse(asked)))
    const length = Buffer.byteLength(answer)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': length })
    response.end(answer)
  }).listen(port, '127.0.0.1')
}
