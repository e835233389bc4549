// Runs at each CloudFront location, on the request and on the answer.
// `site` is above this text when it is deployed (site_map.py): a bucket knows files only, and
// the one error page that a distribution can be given would speak one language and also replace
// the answers of the API. So the addresses that exist are known here.

// Where an address leads: to a file, to another address, or nowhere.
function place(uri) {
  if (uri === '/') return { file: '/index.html' };
  if (uri === '/index.html') return { address: '/' };
  const first = uri.split('/')[1];
  if (!site.languages.includes(first)) {
    return site.shared.includes(uri.slice(1)) ? { file: uri } : {};
  }
  const below = uri.slice(first.length + 2);
  if (site.files.includes(below)) return { file: uri };
  if (uri.endsWith('/')) {
    return site.pages.includes(below) ? { file: uri + 'index.html' } : {};
  }
  if (uri.endsWith('/index.html') && site.pages.includes(below.slice(0, -10))) {
    return { address: uri.slice(0, -10) };
  }
  return site.pages.includes(below === '' ? '' : below + '/') ? { address: uri + '/' } : {};
}

// The language of the address; outside the four, what the browser prefers; else that of the API.
function languageOf(request) {
  const first = request.uri.split('/')[1];
  if (site.languages.includes(first)) return first;
  const header = request.headers['accept-language'];
  const preferred = (header ? header.value : '')
    .split(',')
    .map((range) => {
      const parts = range.trim().toLowerCase().split(';q=');
      return { tag: parts[0].split('-')[0], weight: parts[1] === undefined ? 1 : Number(parts[1]) };
    })
    .filter((range) => site.languages.includes(range.tag) && range.weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return preferred.length ? preferred[0].tag : site.default;
}

// The query as it was asked, for an address that moved.
function queryOf(request) {
  const query = request.querystring;
  const pairs = Object.keys(query).map((name) =>
    (query[name].multiValue || [query[name]])
      .map((each) => (each.value === '' ? name : name + '=' + each.value))
      .join('&'),
  );
  return pairs.length ? '?' + pairs.join('&') : '';
}

function handler(event) {
  const request = event.request;
  const found = place(request.uri);
  if (event.context.eventType === 'viewer-response') {
    // The page that says "not found" is a file like another: only here it gets its status.
    if (!found.file && !found.address && event.response.statusCode === 200) {
      event.response.statusCode = 404;
      event.response.statusDescription = 'Not Found';
    }
    return event.response;
  }
  if (found.address) {
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: found.address + queryOf(request) } },
    };
  }
  // The page that says "not found" refuses frames, and this place would let other sites show it.
  if (!found.file && request.uri.slice(3).startsWith('/embed/')) {
    return { statusCode: 404, statusDescription: 'Not Found' };
  }
  request.uri = found.file || '/' + languageOf(request) + '/404.html';
  return request;
}
