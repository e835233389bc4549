// Runs at each CloudFront location, on requests to the API. The functions limit how many messages a
// network address may send. Whatever a client has put into this header is replaced.
function handler(event) {
  event.request.headers['x-alimenta-viewer'] = { value: event.viewer.ip };
  return event.request;
}
