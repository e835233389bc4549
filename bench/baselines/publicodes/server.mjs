// A small HTTP server around the two models: `node server.mjs <port> <workers>`.

import cluster from 'node:cluster'
import { createServer } from 'node:http'

const [port, workers] = process.argv.slice(2).map(Number)

if (cluster.isPrimary) {
  for (let worker = 0; worker < workers; worker++) cluster.fork()
} else {
  const { RULES } = await import('./rules.mjs')
  createServer(async (request, response) => {
    const pieces = []
    for await (const piece of request) pieces.push(piece)
    const rule = RULES[request.url.slice(1)]
    const answer = JSON.stringify(rule(JSON.parse(Buffer.concat(pieces))))
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(answer),
    })
    response.end(answer)
  }).listen(port, '127.0.0.1')
}
